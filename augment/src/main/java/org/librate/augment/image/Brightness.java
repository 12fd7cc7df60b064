package org.librate.augment.image;

import java.util.List;
import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/** All values times a factor: above 1 brighter. */
public record Brightness(Range factor) implements Recolors {

    public Brightness {
        Check.require(factor.low() >= 0, "Brightness", "the factor must be >= 0", factor);
    }

    /** From {@code 1 − most} to {@code 1 + most}. */
    public static Brightness of(double most) {
        return new Brightness(Range.factor(most));
    }

    public static Brightness of(double least, double most) {
        return new Brightness(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double f = draw.from(factor);
        return new Recolor(String.format(Locale.ROOT, "Brightness[%.2f]", f), List.of(tone(f)));
    }

    static Tone tone(double factor) {
        Curve curve = value -> value * factor;
        return new Tone("Brightness", false, false, mean -> Slope.of(factor, 0), curve::apply);
    }

    @Override
    public String toString() {
        return "Brightness[" + factor + "]";
    }
}
