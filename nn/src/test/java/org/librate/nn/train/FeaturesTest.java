package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.SlidingWindows;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Tanh;
import org.librate.nn.optim.Adam;

/** Features, and learning on from what was learned. */
class FeaturesTest {

    private static final Sequential NET = Sequential.of(Dense.of(24), Tanh.create(), Dense.of(24), Tanh.create(), Dense.of(3));
    private static final Classifier MODEL = Trainer.classifier(NET).optimizer(Adam.of(0.02)).epochs(60).seed(3).display(Display.SILENT)
            .fit(Samples.spirals(300, 1));

    @Test
    void the_last_layer_gives_the_outputs() {
        Tensor x = Samples.x(Samples.spirals(300, 2));
        assertThat(MODEL.features("dense_3").of(x).toArray()).containsExactly(MODEL.outputs(x).toArray(), within(1e-5f));
    }

    @Test
    void an_inner_layer_gives_what_its_formula_says() {
        Classifier model = Trainer.classifier(Sequential.of(Dense.of(2), Relu.create(), Dense.of(2))).epochs(1).display(Display.SILENT)
                .fit(Samples.xor());
        model.network().parameter("dense.weight").tensor().assign(1f, 0f, 0f, -1f);
        model.network().parameter("dense.bias").tensor().assign(0f, 0f);
        Tensor x = Tensor.of(new float[][] {{3, 2}, {-1, -4}});
        assertThat(model.features("dense").of(x).toArray()).containsExactly(3, -2, -1, 4);
        assertThat(model.features("relu").of(x).toArray()).containsExactly(3, 0, 0, 4);
        assertThatThrownBy(() -> model.features("rlu")).hasMessageContaining("\"rlu\"").hasMessageContaining("[dense, relu, dense_2]");
    }

    @Test
    void a_linear_model_on_features_learns_what_it_cannot_learn_from_rows() {
        Dataset rows = Samples.spirals(300, 1).withWeights(ones(300));
        Dataset features = MODEL.features("tanh_2").of(rows);
        assertThat(features.size()).isEqualTo(300);
        assertThat(features.fields()).extracting(field -> field.role() + " " + field.shape()).containsExactly("INPUT [24]", "TARGET []", "WEIGHT []");
        assertThat(features.labels()).containsExactly(rows.labels());
        Trainer<Classifier> linear = Trainer.classifier(Sequential.of(Dense.of(3))).optimizer(Adam.of(0.05)).epochs(20).display(Display.SILENT);
        assertThat(linear.fit(features).history().last().loss()).isLessThan(0.3 * linear.fit(rows).history().last().loss());
    }

    /** Else a split in time would have the same steps in both parts. */
    @Test
    void features_of_windows_begin_and_end_when_the_windows_do() {
        float[] series = new float[40];
        for (int i = 0; i < series.length; i++) {
            series[i] = (float) Math.sin(i);
        }
        Dataset windows = SlidingWindows.of(series).withLength(6);
        Regressor model = Trainer.regressor(Sequential.of(Flatten.create(), Dense.of(4), Dense.of(1))).epochs(1).display(Display.SILENT).fit(windows);
        Dataset features = model.features("dense").of(windows);
        for (int i = 0; i < windows.size(); i++) {
            assertThat(features.begins(i)).isEqualTo(windows.begins(i));
            assertThat(features.ends(i)).isEqualTo(windows.ends(i));
        }
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    /** The same spirals with other numbers for the classes: a new head is enough. */
    @Test
    void a_new_head_is_learned_on_frozen_layers_and_then_all_is_tuned() {
        Dataset old = Samples.spirals(300, 1);
        int[] labels = old.labels();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (labels[i] + 1) % 3;
        }
        Dataset turned = Dataset.of(Samples.x(old), Tensor.of(labels));
        Trainer<Classifier> plan = Trainer.classifier(MODEL.pretrained().withHead(Dense.of(3).named("head"))).optimizer(Adam.of(0.05)).epochs(10)
                .seed(5).display(Display.SILENT);
        Classifier headOnly = plan.freeze("*").unfreeze("head").fit(turned);
        assertThat(headOnly.network().parameter("dense_2.weight").tensor().toArray())
                .containsExactly(MODEL.network().parameter("dense_2.weight").tensor().toArray());
        assertThat(headOnly.history().last().loss()).isLessThan(0.3);
        Classifier tuned = Trainer.classifier(headOnly.pretrained()).optimizer(Adam.of(0.01)).rateFactor("*", 0.1).rateFactor("head", 1).epochs(3)
                .display(Display.SILENT).fit(turned);
        assertThat(tuned.history().epochs().get(0).loss()).isLessThanOrEqualTo(headOnly.history().last().loss() * 1.05);
        assertThat(tuned.network().outputs()).containsExactly(Shape.of(3));
    }
}
