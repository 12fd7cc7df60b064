package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Sgd;

/** What batch norm sees of a batch: all its rows, however little they count, and none that is not there. */
class WeightlessRowsTest {

    private static final Trainer<Regressor> PLAN = Trainer.regressor(Sequential.of(BatchNorm.create().withMomentum(0.5), Dense.of(1)))
            .optimizer(Sgd.of(1e-3)).epochs(1).order(random -> BatchOrder.sequential()).display(Display.SILENT);

    private static float state(Regressor model, String name) {
        for (Map.Entry<String, Tensor> state : model.network().states().entrySet()) {
            if (state.getKey().endsWith(name)) {
                return state.getValue().toArray()[0];
            }
        }
        throw new AssertionError(name + " among " + model.network().states().keySet());
    }

    /** The weight says how much a row's loss counts; the row is still one that the network sees. */
    @Test
    void rows_of_weight_0_enter_batch_statistics() {
        Dataset data = Dataset.of(Tensor.of(new float[][] {{1}, {3}, {11}}), Tensor.of(0f, 0f, 0f)).withWeights(1, 1, 0);
        Regressor model = PLAN.batchSize(3).fit(data);
        assertThat(state(model, "mean")).as("half of the mean of 1, 3 and 11").isCloseTo(2.5f, within(1e-5f));
        assertThat(state(model, "variance")).as("half of 1 and half of 28").isCloseTo(14.5f, within(1e-4f));
        assertThat(state(PLAN.batchSize(3).fit(data.subset(0, 1)), "mean")).isCloseTo(1, within(1e-5f));
    }

    /** A batch of 4 and one of 2: means 2.5 and 6, each taken in by half. */
    @Test
    void a_smaller_last_batch_is_not_filled_up() {
        Dataset data = Dataset.of(Tensor.of(new float[][] {{1}, {2}, {3}, {4}, {5}, {7}}), Tensor.zeros(6));
        Regressor model = PLAN.batchSize(4).fit(data);
        assertThat(state(model, "mean")).isCloseTo(0.5f * (0.5f * 2.5f) + 0.5f * 6, within(1e-5f));
        assertThat(state(model, "variance")).isCloseTo(0.5f * (0.5f * 1 + 0.5f * (5 / 3f)) + 0.5f * 2, within(1e-5f));
    }

    /** The same where it is a replayed step that runs the last batch: six epochs, the numbers still those of the plain recursion. */
    @Test
    void nor_is_it_when_steps_are_replayed() {
        Dataset data = Dataset.of(Tensor.of(new float[][] {{1}, {2}, {3}, {4}, {5}, {7}}), Tensor.zeros(6));
        double mean = 0;
        double variance = 1;
        for (int epoch = 0; epoch < 6; epoch++) {
            mean = 0.5 * (0.5 * mean + 0.5 * 2.5) + 0.5 * 6;
            variance = 0.5 * (0.5 * variance + 0.5 * 5 / 3) + 0.5 * 2;
        }
        Regressor model = PLAN.epochs(6).batchSize(4).fit(data);
        assertThat((double) state(model, "mean")).isCloseTo(mean, within(1e-5));
        assertThat((double) state(model, "variance")).isCloseTo(variance, within(1e-5));
    }
}
