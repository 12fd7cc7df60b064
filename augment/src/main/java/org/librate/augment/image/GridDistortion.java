package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * The image cut into columns and rows whose widths and heights change.
 *
 * @param steps columns, and as many rows
 * @param most  part that a width or height may grow or shrink by, below 1
 */
public record GridDistortion(int steps, double most, Interpolation interpolation, Border border) implements Moves {

    public GridDistortion {
        Check.positive("GridDistortion", "steps", steps);
        Check.require(most >= 0 && most < 1, "GridDistortion", "the part must be in [0, 1)", most);
    }

    public static GridDistortion of(int steps, double most) {
        return new GridDistortion(steps, most, Interpolation.BILINEAR, Border.reflect());
    }

    public GridDistortion withInterpolation(Interpolation other) {
        return new GridDistortion(steps, most, other, border);
    }

    public GridDistortion withBorder(Border other) {
        return new GridDistortion(steps, most, interpolation, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        float[] across = axis(image.width(), draw);
        float[] down = axis(image.height(), draw);
        float[] xs = new float[image.height() * image.width()];
        float[] ys = new float[xs.length];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = across[i % image.width()];
            ys[i] = down[i / image.width()];
        }
        String text = String.format(Locale.ROOT, "GridDistortion[%d, %.2f]", steps, most);
        return new Field(text, image.height(), image.width(), image.height(), image.width(), xs, ys, true, interpolation, border);
    }

    /** Where each pixel of a line comes from: straight between the new ends of the parts, which fill the line as before. */
    private float[] axis(int size, Draw draw) {
        double[] ends = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            ends[i + 1] = ends[i] + 1 + draw.uniform(-most, most);
        }
        float[] from = new float[size];
        for (int i = 0; i < size; i++) {
            double place = (i + 0.5) * steps / size;
            int part = Math.min(steps - 1, (int) place);
            from[i] = (float) ((ends[part] + (place - part) * (ends[part + 1] - ends[part])) * size / ends[steps]);
        }
        return from;
    }

    @Override
    public String toString() {
        return "GridDistortion[" + steps + ", " + most + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation)
                + (border.equals(Border.reflect()) ? "" : ", " + border) + "]";
    }
}
