package org.librate.nn.init;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.random.RandomStream;

/**
 * The Q of normal numbers (Saxe et al. 2014), as {@code [all but the last axis, last axis]}. Gram and Schmidt's way, done twice for each vector,
 * which is as exact as any; its R has a positive diagonal, so Q is evenly distributed. In plain Java: the same bits everywhere.
 */
record Orthogonal(double gain) implements Initializer {

    Orthogonal {
        Check.positive("Initializer.orthogonal", "gain", gain);
    }

    @Override
    public Tensor sample(Shape shape, RandomStream stream) {
        if (shape.rank() < 2) {
            throw new ShapeException(toString(), "needs at least two axes", "", shape);
        }
        int columns = (int) shape.last();
        int rows = columns == 0 ? 0 : (int) (shape.size() / columns);
        boolean tall = rows >= columns;
        double[][] vectors = vectors(Math.min(rows, columns), Math.max(rows, columns), stream);
        float[] values = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = (float) (gain * (tall ? vectors[j][i] : vectors[i][j]));
            }
        }
        return Tensor.of(shape, values);
    }

    /** Vectors of length 1 at right angles. */
    private static double[][] vectors(int count, int length, RandomStream stream) {
        double[] drawn = stream.normals(count * length);
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            double[] v = vectors[i];
            System.arraycopy(drawn, i * length, v, 0, length);
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    addTo(v, vectors[j], -dot(v, vectors[j]));
                }
            }
            double norm = Math.sqrt(dot(v, v));
            for (int k = 0; k < length; k++) {
                v[k] /= norm;
            }
        }
        return vectors;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void addTo(double[] v, double[] other, double scale) {
        for (int k = 0; k < v.length; k++) {
            v[k] += scale * other[k];
        }
    }

    @Override
    public String toString() {
        return gain == 1 ? "Orthogonal" : "Orthogonal[gain=" + gain + "]";
    }
}
