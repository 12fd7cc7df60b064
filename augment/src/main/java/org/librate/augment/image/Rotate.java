package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/**
 * A turn around the middle of the image, against the clock.
 *
 * @param degrees from where to where
 * @param whole   whether the image becomes as large as is needed to hold all of it
 */
public record Rotate(Range degrees, boolean whole, Interpolation interpolation, Border border) implements Moves {

    /** Up to so many degrees either way. */
    public static Rotate of(double degrees) {
        return of(Range.around(degrees));
    }

    public static Rotate of(Range degrees) {
        return new Rotate(degrees, false, Interpolation.BILINEAR, Border.black());
    }

    /** Whether the image becomes as large as is needed, so that no corner is cut off. */
    public Rotate withWhole(boolean wanted) {
        return new Rotate(degrees, wanted, interpolation, border);
    }

    public Rotate withInterpolation(Interpolation other) {
        return new Rotate(degrees, whole, other, border);
    }

    /** What is seen beyond the edge. */
    public Rotate withBorder(Border other) {
        return new Rotate(degrees, whole, interpolation, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        double angle = draw.from(degrees);
        Matrix turn = Matrix.turn(angle);
        int height = image.height();
        int width = image.width();
        if (whole) {
            width = (int) Math.ceil(Math.abs(turn.a()) * image.width() + Math.abs(turn.b()) * image.height() - 1e-9);
            height = (int) Math.ceil(Math.abs(turn.d()) * image.width() + Math.abs(turn.e()) * image.height() - 1e-9);
        }
        Matrix matrix = Matrix.shift(width / 2.0, height / 2.0).after(turn).after(Matrix.shift(-image.width() / 2.0, -image.height() / 2.0));
        return new Projection(String.format(Locale.ROOT, "Rotate[%.1f]", angle), matrix, image.height(), image.width(), height, width, interpolation,
                border);
    }

    @Override
    public String toString() {
        return "Rotate[" + degrees + (whole ? ", whole=true" : "") + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation)
                + (border.equals(Border.black()) ? "" : ", " + border) + "]";
    }
}
