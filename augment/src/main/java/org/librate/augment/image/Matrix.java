package org.librate.augment.image;

import java.util.Arrays;
import org.librate.core.Check;

/** A projective map of the plane, {@code (x, y, 1)} to {@code (u, v, w)}, of which {@code (u / w, v / w)} is the place. Row after row. */
record Matrix(double a, double b, double c, double d, double e, double f, double g, double h, double i) {

    static Matrix affine(double a, double b, double c, double d, double e, double f) {
        return new Matrix(a, b, c, d, e, f, 0, 0, 1);
    }

    static Matrix shift(double x, double y) {
        return affine(1, 0, x, 0, 1, y);
    }

    static Matrix scale(double x, double y) {
        return affine(x, 0, 0, 0, y, 0);
    }

    /** Against the clock, as an image is looked at: its y axis points down. */
    static Matrix turn(double degrees) {
        double angle = Math.toRadians(degrees);
        return affine(Math.cos(angle), Math.sin(angle), 0, -Math.sin(angle), Math.cos(angle), 0);
    }

    /** x grows by y times the tangent of the first angle, y by x times that of the second. */
    static Matrix shear(double degreesX, double degreesY) {
        return affine(1, Math.tan(Math.toRadians(degreesX)), 0, Math.tan(Math.toRadians(degreesY)), 1, 0);
    }

    /** What takes four points, x, y, x, y, …, to four others. */
    static Matrix fourPoints(double[] from, double[] to) {
        return square(to).after(square(from).inverse());
    }

    /** What takes the corners of the unit square, in turn, to four points (Heckbert 1989). */
    private static Matrix square(double[] p) {
        double sumX = p[0] - p[2] + p[4] - p[6];
        double sumY = p[1] - p[3] + p[5] - p[7];
        double x1 = p[2] - p[4];
        double x2 = p[6] - p[4];
        double y1 = p[3] - p[5];
        double y2 = p[7] - p[5];
        double area = x1 * y2 - x2 * y1;
        Check.require(area != 0, "Perspective", "no three of the four corners may lie on a line", Arrays.toString(p));
        double g = (sumX * y2 - x2 * sumY) / area;
        double h = (x1 * sumY - sumX * y1) / area;
        return new Matrix(p[2] - p[0] + g * p[2], p[6] - p[0] + h * p[6], p[0], p[3] - p[1] + g * p[3], p[7] - p[1] + h * p[7], p[1], g, h, 1);
    }

    /** First the other, then this. */
    Matrix after(Matrix o) {
        return new Matrix(
                a * o.a + b * o.d + c * o.g, a * o.b + b * o.e + c * o.h, a * o.c + b * o.f + c * o.i,
                d * o.a + e * o.d + f * o.g, d * o.b + e * o.e + f * o.h, d * o.c + e * o.f + f * o.i,
                g * o.a + h * o.d + i * o.g, g * o.b + h * o.e + i * o.h, g * o.c + h * o.f + i * o.i);
    }

    /** Around another point than the corner. */
    Matrix around(double x, double y) {
        return shift(x, y).after(this).after(shift(-x, -y));
    }

    double determinant() {
        return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    }

    Matrix inverse() {
        double s = 1 / determinant();
        return new Matrix((e * i - f * h) * s, (c * h - b * i) * s, (b * f - c * e) * s, (f * g - d * i) * s, (a * i - c * g) * s,
                (c * d - a * f) * s, (d * h - e * g) * s, (b * g - a * h) * s, (a * e - b * d) * s);
    }

    boolean isAffine() {
        return g == 0 && h == 0;
    }

    /** Moves points in place: x, y, x, y, …; those behind the horizon become NaN. */
    void apply(double[] points) {
        for (int k = 0; k < points.length; k += 2) {
            double x = points[k];
            double y = points[k + 1];
            double w = g * x + h * y + i;
            points[k] = w > 0 ? (a * x + b * y + c) / w : Double.NaN;
            points[k + 1] = w > 0 ? (d * x + e * y + f) / w : Double.NaN;
        }
    }
}
