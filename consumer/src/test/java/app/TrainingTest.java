package app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.train.Checkpoints;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.EarlyStopping;
import org.librate.nn.train.Regressor;
import org.librate.nn.train.Trainer;

/** An application trains models with layers and a trainer, with the same one dependency. */
class TrainingTest {

    /** Points inside and outside a circle. */
    private static Dataset points(int n) {
        RandomStream random = RandomSource.of(1).stream("points").at(0);
        float[][] xy = new float[n][];
        int[] inside = new int[n];
        for (int i = 0; i < n; i++) {
            xy[i] = new float[] {(float) random.uniform(2L * i, -1, 1), (float) random.uniform(2L * i + 1, -1, 1)};
            inside[i] = Math.hypot(xy[i][0], xy[i][1]) < 0.8 ? 1 : 0;
        }
        return Dataset.of(xy, inside);
    }

    private static Trainer<Classifier> plan() {
        return Trainer.classifier(Sequential.of(Dense.of(32), BatchNorm.create(), Relu.create(), Dense.of(2)))
                .optimizer(Adam.of(0.01)).schedule(Cosine.overEpochs(20))
                .epochs(20).batchSize(64).seed(3)
                .display(Display.SILENT);
    }

    @Test void a_classifier_learns_a_circle() {
        Split split = points(2000).split(SplitRule.stratified(0.8, 0.2, 0).withSeed(3));
        Classifier model = plan().callbacks(EarlyStopping.onLoss().withPatience(5)).fit(split.train(), split.validation());
        assertTrue(model.history().last().get(Accuracy.metric()) > 0.95, model.history().toString());
        assertEquals(1, model.predictRow(0.1f, -0.2f));
        assertEquals(0, model.predictRow(0.9f, 0.9f));
        Tensor probabilities = model.predictProbabilities(Tensor.of(new float[][] {{0, 0}, {-1, 1}}));
        assertArrayEquals(new int[] {1, 0}, probabilities.argmax(1).toInts());
    }

    @Test void a_run_that_was_cut_short_goes_on_to_the_same_weights(@TempDir Path folder) {
        Dataset points = points(500);
        float[] whole = plan().epochs(4).fit(points).network().parameters().values().toArray();
        plan().epochs(2).callbacks(Checkpoints.in(folder)).fit(points);
        float[] resumed = plan().epochs(4).callbacks(Checkpoints.in(folder)).resumeFrom(folder).fit(points).network().parameters().values().toArray();
        assertArrayEquals(whole, resumed);
    }

    @Test void a_regressor_learns_a_line() {
        float[][] x = new float[64][];
        float[] y = new float[64];
        for (int i = 0; i < y.length; i++) {
            x[i] = new float[] {i / 32f - 1};
            y[i] = 3 * x[i][0] - 0.5f;
        }
        Regressor line = Trainer.regressor(Sequential.of(Dense.of(1))).optimizer(Adam.of(0.1)).epochs(100).display(Display.SILENT)
                .fit(Dataset.of(x, y));
        assertEquals(2.5, line.predictRow(1)[0], 1e-2);
    }
}
