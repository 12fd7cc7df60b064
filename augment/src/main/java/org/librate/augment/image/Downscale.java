package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/** The image made smaller and large again: its details are lost. */
public record Downscale(Range factor, Interpolation interpolation) implements Recolors {

    public Downscale {
        Check.require(factor.low() > 0 && factor.high() <= 1, "Downscale", "the factor must be in (0, 1]", factor);
    }

    /** As small as such a part of each side in between. */
    public static Downscale of(double least, double most) {
        return new Downscale(Range.of(least, most), Interpolation.NEAREST);
    }

    public Downscale withInterpolation(Interpolation other) {
        return new Downscale(factor, other);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double f = draw.from(factor);
        return new Recolor(String.format(Locale.ROOT, "Downscale[%.2f]", f), image -> {
            int height = (int) Math.max(1, Math.round(image.height() * f));
            int width = (int) Math.max(1, Math.round(image.width() * f));
            Image small = new Scaling("Downscale", image.height(), image.width(), height, width, interpolation, true).move(image, Layer.Kind.IMAGE);
            return new Scaling("Downscale", height, width, image.height(), image.width(), interpolation, true).move(small, Layer.Kind.IMAGE);
        });
    }

    @Override
    public String toString() {
        return "Downscale[" + factor + ", " + interpolation + "]";
    }
}
