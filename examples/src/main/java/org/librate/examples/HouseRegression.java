package org.librate.examples;

import java.util.Locale;
import org.librate.core.data.Dataset;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Mae;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Net;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Silu;
import org.librate.nn.loss.Huber;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.train.Display;
import org.librate.nn.train.MeanPredictor;
import org.librate.nn.train.Regressor;
import org.librate.nn.train.Trainer;
import org.librate.nn.train.ValuePredictor;

/**
 * Predicts prices of houses from their area, age and distance to the centre.
 *
 * <p>Prices follow a formula with noise, so the smallest error that can be reached is known: that of the noise. What to take away: a regressor
 * goes through the same trainer; a loss that is linear for large errors minds outliers less; averaged weights are steadier than the last ones; and an
 * error says little without one to compare it with.
 */
public final class HouseRegression {

    private static final double NOISE = 0.2;

    private HouseRegression() {
    }

    public static void main(String[] arguments) {
        Split split = houses(4000, RandomSource.of(5).stream("houses").at(0)).split(SplitRule.random(0.7, 0.1, 0.2).withSeed(5));
        System.out.println("Houses: " + split);

        Net net = Sequential.of(BatchNorm.create(), Dense.of(64), Silu.create(), Dense.of(32), Silu.create(), Dense.of(1));
        Regressor model = Trainer.regressor(net)
                .loss(Huber.create().withDelta(0.5))
                .optimizer(Adam.of(0.005)).schedule(Cosine.overEpochs(40))
                .epochs(40).batchSize(64).seed(5)
                .averageWeights(0.98)
                .display(Display.SILENT)
                .fit(split.train(), split.validation());
        System.out.println(model.history());

        System.out.printf(Locale.ROOT, "Mean absolute error, in 100,000, on houses it has not seen: %.3f%n", error(model, split.test()));
        System.out.printf(Locale.ROOT, "  the noise alone, which nobody can predict: %.3f%n", NOISE * Math.sqrt(2 / Math.PI));
        System.out.printf(Locale.ROOT, "  always saying the mean: %.3f%n", error(MeanPredictor.of(split.train()), split.test()));
        System.out.printf(Locale.ROOT, "100 m², 20 years old, 5 km out: %.2f; by the formula %.2f%n", model.predictRow(100, 20, 5)[0],
                price(100, 20, 5));
    }

    private static double error(ValuePredictor model, Dataset rows) {
        return model.evaluate(rows, Mae.metric()).get(Mae.metric());
    }

    /** The price in 100,000, without noise. */
    private static double price(double area, double age, double distance) {
        return 0.025 * area * (0.6 + 0.4 * Math.exp(-age / 25)) * (1 + 0.8 * Math.exp(-distance / 6));
    }

    private static Dataset houses(int rows, RandomStream random) {
        float[][] x = new float[rows][];
        float[] y = new float[rows];
        for (int i = 0; i < rows; i++) {
            double area = random.uniform(4L * i, 40, 200);
            double age = random.uniform(4L * i + 1, 0, 80);
            double distance = random.uniform(4L * i + 2, 0, 30);
            x[i] = new float[] {(float) area, (float) age, (float) distance};
            y[i] = (float) (price(area, age, distance) + random.normal(4L * i + 3, 0, NOISE));
        }
        return Dataset.of(x, y);
    }
}
