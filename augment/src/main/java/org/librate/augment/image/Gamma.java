package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/** All values to a power, white being 1: below 1 dark parts become brighter. */
public record Gamma(Range power) implements Recolors {

    public Gamma {
        Check.require(power.low() > 0, "Gamma", "the power must be > 0", power);
    }

    public static Gamma of(double least, double most) {
        return new Gamma(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double p = draw.logarithmic(power);
        Curve curve = value -> Math.pow(Math.max(0, value), p);
        return new Recolor(String.format(Locale.ROOT, "Gamma[%.2f]", p), curve::apply);
    }

    @Override
    public String toString() {
        return "Gamma[" + power + "]";
    }
}
