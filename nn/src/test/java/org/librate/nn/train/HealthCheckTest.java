package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.nn.Network;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Sigmoid;
import org.librate.nn.optim.Sgd;

class HealthCheckTest {

    private final List<String> heard = new ArrayList<>();
    private final HealthCheck check = HealthCheck.create().withEveryUpdates(1).withListener(heard::add);

    /** Units 0 and 1 answer x, unit 2 answers −x − 1: on rows x >= 0 it is dead. */
    @Test
    void dead_units_are_counted() {
        Network network = Network.build(Sequential.of(Dense.of(3), Relu.create(), Dense.of(2)), Shape.of(1), RandomSource.of(1));
        network.parameter("dense.weight").tensor().assign(1f, 1f, -1f);
        network.parameter("dense.bias").tensor().assign(0f, 0f, -1f);
        Tensor x = Tensor.of(new float[][] {{0}, {1}, {2}});
        DeadUnits dead = DeadUnits.of(network, x);
        assertThat(dead.layers()).containsExactly(new DeadUnits.InLayer("relu", 1, 3));
        assertThat(dead.toString()).isEqualTo("relu: 1 of 3 units are dead (33 %)");
        assertThat(dead.atLeast(0.5)).isEmpty();
        assertThat(DeadUnits.of(network, x.sub(5)).layers()).containsExactly(new DeadUnits.InLayer("relu", 2, 3));
    }

    @Test
    void a_channel_is_dead_only_if_all_its_positions_are() {
        Network network = Network.build(Sequential.of(Conv2d.of(2, 1), Relu.create()), Shape.of(2, 2, 1), RandomSource.of(1));
        network.parameter("conv2d.weight").tensor().assign(1f, 0f);
        network.parameter("conv2d.bias").tensor().assign(0f, -1f);
        assertThat(DeadUnits.of(network, Tensor.of(Shape.of(1, 2, 2, 1), -1f, -1f, -1f, 1f)).layers())
                .containsExactly(new DeadUnits.InLayer("relu", 1, 2));
    }

    @Test
    void dead_layers_are_told_once() {
        Trainer.regressor(Sequential.of(Dense.of(4).withBiases(Initializer.constant(-100)), Relu.create(), Dense.of(1))).epochs(3)
                .display(Display.SILENT).callbacks(check.withSample(Samples.x(Samples.plane(20)))).fit(Samples.plane(20));
        assertThat(heard).filteredOn(text -> text.startsWith("dead")).singleElement().asString()
                .contains("in epoch 1, relu: 4 of 4 units are dead (100 %)").contains("LeakyRelu");
    }

    @Test
    void gradients_that_do_not_reach_the_first_layer_are_told() {
        List<org.librate.nn.LayerSpec> layers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            layers.add(Dense.of(4).withWeights(Initializer.constant(0.1)));
            layers.add(Sigmoid.create());
        }
        layers.add(Dense.of(1));
        Trainer.regressor(Sequential.of(layers)).epochs(1).display(Display.SILENT).callbacks(check).fit(Samples.plane(20));
        assertThat(heard).anyMatch(text -> text.startsWith("vanishing gradients in epoch 1, update 1: that of dense.weight is"));
        assertThat(heard).doesNotHaveDuplicates();
    }

    /** Ten ordinary rows, then one ten thousand times as far out. */
    @Test
    void gradients_that_explode_are_told() {
        float[][] x = new float[11][1];
        float[] y = new float[11];
        for (int i = 0; i < 11; i++) {
            x[i][0] = i == 10 ? 1e4f : 1;
            y[i] = 2;
        }
        Trainer.regressor(Sequential.of(Dense.of(1))).optimizer(Sgd.of(1e-9)).epochs(1).batchSize(1).order(random -> BatchOrder.sequential())
                .display(Display.SILENT).callbacks(check).fit(Dataset.of(x, y));
        assertThat(heard).singleElement().asString().startsWith("exploding gradients in epoch 1, update 11: that of dense.weight is")
                .contains("clipGradients(1.0)");
    }

    @Test
    void a_sound_run_is_silent() {
        Trainer.classifier(Sequential.of(Dense.of(16), Relu.create(), Dense.of(3))).epochs(5).display(Display.SILENT)
                .callbacks(check.withSample(Samples.x(Samples.spirals(90, 1)))).fit(Samples.spirals(90, 1));
        assertThat(heard).isEmpty();
        assertThat(HealthCheck.create()).hasToString("HealthCheck[everyUpdates=20]");
    }
}
