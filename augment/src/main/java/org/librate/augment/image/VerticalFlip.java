package org.librate.augment.image;

import org.librate.augment.Draw;

/** Above becomes below. Labels of keypoints that are pairs are exchanged. */
public record VerticalFlip() implements Moves {

    public static VerticalFlip create() {
        return new VerticalFlip();
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        return Grid.turned(toString(), sample.image(), false, false, true);
    }

    @Override
    public String toString() {
        return "VerticalFlip";
    }
}
