package org.librate.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Padding;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.random.RandomSource;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.Concat;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.MaxPool2d;

class SummaryTest {

    private static final Net NET = Sequential.of(
            Conv2d.of(8, 3).withPadding(Padding.SAME), MaxPool2d.of(2),
            Sequential.of(Conv2d.of(16, 3).withPadding(Padding.SAME), MaxPool2d.of(2)),
            Flatten.create(), Dense.of(10));

    @Test
    void reads_as_a_table() {
        assertThat(NET.summary(Shape.of(28, 28, 1)).toString().lines()).containsExactlyElementsOf("""
                layer                 spec                                        output        parameters  multiply-adds
                ---------------------------------------------------------------------------------------------------------
                conv2d                Conv2d[filters=8, kernel=3, padding=SAME]   [28, 28, 8]           80         56,448
                maxPool2d             MaxPool2d[size=2]                           [14, 14, 8]
                sequential            Sequential                                  [7, 7, 16]
                sequential.conv2d     Conv2d[filters=16, kernel=3, padding=SAME]  [14, 14, 16]       1,168        225,792
                sequential.maxPool2d  MaxPool2d[size=2]                           [7, 7, 16]
                flatten               Flatten                                     [784]
                dense                 Dense[units=10]                             [10]               7,850          7,840
                ---------------------------------------------------------------------------------------------------------
                total                 [28, 28, 1] to [10]                                            9,098        290,080
                memory: weights 35.6 KB, gradients 35.6 KB, results of layers 49.0 KB a sample
                """.lines().toList());
    }

    @Test
    void adds_up() {
        Summary summary = NET.summary(Shape.of(28, 28, 1));
        assertThat(summary.parameters()).isEqualTo(80 + 1168 + 7850);
        assertThat(summary.multiplyAdds()).isEqualTo(28 * 28 * 9 * 8 + 14 * 14 * 9 * 8 * 16 + 784 * 10);
        assertThat(summary.rows()).extracting(Summary.Row::path).contains("sequential.conv2d", "dense");
        assertThat(summary.resultBytes()).isEqualTo(4 * (28 * 28 * 8 + 14 * 14 * 8 + 14 * 14 * 16 + 7 * 7 * 16 + 784 + 10));
    }

    @Test
    void a_single_layer_is_a_network() {
        Summary summary = Dense.of(3).summary(Shape.of(5));
        assertThat(summary.rows()).containsExactly(new Summary.Row("", "Dense[units=3]", List.of(Shape.of(3)), 18, 15));
        assertThat(summary.toString()).contains("(network)");
    }

    @Test
    void a_layer_that_holds_weights_and_layers_counts_its_own() {
        Summary summary = Sequential.of(new Scaled()).summary(Shape.of(4));
        assertThat(summary.rows()).containsExactly(
                new Summary.Row("scaled", "Scaled[]", List.of(Shape.of(2)), 1, 7),
                new Summary.Row("scaled.dense", "Dense[units=2]", List.of(Shape.of(2)), 10, 8));
        assertThat(summary.toString()).contains("5 numbers remembered");
    }

    /** A dense layer times a learned number. */
    private record Scaled() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return input.withLast(2);
        }

        @Override
        public Layer build(Shape input, Build build) {
            Layer dense = build.layer(Dense.of(2), input);
            Parameter scale = build.inside("part").scale("scale", Shape.of(1), Initializer.ones());
            build.state("seen", Shape.of(5), 0);
            return (x, pass) -> dense.forward(x, pass).mul(scale.tensor());
        }

        @Override
        public String defaultName() {
            return "scaled";
        }

        @Override
        public long multiplyAdds(Shape input) {
            return 7;
        }
    }

    @Test
    void several_inputs_are_named() {
        Net two = new Net() {
            @Override
            public List<Shape> outputShapes(List<Shape> inputs) {
                return List.of(Shape.of(2));
            }

            @Override
            public Module build(List<Shape> inputs, Build build) {
                Module concat = Concat.create().build(inputs, build);
                Layer dense = build.layer(Dense.of(2), Concat.create().outputShapes(inputs).get(0));
                return (batch, pass) -> dense.forward(concat.forward(batch, pass), pass);
            }
        };
        Network network = Network.build(two, List.of(Shape.of(3), Shape.of(4)), RandomSource.of(0), DType.FLOAT32);
        assertThat(network.summary().toString()).contains("[3], [4] to [2]");
        assertThat(network.summary().weightBytes()).isEqualTo(4 * (16 + 16)); // 14 and 2 numbers, each from a multiple of 64 bytes
        assertThat(network.net()).isSameAs(two);
    }
}
