package org.librate.augment.image;

import org.librate.augment.Draw;

/** Rows become columns. Labels of keypoints that are pairs are exchanged. */
public record Transpose() implements Moves {

    public static Transpose create() {
        return new Transpose();
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        return Grid.turned(toString(), sample.image(), true, false, false);
    }

    @Override
    public String toString() {
        return "Transpose";
    }
}
