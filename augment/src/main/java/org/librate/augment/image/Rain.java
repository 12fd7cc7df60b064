package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;
import org.librate.core.random.RandomStream;

/**
 * Streaks of rain, all in about the same direction, on an image that is a little darker.
 *
 * @param streaks for each 100 × 100 pixels
 * @param length  in pixels
 * @param lean    in degrees from upright, up to so many either way
 */
public record Rain(Range streaks, int length, double lean) implements Recolors {

    private static final float BRIGHTNESS = 0.78f;
    private static final float THICKNESS = 0.55f;
    private static final double DARKER = 0.85;

    public Rain {
        Check.require(streaks.low() >= 0, "Rain", "the number of streaks must be >= 0", streaks);
        Check.positive("Rain", "length", length);
        Check.within("Rain", "lean", lean, 0, 60);
    }

    /** So many streaks for each 100 × 100 pixels. */
    public static Rain of(double least, double most) {
        return new Rain(Range.of(least, most), 20, 20);
    }

    public Rain withLength(int pixels) {
        return new Rain(streaks, pixels, lean);
    }

    public Rain withLean(double degrees) {
        return new Rain(streaks, length, degrees);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double many = draw.from(streaks);
        double slant = Math.tan(Math.toRadians(draw.uniform(-lean, lean)));
        RandomStream random = draw.many();
        return new Recolor(String.format(Locale.ROOT, "Rain[%.0f, slant=%.2f]", many, slant), image -> apply(image, many, slant, random));
    }

    private Image apply(Image image, double many, double slant, RandomStream random) {
        int height = image.height();
        int width = image.width();
        float[] share = new float[height * width];
        int count = (int) Math.round(many * height * width / 10_000);
        for (int i = 0; i < count; i++) {
            double x = random.uniform(3L * i, 0, width);
            int top = random.integer(3L * i + 1, -length, height);
            double size = length * (0.5 + random.uniform(3L * i + 2));
            for (int y = Math.max(0, top); y < Math.min(height, top + size); y++) {
                int column = (int) Math.floor(x + slant * (y - top));
                if (column >= 0 && column < width) {
                    share[y * width + column] = THICKNESS;
                }
            }
        }
        Curve darker = value -> DARKER * value;
        return Blend.with(darker.apply(image), share, BRIGHTNESS);
    }

    @Override
    public String toString() {
        return "Rain[" + streaks + ", length=" + length + ", lean=" + lean + "]";
    }
}
