package org.librate.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.Updates;
import org.librate.core.random.RandomSource;
import org.librate.nn.layer.AvgPool1d;
import org.librate.nn.layer.Conv1d;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.ConvTranspose2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.DepthwiseConv2d;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.GlobalAvgPool2d;
import org.librate.nn.layer.GlobalMaxPool1d;
import org.librate.nn.layer.Lambda;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.SeparableConv2d;

/** Layers together, backwards too, in a recorded step. */
class TrainedInStepsTest {

    private static final LayerSpec RELU = Lambda.of("relu", Tensor::relu);

    /** The losses of training on one batch; every step after the second is a replay. */
    private static double[] losses(Net net, Tensor x, Tensor labels, boolean recorded) {
        Network network = Network.build(net, x.shape().slice(1, x.rank()), RandomSource.of(7));
        Tensor rate = Tensor.of(0.2f);
        double[] losses = new double[60];
        try (Step step = Step.of("train", in -> {
            Tensor loss = network.forward(in.get(0), Pass.training()).crossEntropy(in.get(1)).mean();
            network.parameters().backward(loss);
            Updates.sgd(network.parameters().values(), network.parameters().gradients(), rate);
            return loss;
        })) {
            for (int i = 0; i < losses.length; i++) {
                if (recorded) {
                    losses[i] = step.run(x, labels).item();
                } else {
                    Tensor loss = network.forward(x, Pass.training()).crossEntropy(labels).mean();
                    losses[i] = loss.item();
                    network.parameters().backward(loss);
                    Updates.sgd(network.parameters().values(), network.parameters().gradients(), rate);
                }
            }
            if (recorded) {
                assertThat(step.explain()).contains("replayed");
            }
        }
        return losses;
    }

    private static void check(Net net, Tensor x, Tensor labels) {
        double[] recorded = losses(net, x, labels, true);
        assertThat(recorded).containsExactly(losses(net, x, labels, false));
        assertThat(recorded[recorded.length - 1]).isLessThan(0.3 * recorded[0]);
    }

    @Test
    void bars_are_told_apart() {
        float[] pixels = new float[16 * 8 * 8];
        int[] labels = new int[16];
        for (int n = 0; n < 16; n++) {
            labels[n] = n % 2;
            for (int i = 0; i < 8; i++) {
                pixels[n * 64 + (n % 2 == 0 ? n / 2 * 8 + i : i * 8 + n / 2)] = 1; // a row or a column
            }
        }
        Net net = Sequential.of(Conv2d.of(8, 3).withPadding(Padding.SAME), RELU, MaxPool2d.of(2), DepthwiseConv2d.of(3).withMultiplier(2), RELU,
                ConvTranspose2d.of(8, 2).withStride(2), RELU, SeparableConv2d.of(16, 3).withPadding(Padding.SAME), RELU, GlobalAvgPool2d.create(),
                Dense.of(2));
        check(net, Tensor.of(Shape.of(16, 8, 8, 1), pixels), Tensor.of(labels));
    }

    @Test
    void words_are_told_apart() {
        int[] words = new int[8 * 6];
        int[] labels = new int[8];
        for (int n = 0; n < 8; n++) {
            labels[n] = n % 2;
            for (int i = 0; i < 6; i++) {
                words[n * 6 + i] = i == n % 5 ? labels[n] : 2 + (n * 3 + i) % 8; // word 0 or 1 somewhere among others
            }
        }
        Net net = Sequential.of(Embedding.of(10, 8), Conv1d.of(8, 3).withPadding(Padding.CAUSAL), RELU, AvgPool1d.of(2), GlobalMaxPool1d.create(),
                Dense.of(2));
        check(net, Tensor.of(Shape.of(8, 6), words), Tensor.of(labels));
    }
}
