package org.librate.augment.image;

import org.librate.augment.Draw;

/** Black becomes white. */
public record Invert() implements Recolors {

    public static Invert create() {
        return new Invert();
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        Curve curve = value -> 1 - value;
        return new Recolor("Invert", curve::apply);
    }

    @Override
    public String toString() {
        return "Invert";
    }
}
