package org.librate.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.librate.core.DType;
import org.librate.core.PackedGraphs;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.Updates;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.LayerSpec;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.layer.Tanh;

/** The known networks have as many parameters as published, and run. */
class ModelsTest {

    private static final Shape IMAGE = Shape.of(224, 224, 3);

    private static void counts(LayerSpec net, Shape input, int classes, long parameters) {
        assertThat(net.outputShape(input)).isEqualTo(Shape.of(classes));
        assertThat(net.parameterCount(input)).isEqualTo(parameters);
    }

    @Test
    void lenet_has_61706_parameters() { // 156 + 2,416 + 48,120 + 10,164 + 850
        counts(LeNet5.of(10), Shape.of(28, 28, 1), 10, 61_706);
        counts(LeNet5.classic(10), Shape.of(28, 28, 1), 10, 61_706);
    }

    @Test
    void alexnet_counts_as_torchvision_says() {
        counts(AlexNet.of(1000), IMAGE, 1000, 61_100_840);
    }

    @Test
    void the_network_of_the_gcn_paper_has_23063_parameters_on_cora() { // (1433 + 1) · 16 + (16 + 1) · 7
        Shape papers = Shape.of(2708, 1433);
        Shape graph = Shape.of(PackedGraphs.length(2708, 13264));
        assertThat(GcnNet.ofNodes(0.5, 16, 7).outputShapes(List.of(papers, graph))).containsExactly(Shape.of(2708, 7));
        assertThat(GcnNet.ofNodes(0.5, 16, 7).parameterCount(papers, graph)).isEqualTo(23_063);
        assertThat(GcnNet.ofGraphs(0, 16, 16, 3).outputShapes(List.of(papers, graph))).containsExactly(Shape.of(3));
        assertThat(GcnNet.ofNodes(0.5, 8, 2)).hasToString("GraphNet[Dropout[rate=0.5], Gcn[units=8], Relu, Dropout[rate=0.5], Gcn[units=2]]");
        assertThatThrownBy(() -> GcnNet.ofGraphs(0, 2)).hasMessageContaining("at least one hidden layer");
    }

    @ParameterizedTest
    @CsvSource({"11,132863336,132868840", "13,133047848,133053736", "16,138357544,138365992", "19,143667240,143678248"})
    void vgg_counts_as_torchvision_says(int depth, long plain, long norm) {
        counts(Vgg.of(depth, 1000), IMAGE, 1000, plain);
        counts(Vgg.withBatchNorm(depth, 1000), IMAGE, 1000, norm);
    }

    @Test
    void googlenet_counts_as_the_published_caffe_model_without_its_side_classifiers() {
        counts(Inception.googLeNetWithoutNorm(1000), IMAGE, 1000, 6_998_552);
        // for each of 57 convolutions with f filters: 2f of the norm instead of f of the bias, 7,280 filters in all
        counts(Inception.googLeNet(1000), IMAGE, 1000, 6_998_552 + 7_280);
    }

    @ParameterizedTest
    @CsvSource({"18,11689512", "34,21797672", "50,25557032", "101,44549160", "152,60192808"})
    void resnet_counts_as_torchvision_says(int depth, long parameters) {
        counts(ResNet.imageNet(depth, 1000), IMAGE, 1000, parameters);
    }

    @ParameterizedTest
    @CsvSource({"20,269722", "32,464154", "44,658586", "56,853018", "110,1727962"})
    void small_resnet_counts_as_published(int depth, long parameters) { // 0.27, 0.46, 0.66, 0.85 and 1.7 million in He et al. 2016
        counts(ResNet.cifar(depth, 10), Shape.of(32, 32, 3), 10, parameters);
    }

    @ParameterizedTest
    @CsvSource({"0,5288548", "1,7794184", "2,9109994", "3,12233232", "4,19341616", "5,30389784", "6,43040704", "7,66347960"})
    void efficientnet_counts_as_torchvision_says(int number, long parameters) {
        counts(EfficientNet.b(number, 1000), IMAGE, 1000, parameters);
    }

    @Test
    void compound_scaling_starts_at_b0_and_grows() {
        assertThat(EfficientNet.Scale.of(0)).isEqualTo(EfficientNet.Scale.b(0));
        assertThat(EfficientNet.Scale.of(1).resolution()).isEqualTo(258); // 224 · 1.15
        assertThat(EfficientNet.of(EfficientNet.Scale.of(1), 1000).parameterCount(IMAGE)).isBetween(7_000_000L, 9_500_000L);
        assertThatThrownBy(() -> EfficientNet.b(8, 10)).hasMessage("EfficientNet: there are B0 to B7, got B8.");
    }

    @Test
    void depths_that_nobody_knows_are_refused() {
        assertThatThrownBy(() -> Vgg.of(12, 10)).hasMessage("Vgg: depth must be 11, 13, 16 or 19, got 12.");
        assertThatThrownBy(() -> ResNet.imageNet(20, 10)).hasMessageContainingAll("ResNet: depth must be 18", "got 20", "ResNet.cifar");
        assertThatThrownBy(() -> ResNet.cifar(18, 10)).hasMessageContainingAll("6n + 2", "got 18");
    }

    @Test
    void mlp_is_dense_layers_with_an_activation_between() {
        assertThat(Mlp.of(8, 2)).hasToString("Sequential[Dense[units=8], Relu, Dense[units=2]]");
        assertThat(Mlp.of(Tanh.create(), 0.5, 8, 2)).hasToString("Sequential[Dense[units=8], Tanh, Dropout[rate=0.5], Dense[units=2]]");
        assertThat(Mlp.of(256, 128, 10).parameterCount(Shape.of(784))).isEqualTo(784 * 256 + 256 + 256 * 128 + 128 + 1290);
    }

    @Test
    void names_tell_where_a_parameter_is() {
        Build build = Build.counting();
        ResNet.imageNet(18, 10).build(Shape.of(32, 32, 3), build);
        assertThat(build.sizes().stream().map(Build.Size::name)).contains("conv2d.weight", "stage_1.residual.body.conv2d.weight",
                "stage_2.residual.shortcut.conv2d.weight", "stage_4.residual_2.body.batchNorm_2.gamma", "head.weight").doesNotHaveDuplicates();
    }

    /** Each kind of block, small, learns three images by heart within recorded steps. */
    @Test
    void they_learn() {
        learns(ResNet.cifar(8, 3), Shape.of(8, 8, 3));
        learns(ResNet.imageNet(18, 3), Shape.of(32, 32, 3));
        learns(LeNet5.of(3), Shape.of(28, 28, 1));
        learns(EfficientNet.of(new EfficientNet.Scale(0.25, 0.3, 32, 0), 3), Shape.of(32, 32, 3));
    }

    private static void learns(LayerSpec net, Shape input) {
        Network network = Network.build(net, input, RandomSource.of(5));
        Tensor images = Tensor.normal(input.prepend(6), 0, 1, RandomSource.of(6).stream("images").at(0));
        Tensor labels = Tensor.of(0, 1, 2, 0, 1, 2);
        Tensor rate = Tensor.of(0.003f);
        Tensor count = Tensor.of(0L);
        Tensor first = Tensor.zeros(DType.FLOAT32, network.parameters().values().shape());
        Tensor second = Tensor.zeros(DType.FLOAT32, first.shape());
        try (Step step = Step.of("learn", in -> {
            Tensor loss = network.forward(in.get(0), Pass.training()).crossEntropy(in.get(1)).mean();
            network.parameters().backward(loss);
            Updates.adam(network.parameters().values(), network.parameters().gradients(), first, second, rate, count, 0.9, 0.999, 1e-8, 0);
            return loss;
        })) {
            double loss = Double.NaN;
            for (int i = 1; i <= 25; i++) {
                network.draw(i);
                count.assign((long) i);
                loss = step.run(images, labels).item();
            }
            assertThat(loss).as(net.toString()).isLessThan(0.5);
            assertThat(step.explain()).contains("replayed");
        }
        assertThat(network.forward(List.of(images), Pass.inference()).get(0).isFinite().all().toBooleans()).containsExactly(true);
    }
}
