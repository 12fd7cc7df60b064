package org.librate.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.Updates;
import org.librate.core.random.RandomSource;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.Add;
import org.librate.nn.layer.Concat;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Tanh;

class GraphTest extends LayerContract {

    /** As a layer: a diamond that shares a matrix between its sides. */
    @Override
    protected LayerSpec spec() {
        Graph.Builder g = Graph.builder();
        Graph.Node x = g.input("x");
        Graph.Shared tower = g.shared("tower", Dense.of(4));
        Graph.Node left = x.then(tower).then(Tanh.create());
        Graph.Node right = x.then(Tanh.create()).then(tower);
        return g.outputs(g.join(Add.create(), left, right, left)).asLayer();
    }

    @Override
    protected Shape input() {
        return Shape.of(3);
    }

    @Override
    protected String refuser() {
        return "Dense";
    }

    private static Graph imageAndDetails() {
        Graph.Builder g = Graph.builder();
        Graph.Node image = g.input("image", Shape.of(4, 4, 1));
        Graph.Node details = g.input("details");
        Graph.Node features = image.then(Flatten.create()).then(Dense.of(8)).then(Relu.create());
        Graph.Node both = g.join(Concat.create(), features, details);
        return g.outputs(both.then("kind", Dense.of(5)), both.then("price", Dense.of(1)));
    }

    private static final List<Shape> INPUTS = List.of(Shape.of(4, 4, 1), Shape.of(3));

    @Test
    void takes_several_inputs_and_gives_several_outputs_by_name() {
        Graph graph = imageAndDetails();
        assertThat(graph.inputNames()).containsExactly("image", "details");
        assertThat(graph.outputNames()).containsExactly("kind", "price");
        assertThat(graph.outputShapes(INPUTS)).containsExactly(Shape.of(5), Shape.of(1));
        assertThat(graph.parameterCount(Shape.of(4, 4, 1), Shape.of(3))).isEqualTo(16 * 8 + 8 + 11 * 5 + 5 + 11 + 1);
        Network network = Network.build(graph, INPUTS, RandomSource.of(1), DType.FLOAT32);
        List<Tensor> outputs = network.forward(List.of(Tensor.ones(2, 4, 4, 1), Tensor.ones(2, 3)), Pass.inference());
        assertThat(outputs.get(0).shape()).isEqualTo(Shape.of(2, 5));
        assertThat(outputs.get(1).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(network.learned().stream().map(one -> one.parameter().name()))
                .containsExactlyInAnyOrder("dense.weight", "dense.bias", "kind.weight", "kind.bias", "price.weight", "price.bias");
        assertThat(network.layers().stream().map(Build.Built::path)).containsExactly("flatten", "dense", "relu", "concat", "kind", "price");
    }

    @Test
    void learns_from_all_its_outputs_in_recorded_steps() {
        Network network = Network.build(imageAndDetails(), INPUTS, RandomSource.of(1), DType.FLOAT32);
        Tensor rate = Tensor.of(0.05f);
        try (Step step = Step.of("graph", in -> {
            List<Tensor> outputs = network.forward(List.of(in.get(0), in.get(1)), Pass.training());
            Tensor loss = outputs.get(0).square().mean().add(outputs.get(1).sub(1).square().mean());
            network.parameters().backward(loss);
            Updates.sgd(network.parameters().values(), network.parameters().gradients(), rate);
            return loss;
        })) {
            Tensor image = Tensor.ones(2, 4, 4, 1);
            double first = step.run(image, Tensor.ones(2, 3)).item();
            for (int i = 0; i < 20; i++) {
                step.run(image, Tensor.ones(2, 3));
            }
            assertThat(step.run(image, Tensor.ones(2, 3)).item()).isLessThan(0.5 * first);
            assertThat(step.explain()).contains("replayed");
        }
    }

    @Test
    void a_shared_layer_has_one_set_of_weights() {
        Graph.Builder g = Graph.builder();
        Graph.Node left = g.input("left");
        Graph.Node right = g.input("right");
        Graph.Shared tower = g.shared("tower", Dense.of(1).withWeights(Initializer.constant(2)));
        Graph graph = g.outputs(g.join(Concat.create(), left.then(tower), right.then(tower)));
        Network network = Network.build(graph, List.of(Shape.of(2), Shape.of(2)), RandomSource.of(1), DType.FLOAT32);
        assertThat(network.parameters().count()).isEqualTo(3);
        assertThat(network.parameter("tower.weight").shape()).isEqualTo(Shape.of(2, 1));
        assertThat(network.forward(List.of(Tensor.of(new float[][] {{1, 2}}), Tensor.of(new float[][] {{3, 4}})), Pass.inference()).get(0).toArray())
                .containsExactly(6, 14);
        assertThatThrownBy(() -> graph.outputShapes(List.of(Shape.of(2), Shape.of(3)))).isInstanceOf(ShapeException.class)
                .hasMessage("Graph: the shared layer \"tower\" must see one shape everywhere. Shapes [2] and [3].");
    }

    @Test
    void nests_and_hands_on_each_output() {
        Graph.Builder g = Graph.builder();
        Graph.Node image = g.input("image");
        Graph.Node details = g.input("details");
        Graph.Node inner = g.join("inner", imageAndDetails(), image, details);
        Graph graph = g.outputs(inner.output(1), inner);
        assertThat(graph.outputNames()).containsExactly("inner:1", "inner");
        assertThat(graph.outputShapes(INPUTS)).containsExactly(Shape.of(1), Shape.of(5));
        Network network = Network.build(graph, INPUTS, RandomSource.of(1), DType.FLOAT32);
        assertThat(network.parameter("inner.kind.weight").shape()).isEqualTo(Shape.of(11, 5));
        Graph.Builder wrong = Graph.builder();
        Graph none = wrong.outputs(wrong.input("x").then(Dense.of(1)).output(1));
        assertThatThrownBy(() -> none.outputShapes(List.of(Shape.of(2)))).hasMessage("Graph: \"dense\" has 1 outputs, counted from 0, got output 1.");
    }

    @Test
    void refuses_what_leads_nowhere_and_what_does_not_fit() {
        Graph.Builder g = Graph.builder();
        Graph.Node x = g.input("x");
        Graph.Node meta = g.input("meta");
        Graph.Node y = x.then(Dense.of(2));
        x.then(Tanh.create());
        assertThatThrownBy(() -> g.outputs(y)).hasMessage(
                "Graph: every input and layer must lead to an output, got [meta, tanh] that do not. Use them, or leave them out.");
        assertThatThrownBy(() -> g.input("x")).hasMessage("Graph: names must be unique, got \"x\" again.");
        assertThatThrownBy(() -> g.join(Add.create(), meta, Graph.builder().input("z")))
                .hasMessage("Graph: nodes must come from this builder, got Node[z] of another one.");
        assertThatThrownBy(g::outputs).hasMessage("Graph: needs at least one output, got none.");
        Graph graph = imageAndDetails();
        assertThatThrownBy(() -> graph.outputShapes(List.of(Shape.of(4, 4, 3), Shape.of(3))))
                .hasMessage("Graph: input \"image\" takes samples [4, 4, 1]. Shape [4, 4, 3].");
        assertThatThrownBy(() -> graph.outputShapes(List.of(Shape.of(3))))
                .hasMessage("Graph: takes the inputs [image, details], got 1 inputs [[3]].");
        assertThatThrownBy(() -> graph.build(List.of(Shape.of(4, 4, 1), Shape.of(3, 3)), Build.counting())).isInstanceOf(ShapeException.class)
                .hasMessageContaining("Concat");
        assertThatThrownBy(graph::asLayer).hasMessage("Graph: a layer has one input and one output, got [image, details] and [kind, price].");
    }
}
