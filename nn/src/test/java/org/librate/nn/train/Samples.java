package org.librate.nn.train;

import org.librate.core.Activation;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Loader;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;

/** Small things to learn. */
final class Samples {

    private Samples() {
    }

    static Dataset xor() {
        return Dataset.of(Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}), Tensor.of(0, 1, 1, 0));
    }

    /** Three arms of a spiral, by polar coordinates. */
    static Dataset spirals(int rows, long seed) {
        RandomStream noise = RandomSource.of(seed).stream("noise").at(0);
        float[] x = new float[rows * 2];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            int arm = i % 3;
            double radius = 0.1 + 0.9 * i / rows;
            double angle = arm * 2 * Math.PI / 3 + 3 * radius + 0.1 * noise.normal(i);
            x[2 * i] = (float) (radius * Math.cos(angle));
            x[2 * i + 1] = (float) (radius * Math.sin(angle));
            y[i] = arm;
        }
        return Dataset.of(Tensor.of(Shape.of(rows, 2), x), Tensor.of(y));
    }

    /** y = 2 a − b + 0.5. */
    static Dataset plane(int rows) {
        RandomStream stream = RandomSource.of(5).stream("plane").at(0);
        float[] x = new float[rows * 2];
        float[] y = new float[rows];
        for (int i = 0; i < rows; i++) {
            x[2 * i] = (float) stream.normal(2L * i);
            x[2 * i + 1] = (float) stream.normal(2L * i + 1);
            y[i] = 2 * x[2 * i] - x[2 * i + 1] + 0.5f;
        }
        return Dataset.of(Tensor.of(Shape.of(rows, 2), x), Tensor.of(y));
    }

    static Sequential mlp(int hidden, int outputs) {
        return Sequential.of(Dense.of(hidden).withActivation(Activation.TANH), Dense.of(hidden).withActivation(Activation.TANH), Dense.of(outputs));
    }

    /** All rows of a data set's input. */
    static Tensor x(Dataset data) {
        try (Batches batches = Loader.of(data).withBatchSize(data.size()).open(0)) {
            return batches.next().x().keep();
        }
    }

    /** All rows of a data set's target. */
    static float[] y(Dataset data) {
        try (Batches batches = Loader.of(data).withBatchSize(data.size()).open(0)) {
            return batches.next().y().toArray();
        }
    }

    static float[] weights(FittedModel model) {
        return model.network().parameters().values().toArray();
    }
}
