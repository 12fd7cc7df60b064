package org.librate.augment.image;

import org.librate.augment.Draw;

/** Left becomes right. Labels of keypoints that are pairs are exchanged. */
public record HorizontalFlip() implements Moves {

    public static HorizontalFlip create() {
        return new HorizontalFlip();
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        return Grid.turned(toString(), sample.image(), false, true, false);
    }

    @Override
    public String toString() {
        return "HorizontalFlip";
    }
}
