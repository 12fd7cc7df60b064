package org.librate.augment.image;

import org.librate.augment.Draw;

/** Colours become grey; the image keeps its three channels. */
public record ToGrey() implements Recolors {

    public static ToGrey create() {
        return new ToGrey();
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        return new Recolor("ToGrey", image -> Saturation.apply(image, 0));
    }

    @Override
    public String toString() {
        return "ToGrey";
    }
}
