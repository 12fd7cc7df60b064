package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.nn.Network;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Tanh;
import org.librate.nn.optim.AdamW;
import org.librate.nn.optim.Constraint;
import org.librate.nn.optim.Penalty;
import org.librate.nn.optim.Sgd;

class FreezeTest {

    private static final Sequential NET = Sequential.of(Sequential.of(Dense.of(8), BatchNorm.create(), Tanh.create()).named("body"), Dense.of(6),
            Dense.of(3).named("head"));
    private static final Trainer<Classifier> PLAN = Trainer.classifier(NET).optimizer(AdamW.of(0.05).withWeightDecay(0.1)).epochs(2).batchSize(16)
            .seed(3).penalty(Penalty.l2(0.1)).constraint(Constraint.maxNorm(0.01)).averageWeights(0.9).clipGradients(0.5).display(Display.SILENT);

    private static Network start() {
        return Network.build(NET, Shape.of(2), RandomSource.of(3).stream("init"));
    }

    private static void assertStays(Network fitted, String name, boolean stays) {
        float[] before = start().parameter(name).tensor().toArray();
        float[] after = fitted.parameter(name).tensor().toArray();
        if (stays) {
            assertThat(after).as(name).containsExactly(before);
        } else {
            assertThat(after).as(name).isNotEqualTo(before);
        }
    }

    @Test
    void what_is_frozen_keeps_its_bits_and_the_rest_learns() {
        Network fitted = PLAN.freeze("body").fit(Samples.spirals(64, 1)).network();
        for (String name : new String[] {"body.dense.weight", "body.dense.bias", "body.batchNorm.gamma", "body.batchNorm.beta"}) {
            assertStays(fitted, name, true);
        }
        assertStays(fitted, "dense.weight", false);
        assertStays(fitted, "head.bias", false);
        assertThat(fitted.states().get("body.batchNorm.mean").toArray()).containsOnly(0);
        assertThat(fitted.states().get("body.batchNorm.variance").toArray()).containsOnly(1);
    }

    @Test
    void the_last_pattern_that_matches_holds() {
        Network fitted = PLAN.freeze("*").unfreeze("head", "*.gamma").freeze("head.bias").fit(Samples.spirals(64, 1)).network();
        assertStays(fitted, "body.dense.weight", true);
        assertStays(fitted, "dense.weight", true);
        assertStays(fitted, "head.bias", true);
        assertStays(fitted, "head.weight", false);
        assertStays(fitted, "body.batchNorm.gamma", false);
        assertThat(fitted.states().get("body.batchNorm.mean").toArray()).as("not all of it is frozen").doesNotContain(0);
    }

    @Test
    void gradients_of_what_is_frozen_are_not_computed_and_can_be_again() {
        Network fitted = PLAN.freeze("body").fit(Samples.spirals(64, 1)).network();
        assertThat(fitted.parameter("body.dense.weight").gradient().toArray()).containsOnly(0);
        assertThat(fitted.parameter("dense.weight").gradient().toArray()).isNotEqualTo(new float[8 * 6]);
        assertThat(fitted.parameter("body.dense.weight").isFrozen()).isFalse();
        assertThat(fitted.parameter("body.dense.weight").tensor().isTracked()).isTrue();
    }

    @Test
    void a_path_is_not_the_start_of_another_name() {
        NameRules<Boolean> rules = NameRules.<Boolean>none().with(true, "dense", "conv*.bias");
        assertThat(rules.of("dense.weight", false)).isTrue();
        assertThat(rules.of("dense_2.weight", false)).isFalse();
        assertThat(rules.of("body.dense.weight", false)).isFalse();
        assertThat(rules.of("conv2d_7.bias", false)).isTrue();
        assertThat(rules.of("conv2d_7.weight", false)).isFalse();
    }

    @Test
    void misspelt_names_and_nothing_to_learn_are_refused() {
        assertThatThrownBy(() -> PLAN.freeze("bdy").fit(Samples.spirals(9, 1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got \"bdy\"").hasMessageContaining("[body.batchNorm, body.dense, dense, head]");
        assertThatThrownBy(() -> PLAN.freeze("*").fit(Samples.spirals(9, 1))).hasMessageContaining("something must be left to learn");
        assertThatThrownBy(() -> PLAN.rateFactor("hed", 0.1).fit(Samples.spirals(9, 1))).hasMessageContaining("rateFactor must name parameters");
        assertThatThrownBy(() -> PLAN.rateFactor("head", 0)).hasMessageContaining("freeze");
    }

    /** One row x = 1, target 0, weights 1 and bias 0, squared error: the slope by weight and by bias is 2, one step of rate 0.1. */
    @Test
    void rates_are_multiplied_by_name() {
        Dataset data = Dataset.of(Tensor.ones(1, 1), Tensor.zeros(1, 1));
        Trainer<Regressor> plan = Trainer.regressor(Sequential.of(Dense.of(1).withWeights(Initializer.ones()))).optimizer(Sgd.of(0.1)).epochs(1)
                .display(Display.SILENT);
        Network fitted = plan.rateFactor("*", 0.5).rateFactor("*.bias", 0.1).fit(data).network();
        assertThat(fitted.parameters().iterator().next().tensor().item()).isCloseTo(1 - 0.1 * 0.5 * 2, within(1e-6));
        assertThat(fitted.learned().get(1).parameter().tensor().item()).isCloseTo(-0.1 * 0.1 * 2, within(1e-6));
    }
}
