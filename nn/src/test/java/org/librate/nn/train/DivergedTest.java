package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Sgd;

class DivergedTest {

    /** Takes the logarithm of what may be negative. */
    private record Log() implements LayerSpec {

        @Override
        public String defaultName() {
            return "log";
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public Layer build(Shape input, Build build) {
            return (x, pass) -> x.log();
        }
    }

    private static DivergedException diverged(Trainer<?> plan, Dataset data) {
        return catchThrowableOfType(DivergedException.class, () -> plan.display(Display.SILENT).fit(data));
    }

    @Test
    void a_value_in_the_data_is_named() {
        float[] x = new float[24];
        x[13] = Float.NaN;
        DivergedException e = diverged(Trainer.regressor(Dense.of(1)).batchSize(12), Dataset.of(Tensor.of(Shape.of(12, 2), x), Tensor.zeros(12)));
        assertThat(e).hasMessageContaining("diverged in epoch 1, batch 1, with loss NaN: input 0 of the batch has values that are not finite, in "
                + "row 6 of the data set");
        assertThat(e.epoch()).isEqualTo(1);
    }

    @Test
    void rows_are_named_by_their_numbers_in_the_data_set_whatever_their_order() {
        float[] x = new float[400];
        x[2 * 131] = Float.NaN;
        x[2 * 17] = Float.NEGATIVE_INFINITY;
        DivergedException e = diverged(Trainer.regressor(Dense.of(1)).batchSize(200), Dataset.of(Tensor.of(Shape.of(200, 2), x), Tensor.zeros(200)));
        assertThat(e).hasMessageContaining("in rows 17, 131 of the data set");
    }

    @Test
    void a_validation_row_that_is_no_number_ends_the_run() {
        float[] x = new float[24];
        x[13] = Float.NaN;
        Dataset bad = Dataset.of(Tensor.of(Shape.of(12, 2), x), Tensor.zeros(12));
        DivergedException e = catchThrowableOfType(DivergedException.class, () -> Trainer.regressor(Dense.of(1)).batchSize(4).display(Display.SILENT)
                .callbacks(EarlyStopping.onLoss()).fit(Samples.plane(20), bad));
        assertThat(e).hasMessage("Trainer: the validation after epoch 1 gave, in its batch 2, the loss NaN: input 0 of the batch has values that "
                + "are not finite," + " in row 6 of the data set. Find the rows with such values and mend or drop them.");
    }

    @Test
    void rows_that_all_have_the_weight_0_teach_nothing() {
        assertThatThrownBy(() -> Trainer.regressor(Dense.of(1)).display(Display.SILENT).fit(Samples.plane(3).withWeights(0, 0, 0)))
                .hasMessageContaining("some rows of the training data must count, got only such as have the weight 0");
        assertThatThrownBy(() -> Trainer.regressor(Dense.of(1)).display(Display.SILENT).fit(Samples.plane(3), Samples.plane(3).withWeights(0, 0, 0)))
                .hasMessageContaining("some rows of the validation data must count");
    }

    @Test
    void the_first_layer_is_named() {
        DivergedException e = diverged(Trainer.regressor(Sequential.of(Dense.of(4), new Log(), Dense.of(1))), Samples.plane(40));
        assertThat(e.place()).isEqualTo("the output of layer log is the first that is not finite");
        assertThat(e.batch()).isEqualTo(1);
        assertThat(e.loss()).isNaN();
    }

    @Test
    void a_rate_that_is_too_high_is_told_by_epoch_and_batch() {
        DivergedException e = diverged(Trainer.regressor(Sequential.of(Dense.of(8), Dense.of(1))).optimizer(Sgd.of(100)).batchSize(10),
                Samples.plane(40));
        assertThat(e).hasMessageContaining("clipGradients");
        assertThat(e.epoch()).isBetween(1, 3);
    }

    @Test
    void a_last_update_that_spoils_the_weights_is_seen_too() {
        DivergedException e = diverged(Trainer.regressor(Dense.of(1)).optimizer(Sgd.of(3e38)).epochs(1).batchSize(40), Samples.plane(40));
        assertThat(e.place()).isEqualTo("the values of parameter weight are the first that are not finite");
    }
}
