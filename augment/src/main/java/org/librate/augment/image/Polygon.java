package org.librate.augment.image;

import java.util.Arrays;
import org.librate.core.Check;

/** A closed line with a class, such as the outline of an object, or a box that turns with the image. */
public final class Polygon {

    private final double[] points; // x, y, x, y, ..
    private final int label;

    private Polygon(double[] points, int label) {
        this.points = points;
        this.label = label;
    }

    /**
     * By its corners in order.
     *
     * @param points x, y, x, y, …
     */
    public static Polygon of(int label, double... points) {
        Check.require(points.length >= 6 && points.length % 2 == 0, "Polygon", "needs x and y of at least three corners", points.length + " numbers");
        for (double value : points) {
            Check.require(Double.isFinite(value), "Polygon", "coordinates must be finite", value);
        }
        return new Polygon(points.clone(), label);
    }

    public int label() {
        return label;
    }

    /** x, y, x, y, … */
    public double[] points() {
        return points.clone();
    }

    /** How large it is. */
    public double area() {
        double twice = 0;
        for (int i = 0; i < points.length; i += 2) {
            int j = (i + 2) % points.length;
            twice += points[i] * points[j + 1] - points[j] * points[i + 1];
        }
        return Math.abs(twice) / 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polygon polygon && label == polygon.label && Arrays.equals(points, polygon.points);
    }

    @Override
    public int hashCode() {
        return 31 * label + Arrays.hashCode(points);
    }

    @Override
    public String toString() {
        return "Polygon[label " + label + ", " + Arrays.toString(points) + "]";
    }
}
