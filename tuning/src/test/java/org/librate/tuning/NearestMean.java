package org.librate.tuning;

import java.util.List;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.table.Table;

/** The probability of yes is 1 nearer to the mean of yes, and the means are of training rows. */
public final class NearestMean implements Estimator<Model> {
    @Override
    public Model fit(Table train) {
        double[] x = train.numeric("x").toArray();
        int[] y = train.labels();
        double[] means = new double[2];
        int[] counts = new int[2];
        for (int i = 0; i < y.length; i++) {
            means[y[i]] += x[i];
            counts[y[i]]++;
        }
        double middle = (means[0] / counts[0] + means[1] / counts[1]) / 2;
        return new Model() {
            @Override
            public Tensor scores(Table rows) {
                double[] x = rows.numeric("x").toArray();
                float[] scores = new float[2 * x.length];
                for (int i = 0; i < x.length; i++) {
                    scores[2 * i + 1] = (float) (1 / (1 + Math.exp(middle - x[i])));
                    scores[2 * i] = 1 - scores[2 * i + 1];
                }
                return Tensor.of(Shape.of(x.length, 2), scores);
            }

            @Override
            public List<String> classNames() {
                return List.of("false", "true");
            }
        };
    }
}
