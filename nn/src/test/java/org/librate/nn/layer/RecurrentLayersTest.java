package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.Updates;
import org.librate.core.kernel.Block;
import org.librate.core.random.RandomSource;
import org.librate.nn.Graph;
import org.librate.nn.LayerSpec;
import org.librate.nn.Net;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.Stepper;

/** What the recurrent layers share: padding, states, single steps, dropout between layers. */
class RecurrentLayersTest {

    private static final int TIME = 6;
    private static final int[] LENGTHS = {6, 1, 4, 0};

    static List<LayerSpec> specs() {
        return List.of(Lstm.of(5).withLayers(2).withBidirectional(true), Gru.of(5).withLayers(2).withBidirectional(true),
                SimpleRnn.of(5).withLayers(2).withBidirectional(true),
                Lstm.of(5).withLayers(2).withBidirectional(true).withLastOnly(true), Gru.of(5).withLastOnly(true),
                Sequential.of(Lstm.of(5), LastStep.create(), Dense.of(2)));
    }

    static List<LayerSpec> oneWay() {
        return List.of(Lstm.of(5).withLayers(2), Gru.of(5).withLayers(2), SimpleRnn.of(5),
                Sequential.of(Dense.of(4), Lstm.of(5), LayerNorm.create(), Gru.of(3), Dense.of(2)));
    }

    private static Tensor sequences(int n) {
        float[] values = new float[n * TIME * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(1 + i * 1.7);
        }
        return Tensor.of(Shape.of(n, TIME, 3), values);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void a_padded_batch_gives_and_learns_what_its_rows_do_alone(LayerSpec spec) {
        Network network = Network.build(spec, Shape.of(TIME, 3), RandomSource.of(1));
        Tensor x = sequences(LENGTHS.length);
        Tensor y = network.forward(x, Pass.training().withLengths(x, Tensor.of(LENGTHS)));
        network.parameters().backward(y.square().sum());
        double[] together = network.parameters().gradients().toDoubles();
        double[] alone = new double[together.length];
        for (int row = 0; row < LENGTHS.length; row++) {
            boolean everyStep = y.rank() == 3;
            if (everyStep && LENGTHS[row] < TIME) {
                assertThat(y.select(0, row).slice(0, LENGTHS[row], TIME).toArray()).containsOnly(0f);
            }
            if (LENGTHS[row] == 0) {
                if (spec instanceof Sequential) {
                    // a dense layer after it has a bias, which starts at 0
                    addGradients(network, network.forward(x.slice(0, 0, 1), Pass.training()).mul(0).sum(), alone);
                }
                continue;
            }
            Network other = Network.build(spec, Shape.of(LENGTHS[row], 3), RandomSource.of(1));
            Tensor single = other.forward(x.slice(0, row, row + 1).slice(1, 0, LENGTHS[row]), Pass.training());
            Tensor part = y.slice(0, row, row + 1);
            close((everyStep ? part.slice(1, 0, LENGTHS[row]) : part).toDoubles(), single.toDoubles(), 1e-5);
            addGradients(other, single.square().sum(), alone);
        }
        close(together, alone, 1e-4);
    }

    private static void addGradients(Network network, Tensor loss, double[] sum) {
        network.parameters().backward(loss);
        double[] gradients = network.parameters().gradients().toDoubles();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += gradients[i];
        }
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void step_by_step_it_gives_what_the_whole_sequence_gives(LayerSpec spec) {
        Network network = Network.build(spec, Shape.of(TIME, 3), RandomSource.of(1));
        Tensor x = sequences(2);
        Tensor whole = network.forward(x, Pass.inference());
        Stepper stepper = Stepper.of(network);
        for (int round = 0; round < 2; round++) {
            close(stepper.feed(x.slice(1, 0, 2)).toDoubles(), whole.slice(1, 0, 2).toDoubles(), 1e-6);
            for (int t = 2; t < TIME; t++) {
                close(stepper.next(x.select(1, t)).toDoubles(), whole.select(1, t).toDoubles(), 1e-6);
            }
            stepper.reset();
        }
    }

    @Test
    void a_layer_that_reads_backwards_cannot_go_step_by_step() {
        Network network = Network.build(Gru.of(2).withBidirectional(true), Shape.of(TIME, 3), RandomSource.of(1));
        assertThatThrownBy(() -> Stepper.of(network).next(Tensor.ones(1, 3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Gru[units=2, bidirectional=true]: sequences that come step by step");
    }

    @Test
    void a_sequence_in_two_pieces_with_its_state_handed_on_is_the_whole() {
        for (Net net : List.of(Lstm.withState(Lstm.of(4).withLayers(2)), Lstm.withState(Lstm.of(4)), Gru.withState(Gru.of(4).withLayers(2)),
                SimpleRnn.withState(SimpleRnn.of(4)))) {
            Network start = Network.build(net, List.of(Shape.of(TIME, 3)), RandomSource.of(1), DType.FLOAT32);
            Tensor x = sequences(2);
            List<Tensor> whole = start.forward(List.of(x), Pass.inference());
            Network head = Network.build(net, List.of(Shape.of(2, 3)), RandomSource.of(1), DType.FLOAT32);
            List<Tensor> first = head.forward(List.of(x.slice(1, 0, 2)), Pass.inference());
            List<Tensor> batch = new ArrayList<>(first);
            batch.set(0, x.slice(1, 2, TIME));
            Network tail = Network.build(net, batch.stream().map(one -> one.shape().slice(1, one.rank())).toList(), RandomSource.of(1),
                    DType.FLOAT32);
            List<Tensor> second = tail.forward(batch, Pass.inference());
            close(second.get(0).toDoubles(), whole.get(0).slice(1, 2, TIME).toDoubles(), 1e-6);
            for (int i = 1; i < whole.size(); i++) {
                close(second.get(i).toDoubles(), whole.get(i).toDoubles(), 1e-6);
            }
        }
        assertThatThrownBy(() -> Network.build(Lstm.withState(Lstm.of(4)), List.of(Shape.of(2, 3), Shape.of(4)), RandomSource.of(1), DType.FLOAT32))
                .hasMessageContaining("2 states (h and c)");
        assertThatThrownBy(() -> Network.build(Gru.withState(Gru.of(4)), List.of(Shape.of(2, 3), Shape.of(5)), RandomSource.of(1), DType.FLOAT32))
                .hasMessageContaining("a state must be [4]");
    }

    @Test
    void an_encoder_hands_its_state_to_a_decoder() {
        Graph.Builder g = Graph.builder();
        Graph.Node source = g.input("source");
        Graph.Node target = g.input("target");
        Graph.Node encoded = g.join("encoder", Lstm.withState(Lstm.of(4)), source);
        Graph net = g.outputs(g.join("decoder", Lstm.withState(Lstm.of(4)), target, encoded.output(1), encoded.output(2)).then(Dense.of(2)));
        Network network = Network.build(net, List.of(Shape.of(TIME, 3), Shape.of(2, 3)), RandomSource.of(1), DType.FLOAT32);
        Tensor x = sequences(2);
        Tensor y = network.forward(List.of(x, x.slice(1, 0, 2)), Pass.training()).get(0);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 2));
        network.parameters().backward(y.square().sum());
        assertThat(network.parameter("encoder.weight").gradient().abs().sum().item()).isPositive();
    }

    @Test
    void dropout_acts_between_layers_and_in_training_only() {
        Network network = Network.build(Lstm.of(4).withLayers(2).withDropout(0.5), Shape.of(TIME, 3), RandomSource.of(1));
        Network plain = Network.build(Lstm.of(4).withLayers(2), Shape.of(TIME, 3), RandomSource.of(1));
        Tensor x = sequences(2);
        assertThat(network.forward(x, Pass.inference()).toArray()).containsExactly(plain.forward(x, Pass.inference()).toArray());
        assertThat(network.forward(x, Pass.training()).toArray()).isNotEqualTo(plain.forward(x, Pass.training()).toArray());
    }

    @Test
    void replayed_training_is_eager_training_also_when_lengths_change() {
        LayerSpec spec = Sequential.of(Lstm.of(5).withLayers(2).withDropout(0.2).withBidirectional(true), LastStep.create(), Dense.of(2));
        float[] eager = trained(spec, false);
        assertThat(trained(spec, true)).containsExactly(eager);
    }

    @Test
    void a_replayed_step_allocates_no_native_memory() {
        Network network = Network.build(Sequential.of(Lstm.of(64).withLayers(2).withBidirectional(true), LastStep.create(), Dense.of(2)),
                Shape.of(TIME, 3), RandomSource.of(1));
        Tensor x = sequences(32);
        Tensor lengths = Tensor.range(32).cast(DType.INT32).mul(6).div(31);
        try (Step step = Step.of("train", in -> {
            Tensor loss = network.forward(in.get(0), Pass.training().withLengths(in.get(0), in.get(1))).square().mean();
            network.parameters().backward(loss);
            return loss;
        })) {
            for (int run = 0; run < 4; run++) {
                step.run(x, lengths);
            }
            long before = Block.allocations();
            for (int run = 0; run < 3; run++) {
                step.run(x, lengths);
            }
            assertThat(step.explain()).contains("replayed");
            assertThat(Block.allocations()).isEqualTo(before);
        }
    }

    private static float[] trained(LayerSpec spec, boolean stepped) {
        Network network = Network.build(spec, Shape.of(TIME, 3), RandomSource.of(1));
        try (Step step = Step.of("train", in -> {
            Tensor loss = network.forward(in.get(0), Pass.training().withLengths(in.get(0), in.get(1))).square().mean();
            network.parameters().backward(loss);
            Updates.sgd(network.parameters().values(), network.parameters().gradients(), Tensor.of(0.1f));
            return loss;
        })) {
            for (int run = 0; run < 6; run++) {
                network.draw(run);
                Tensor lengths = Tensor.of(run % 7, 3, 6 - run % 7, 6);
                Tensor x = sequences(4);
                if (stepped) {
                    step.run(x, lengths);
                } else {
                    network.parameters().backward(network.forward(x, Pass.training().withLengths(x, lengths)).square().mean());
                    Updates.sgd(network.parameters().values(), network.parameters().gradients(), Tensor.of(0.1f));
                }
            }
            if (stepped) {
                assertThat(step.explain()).contains("replayed");
            }
        }
        return network.parameters().values().toArray();
    }

    private static void close(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
        }
    }
}
