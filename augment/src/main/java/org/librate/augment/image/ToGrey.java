package org.librate.augment.image;

import java.util.List;
import org.librate.augment.Draw;

/** Colours become grey; the image keeps its three channels. */
public record ToGrey() implements Recolors {

    public static ToGrey create() {
        return new ToGrey();
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        return new Recolor("ToGrey", List.of(Saturation.tone(0)));
    }

    @Override
    public String toString() {
        return "ToGrey";
    }
}
