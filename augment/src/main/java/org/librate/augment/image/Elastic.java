package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * The image as if it were printed on rubber: each place is moved a little, and places near each other are moved alike (Simard et al. 2003; here by a
 * smooth spline through random moves some pixels apart, so that it costs the same however smooth it is).
 *
 * @param strength deviation of the moves, in pixels
 * @param distance between independent moves, in pixels; at least five times the strength, so that it hardly ever folds over
 */
public record Elastic(double strength, double distance, Interpolation interpolation, Border border) implements Moves {

    private static final double SMOOTHED = 2; // a cubic spline through independent values has about half their deviation

    public Elastic {
        Check.notNegative("Elastic", "strength", strength);
        Check.positive("Elastic", "distance", distance);
        Check.require(distance >= 5 * strength, "Elastic", "distance must be at least five times the strength " + strength, distance,
                "Otherwise the image would fold over itself.");
    }

    public static Elastic of(double strength, double distance) {
        return new Elastic(strength, distance, Interpolation.BILINEAR, Border.reflect());
    }

    public Elastic withInterpolation(Interpolation other) {
        return new Elastic(strength, distance, other, border);
    }

    public Elastic withBorder(Border other) {
        return new Elastic(strength, distance, interpolation, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        int rows = (int) Math.max(1, Math.round(image.height() / distance));
        int columns = (int) Math.max(1, Math.round(image.width() / distance));
        float[] xs = Bend.columns(image);
        float[] ys = Bend.rows(image);
        moves(draw, rows, columns).addTo(xs, image.height(), image.width());
        moves(draw, rows, columns).addTo(ys, image.height(), image.width());
        String text = String.format(Locale.ROOT, "Elastic[%.1f, %.1f]", strength, distance);
        return new Field(text, image.height(), image.width(), image.height(), image.width(), xs, ys, false, interpolation, border);
    }

    private Control moves(Draw draw, int rows, int columns) {
        Control control = new Control(rows, columns);
        double[] normal = draw.many().normals(control.size());
        for (int i = 0; i < normal.length; i++) {
            control.set(i, strength * SMOOTHED * Math.max(-2, Math.min(2, normal[i])));
        }
        return control;
    }

    @Override
    public String toString() {
        return "Elastic[" + strength + ", distance=" + distance + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation)
                + (border.equals(Border.reflect()) ? "" : ", " + border) + "]";
    }
}
