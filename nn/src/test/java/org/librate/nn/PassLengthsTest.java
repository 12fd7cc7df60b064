package org.librate.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.layer.Add;
import org.librate.nn.layer.AdditiveAttention;
import org.librate.nn.layer.CrossAttention;
import org.librate.nn.layer.DecoderBlock;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.DotAttention;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.GlobalAvgPool1d;
import org.librate.nn.layer.Lstm;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Residual;

/** Lengths of padded rows go along with what layers give. */
class PassLengthsTest {

    private final Tensor tokens = Tensor.of(new int[] {1, 2, 3, 4, 5, 0}).reshape(2, 3);
    private final Tensor lengths = Tensor.of(new int[] {3, 2});

    @Test
    void lengths_reach_every_layer_until_the_time_axis_is_gone() {
        List<String> seen = new ArrayList<>();
        Net net = Sequential.of(Embedding.of(6, 4), Residual.of(Sequential.of(Dense.of(4), Relu.create())), look(seen), Dense.of(2), look(seen),
                GlobalAvgPool1d.create(), look(seen));
        Network network = Network.build(net, Shape.of(3), RandomSource.of(1));

        network.forward(tokens, Pass.inference().withLengths(tokens, lengths));
        assertThat(seen).containsExactly("[3, 2]", "[3, 2]", "none");

        seen.clear();
        network.forward(tokens, Pass.inference());
        assertThat(seen).containsExactly("none", "none", "none");
    }

    @Test
    void a_graph_passes_on_the_lengths_of_the_input_that_fits() {
        List<String> seen = new ArrayList<>();
        Graph.Builder graph = Graph.builder();
        Graph.Node x = graph.input("x");
        Graph.Node context = graph.input("context");
        Graph.Node both = graph.join(Add.create(), x, context);
        Graph net = graph.outputs(both.then(Dense.of(1)).then(look(seen)));
        Network network = Network.build(net, List.of(Shape.of(3, 4), Shape.of(3, 4)), RandomSource.of(1), DType.FLOAT32);
        Tensor a = Tensor.ones(2, 3, 4);
        Tensor b = Tensor.ones(2, 3, 4);
        network.forward(List.of(a, b), Pass.inference().withLengths(b, lengths));
        assertThat(seen).containsExactly("[3, 2]");
    }

    @Test
    void a_state_has_no_lengths_though_it_may_look_like_steps() {
        List<String> seen = new ArrayList<>();
        Graph.Builder graph = Graph.builder();
        Graph.Node x = graph.input("x");
        Graph.Node run = graph.join(Lstm.withState(Lstm.of(4).withLayers(3)), x);
        Graph net = graph.outputs(run.then(look(seen)), run.output(1).then(look(seen)), run.output(2).then(look(seen)));
        Network network = Network.build(net, List.of(Shape.of(3, 2)), RandomSource.of(1), DType.FLOAT32);
        Tensor batch = Tensor.ones(2, 3, 2);
        network.forward(List.of(batch), Pass.inference().withLengths(batch, lengths));
        assertThat(seen).containsExactly("[3, 2]", "none", "none"); // three layers, as many as steps
    }

    @Test
    void what_asks_a_memory_does_not_take_its_lengths() {
        for (Net asks : List.of(CrossAttention.of(2), AdditiveAttention.of(4), DotAttention.create(), DecoderBlock.of(4).withHeads(2))) {
            List<String> seen = new ArrayList<>();
            Graph.Builder graph = Graph.builder();
            Graph.Node x = graph.input("x");
            Graph.Node memory = graph.input("memory");
            Graph net = graph.outputs(graph.join(asks, x, memory).then(look(seen)).then(Dense.of(1)));
            Network network = Network.build(net, List.of(Shape.of(3, 4), Shape.of(3, 4)), RandomSource.of(1), DType.FLOAT32);
            Tensor a = Tensor.ones(2, 3, 4);
            Tensor b = Tensor.ones(2, 3, 4);
            network.forward(List.of(a, b), Pass.inference().withLengths(b, lengths));
            assertThat(seen).as(asks.toString()).containsExactly("none");
        }
    }

    @Test
    void masked_puts_zeros_where_padding_is_also_when_replayed() {
        Step step = Step.of("mask", in -> Pass.inference().withLengths(in.get(0), in.get(1)).masked(in.get(0)));
        for (int run = 0; run < 12; run++) {
            Tensor x = Tensor.full(DType.FLOAT32, Shape.of(2, 3, 1), run % 3 == 2 ? Double.NaN : 7);
            Tensor real = Tensor.of(new int[] {run % 4, 0});
            float[] masked = step.run(x, real).toArray();
            for (int t = 0; t < 3; t++) {
                assertThat(Float.isNaN(masked[t]) || masked[t] == 7).as("run %d, step %d", run, t).isEqualTo(t < run % 4);
                assertThat(masked[3 + t]).isZero();
            }
        }
    }

    @Test
    void lengths_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> Pass.inference().withLengths(tokens, Tensor.of(new int[] {1, 2, 3}))).hasMessageContaining("length for each row");
        assertThatThrownBy(() -> Pass.inference().withLengths(tokens, Tensor.of(1f, 2f))).hasMessageContaining("must be INT32");
    }

    private static LayerSpec look(List<String> seen) {
        return new Look(seen);
    }

    private record Look(List<String> seen) implements LayerSpec {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public Layer build(Shape input, Build build) {
            return (x, pass) -> {
                seen.add(pass.lengths(x).map(real -> Arrays.toString(real.toInts())).orElse("none"));
                return x.add(0);
            };
        }
    }
}
