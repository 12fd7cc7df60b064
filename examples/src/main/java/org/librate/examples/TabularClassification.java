package org.librate.examples;

import java.util.List;
import java.util.Locale;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Net;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.AdamW;
import org.librate.nn.train.ClassPredictor;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.EarlyStopping;
import org.librate.nn.train.Trainer;

/**
 * Tells from four numbers whether somebody strolls, walks or hikes.
 *
 * <p>The table is drawn from known distributions, so the best that any model could do is known too and printed. What to take away: columns on
 * different scales need no preparation if batch norm comes first; early stopping chooses the epoch on rows of their own; the test rows are used once.
 */
public final class TabularClassification {

    private static final List<String> ACTIVITIES = List.of("strolling", "walking", "hiking");

    /** Heart rate, speed in km/h, steps a minute and climb in m/h: mean and deviation for each activity. */
    private static final double[][][] COLUMNS = {
        {{88, 9}, {3.8, 0.8}, {95, 10}, {40, 30}},
        {{98, 10}, {5.2, 0.8}, {110, 10}, {50, 35}},
        {{112, 14}, {4.2, 0.9}, {100, 12}, {140, 60}}};

    private TabularClassification() {
    }

    public static void main(String[] arguments) {
        Split split = table(3000, RandomSource.of(11).stream("table").at(0)).split(SplitRule.stratified(0.6, 0.15, 0.25).withSeed(11));
        System.out.println("People on the move: " + split);

        Net net = Sequential.of(BatchNorm.create(), Dense.of(32), Relu.create(), Dropout.of(0.1), Dense.of(16), Relu.create(),
                Dense.of(ACTIVITIES.size()));
        Classifier model = Trainer.classifier(net)
                .optimizer(AdamW.of(0.003).withWeightDecay(0.01))
                .epochs(60).batchSize(64).seed(11)
                .callbacks(EarlyStopping.onLoss().withPatience(6))
                .display(Display.SILENT)
                .fit(split.train(), split.validation());
        System.out.println(model.history());

        double accuracy = model.evaluate(split.test(), Accuracy.metric()).get(Accuracy.metric());
        System.out.printf(Locale.ROOT, "Right on %.3f of the test rows. Whoever knew the distributions would be on %.3f, a guess on 0.333.%n",
                accuracy, best(split.test()));
        float[] probabilities = model.predictProbabilitiesRow(104, 4.9f, 106, 90);
        for (int c = 0; c < probabilities.length; c++) {
            System.out.printf(Locale.ROOT, "  104 beats, 4.9 km/h, 106 steps, 90 m/h: %-9s %.2f%n", ACTIVITIES.get(c), probabilities[c]);
        }
    }

    static Dataset table(int rows, RandomStream random) {
        float[][] x = new float[rows][4];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % ACTIVITIES.size();
            for (int column = 0; column < 4; column++) {
                double[] of = COLUMNS[y[i]][column];
                x[i][column] = (float) random.normal(4L * i + column, of[0], of[1]);
            }
        }
        return Dataset.of(x, y).withClassNames(ACTIVITIES);
    }

    /** How often the most probable activity, by the densities the rows were drawn from, is the right one. */
    private static double best(Dataset rows) {
        ClassPredictor knowing = inputs -> {
            float[] numbers = inputs[0].toArray();
            float[] scores = new float[numbers.length / 4 * ACTIVITIES.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = (float) logDensity(COLUMNS[i % ACTIVITIES.size()], numbers, i / ACTIVITIES.size() * 4);
            }
            return Tensor.of(Shape.of(numbers.length / 4, ACTIVITIES.size()), scores);
        };
        return knowing.evaluate(rows, Accuracy.metric()).get(Accuracy.metric());
    }

    private static double logDensity(double[][] columns, float[] numbers, int from) {
        double sum = 0;
        for (int column = 0; column < columns.length; column++) {
            double off = (numbers[from + column] - columns[column][0]) / columns[column][1];
            sum -= off * off / 2 + Math.log(columns[column][1]);
        }
        return sum;
    }
}
