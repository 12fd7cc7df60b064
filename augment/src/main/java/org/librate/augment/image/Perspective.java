package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * The image as seen from somewhere else: each corner moves inwards, by up to a part of the sides, and what lies between the corners then fills the
 * image.
 *
 * @param most part of each side, at most a third: the corners always make a rectangle seen from somewhere
 */
public record Perspective(double most, Interpolation interpolation, Border border) implements Moves {

    public Perspective {
        Check.require(most >= 0 && most <= 1.0 / 3, "Perspective", "the part that corners move by must be in [0, 1/3]", most);
    }

    public static Perspective of(double most) {
        return new Perspective(most, Interpolation.BILINEAR, Border.black());
    }

    public Perspective withInterpolation(Interpolation other) {
        return new Perspective(most, other, border);
    }

    public Perspective withBorder(Border other) {
        return new Perspective(most, interpolation, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        double w = image.width();
        double h = image.height();
        double[] to = {0, 0, w, 0, w, h, 0, h};
        double[] from = to.clone();
        for (int corner = 0; corner < 4; corner++) {
            double x = draw.uniform(0, most) * w;
            double y = draw.uniform(0, most) * h;
            from[2 * corner] += from[2 * corner] == 0 ? x : -x;
            from[2 * corner + 1] += from[2 * corner + 1] == 0 ? y : -y;
        }
        String text = String.format(Locale.ROOT, "Perspective[%.0f, %.0f; %.0f, %.0f; %.0f, %.0f; %.0f, %.0f]", from[0], from[1], from[2], from[3],
                from[4], from[5], from[6], from[7]);
        return new Projection(text, Matrix.fourPoints(from, to), image.height(), image.width(), image.height(), image.width(), interpolation, border);
    }

    @Override
    public String toString() {
        return "Perspective[" + most + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation)
                + (border.equals(Border.black()) ? "" : ", " + border) + "]";
    }
}
