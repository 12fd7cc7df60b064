package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/** What is as bright as a threshold, or brighter, is inverted. */
public record Solarize(Range threshold) implements Recolors {

    public Solarize {
        threshold.within("Solarize", "the threshold", 0, 1);
    }

    /** 0 is black, 1 is white. */
    public static Solarize of(double threshold) {
        return new Solarize(Range.fixed(threshold));
    }

    public static Solarize of(double least, double most) {
        return new Solarize(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double limit = draw.from(threshold);
        Curve curve = value -> value >= limit ? 1 - value : value;
        return new Recolor(String.format(Locale.ROOT, "Solarize[%.2f]", limit), curve::apply);
    }

    @Override
    public String toString() {
        return "Solarize[" + threshold + "]";
    }
}
