package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Reshape;
import org.librate.nn.loss.Dice;
import org.librate.nn.loss.Masks;
import org.librate.nn.loss.Tversky;
import org.librate.nn.optim.Adam;

/** Losses that judge a mask as a whole. */
class MaskTrainingTest {

    private static final Tensor X = Tensor.normal(Shape.of(40, 4, 4, 1), 0, 1, RandomSource.of(1).at(0));
    /** Little of a mask is filled. */
    private static final Tensor MASKS = X.gt(1).cast(DType.INT32);

    @Test
    void a_rare_area_is_found() {
        Dataset data = Dataset.of(X, MASKS.reshape(40, 4, 4));
        Classifier model = Trainer.classifier(Dense.of(2)).loss(Dice.create()).optimizer(Adam.of(0.1)).epochs(60).display(Display.SILENT)
                .fit(data, data);
        assertThat(model.predict(X).toLongs()).satisfies(found -> assertThat(right(found)).isGreaterThan(0.97));
        assertThat(model.history().last().validationLoss().orElseThrow()).isLessThan(model.history().epochs().get(0).loss() / 2);
    }

    @Test
    void a_single_output_tells_inside_from_outside() {
        Dataset data = Dataset.of(X, MASKS);
        Classifier model = Trainer.binary(Dense.of(1)).loss(Tversky.of(0.3, 0.7)).optimizer(Adam.of(0.1)).epochs(60).display(Display.SILENT)
                .fit(data);
        assertThat(model.predict(X).toLongs()).satisfies(found -> assertThat(right(found)).isGreaterThan(0.97));
    }

    @Test
    void an_output_without_channels_is_one_mask() {
        Dataset data = Dataset.of(X, MASKS.reshape(40, 4, 4));
        Trainer<Classifier> plan = Trainer.multiLabel(Sequential.of(Dense.of(1), Reshape.of(4, 4))).optimizer(Adam.of(0.1)).epochs(60)
                .display(Display.SILENT);
        Classifier model = plan.loss(Dice.create().withMasks(Masks.ONE)).fit(data);
        assertThat(model.predict(X).toLongs()).satisfies(found -> assertThat(right(found)).isGreaterThan(0.97));
        assertThatThrownBy(() -> plan.loss(Dice.create()).fit(data)).hasMessageContaining("cannot tell whether the last axis are channels");
    }

    private static double right(long[] found) {
        int[] wanted = MASKS.toInts();
        int right = 0;
        for (int i = 0; i < wanted.length; i++) {
            right += found[i] == wanted[i] ? 1 : 0;
        }
        return right / (double) wanted.length;
    }
}
