package org.librate.examples;

import org.librate.core.data.Dataset;
import org.librate.core.data.TensorDataset;
import org.librate.core.random.RandomStream;

/** Points on three interleaved spirals, and the arm that each belongs to: no straight line tells them apart. */
record Spirals(float[][] xy, int[] labels) {

    static final int ARMS = 3;

    /** Arms that turn once and a half around the centre, with some noise. */
    static Spirals of(int n, RandomStream random) {
        float[][] xy = new float[n][];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % ARMS;
            double radius = 0.05 + 0.95 * random.uniform(3L * i);
            double angle = 2 * Math.PI * (labels[i] / (double) ARMS + 1.5 * radius);
            xy[i] = new float[] {
                (float) (radius * Math.cos(angle) + random.normal(3L * i + 1, 0, 0.02)),
                (float) (radius * Math.sin(angle) + random.normal(3L * i + 2, 0, 0.02))};
        }
        return new Spirals(xy, labels);
    }

    int size() {
        return labels.length;
    }

    TensorDataset dataset() {
        return Dataset.of(xy, labels);
    }
}
