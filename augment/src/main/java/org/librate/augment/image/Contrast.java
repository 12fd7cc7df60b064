package org.librate.augment.image;

import java.util.List;
import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/** All values further from the image's mean brightness, by a factor: below 1 nearer to it. */
public record Contrast(Range factor) implements Recolors {

    private static final double STEEPEST = 1 << 20; // of bytes: all but the mean are black or white long before

    public Contrast {
        Check.require(factor.low() >= 0, "Contrast", "the factor must be >= 0", factor);
    }

    /** From {@code 1 − most} to {@code 1 + most}. */
    public static Contrast of(double most) {
        return new Contrast(Range.factor(most));
    }

    public static Contrast of(double least, double most) {
        return new Contrast(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double f = draw.from(factor);
        return new Recolor(String.format(Locale.ROOT, "Contrast[%.2f]", f), List.of(tone(f)));
    }

    static Tone tone(double factor) {
        double steep = Math.min(factor, STEEPEST);
        return new Tone("Contrast", false, true, mean -> Slope.of(steep, 255 * mean * (1 - steep)), image -> {
            double mean = Grey.mean(image);
            Curve curve = value -> mean + factor * (value - mean);
            return curve.apply(image);
        });
    }

    @Override
    public String toString() {
        return "Contrast[" + factor + "]";
    }
}
