package org.librate.nn.save;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Activation;
import org.librate.core.DType;
import org.librate.core.PackedGraphs;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.random.RandomSource;
import org.librate.nn.Graph;
import org.librate.nn.GraphNet;
import org.librate.nn.LayerSpec;
import org.librate.nn.Net;
import org.librate.nn.Network;
import org.librate.nn.Pretrained;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.AdaptiveAvgPool2d;
import org.librate.nn.layer.AdaptiveMaxPool2d;
import org.librate.nn.layer.Add;
import org.librate.nn.layer.AdditiveAttention;
import org.librate.nn.layer.AvgPool1d;
import org.librate.nn.layer.AvgPool2d;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Concat;
import org.librate.nn.layer.Conv1d;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.ConvTranspose2d;
import org.librate.nn.layer.CrossAttention;
import org.librate.nn.layer.DecoderBlock;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.DepthwiseConv2d;
import org.librate.nn.layer.DotAttention;
import org.librate.nn.layer.DropPath;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Elu;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.EncoderBlock;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.Gat;
import org.librate.nn.layer.GaussianNoise;
import org.librate.nn.layer.Gcn;
import org.librate.nn.layer.Gelu;
import org.librate.nn.layer.GlobalAvgPool1d;
import org.librate.nn.layer.GlobalAvgPool2d;
import org.librate.nn.layer.GlobalMaxPool1d;
import org.librate.nn.layer.GlobalMaxPool2d;
import org.librate.nn.layer.Glu;
import org.librate.nn.layer.GraphReadout;
import org.librate.nn.layer.GraphSage;
import org.librate.nn.layer.GroupNorm;
import org.librate.nn.layer.Gru;
import org.librate.nn.layer.LastStep;
import org.librate.nn.layer.LayerNorm;
import org.librate.nn.layer.LeakyRelu;
import org.librate.nn.layer.Lstm;
import org.librate.nn.layer.MaxPool1d;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.MeanOverTime;
import org.librate.nn.layer.Mish;
import org.librate.nn.layer.MultiHeadAttention;
import org.librate.nn.layer.Multiply;
import org.librate.nn.layer.PRelu;
import org.librate.nn.layer.Parallel;
import org.librate.nn.layer.Permute;
import org.librate.nn.layer.PositionalEncoding;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Repeat;
import org.librate.nn.layer.Reshape;
import org.librate.nn.layer.Residual;
import org.librate.nn.layer.RmsNorm;
import org.librate.nn.layer.Selu;
import org.librate.nn.layer.SeparableConv2d;
import org.librate.nn.layer.Sigmoid;
import org.librate.nn.layer.Silu;
import org.librate.nn.layer.SimpleRnn;
import org.librate.nn.layer.Softmax;
import org.librate.nn.layer.Softplus;
import org.librate.nn.layer.SpatialDropout;
import org.librate.nn.layer.SqueezeExcitation;
import org.librate.nn.layer.Tanh;
import org.librate.nn.layer.TiedEmbedding;
import org.librate.nn.model.EfficientNet;
import org.librate.nn.model.Gpt;
import org.librate.nn.model.Inception;
import org.librate.nn.model.LeNet5;
import org.librate.nn.model.LstmClassifier;
import org.librate.nn.model.LstmForecaster;
import org.librate.nn.model.Mlp;
import org.librate.nn.model.ResNet;
import org.librate.nn.model.Tcn;
import org.librate.nn.model.TextCnn;
import org.librate.nn.model.TransformerEncoder;

/** Networks of every kind of layer, with options other than the usual ones. */
final class Nets {

    /** A network, and the shapes of samples that it takes. */
    record Example(Net net, List<Shape> inputs) {

        static Example of(Net net, long... input) {
            return new Example(net, List.of(Shape.of(input)));
        }

        Network build(long seed) {
            return Network.build(net, inputs, RandomSource.of(seed), DType.FLOAT32);
        }

        @Override
        public String toString() {
            String text = net.toString();
            return text.length() > 60 ? text.substring(0, 60) + ".." : text;
        }
    }

    private Nets() {
    }

    static List<Example> all() {
        List<Example> all = new ArrayList<>();
        all.add(Example.of(images(), 12, 10, 2));
        all.add(Example.of(sequences(), 9));
        all.add(Example.of(rows(), 6));
        all.add(Example.of(recurrent(), 5, 3));
        all.add(new Example(Lstm.withState(Lstm.of(3).withLayers(2)), List.of(Shape.of(5, 2), Shape.of(2, 3), Shape.of(2, 3))));
        all.add(new Example(graph(), List.of(Shape.of(8), Shape.of(8), Shape.of(3))));
        all.add(Example.of(Sequential.of(body().asLayer(), Dense.of(2)), 4));
        all.add(Example.of(Sequential.of(pretrained().asLayer().named("body"), Dense.of(2)), 6));
        all.add(Example.of(LeNet5.of(10), 28, 28, 1));
        all.add(Example.of(ResNet.cifar(20, 10), 32, 32, 3));
        all.add(Example.of(ResNet.imageNet(18, 10), 64, 64, 3));
        all.add(Example.of(Inception.googLeNet(5), 224, 224, 3));
        all.add(Example.of(EfficientNet.b(0, 5), 224, 224, 3));
        all.add(Example.of(Mlp.of(20, 10), 7));
        all.add(Example.of(Gpt.of(30, 8).withLayers(2).withHeads(4).withKeyValueHeads(2).withWidth(8).withRotary(true).withTiedWeights(false), 8));
        all.add(Example.of(LstmClassifier.of(20, 3).withWidth(6).withLayers(2).withDropout(0.1), 7));
        all.add(Example.of(LstmForecaster.of(2).withUnits(5).withLayers(2).withDropout(0.1), 7, 3));
        all.add(Example.of(Tcn.of(2).withChannels(4).withBlocks(2).withKernel(2).withDropout(0.1), 9, 3));
        all.add(Example.of(TextCnn.of(20, 3).withWidth(6).withFilters(4).withWidths(2, 3), 7));
        all.add(Example.of(TransformerEncoder.tagger(30, 4).withLayers(1).withWidth(8).withHeads(2).withFeedForward(12).withDropout(0.1), 8));
        all.add(Example.of(attending(), 6));
        List<Shape> memory = List.of(Shape.of(5, 4), Shape.of(7, 4));
        all.add(new Example(attendingTo(), memory));
        List<Shape> graphs = List.of(Shape.of(5, 3), Shape.of(PackedGraphs.length(5, 8)));
        all.add(new Example(GraphNet.of(Gcn.of(8).withBias(false), Gat.of(2).withHeads(3), GraphSage.of(4), GraphReadout.max(), Dense.of(2)),
                graphs));
        return all;
    }

    static Sequential images() {
        return Sequential.of(
                Conv2d.of(4, 3, 2).withPadding(Padding.of(1, 2, 0, 3)).withStride(2, 1).withBias(false)
                .withWeights(Initializer.truncatedNormal(0.02)),
                BatchNorm.create().withMomentum(0.01).withEpsilon(1e-3).withScale(Initializer.zeros()), Silu.create(),
                DepthwiseConv2d.of(3).withPadding(Padding.SAME), SeparableConv2d.of(6, 3).withPadding(Padding.SAME), GroupNorm.of(3),
                PRelu.create().withShared(true),
                ConvTranspose2d.of(4, 2).withStride(2), MaxPool2d.of(2), AvgPool2d.of(3).withStride(1).withPadding(Padding.of(1)),
                SqueezeExcitation.of(2),
                Residual.of(Sequential.of(Conv2d.of(4, 3).withPadding(Padding.SAME).withWeights(Initializer.orthogonal(0.5)), Mish.create()))
                .withDropPath(0.1), Residual.of(Conv2d.of(6, 1)).withShortcut(Conv2d.of(6, 1).withGroups(2)),
                SpatialDropout.of(0.1), DropPath.of(0.2), AdaptiveAvgPool2d.of(4, 3), AdaptiveMaxPool2d.of(2),
                Parallel.concat(GlobalAvgPool2d.create(), Sequential.of(GlobalMaxPool2d.create(), Dense.of(3).named("inside"))).named("both"),
                Parallel.sum(Dense.of(4), Dense.of(4).withBias(false)), Dense.of(2).named("head"));
    }

    static Sequential sequences() {
        return Sequential.of(
                Embedding.of(20, 6), Conv1d.of(8, 3).withPadding(Padding.CAUSAL).withDilation(2), LayerNorm.create().withEpsilon(1e-3),
                Gelu.create().withTanh(true), Glu.create(),
                RmsNorm.create(), MaxPool1d.of(2), AvgPool1d.of(2), Parallel.concat(GlobalAvgPool1d.create(), GlobalMaxPool1d.create()), Dense.of(3));
    }

    static Sequential recurrent() {
        return Sequential.of(
                Lstm.of(4).withLayers(2).withDropout(0.1).withBidirectional(true).withForgetBias(0.5).withWeights(Initializer.uniform(-0.1, 0.2)),
                Gru.of(3).withRecurrentWeights(Initializer.glorotNormal()),
                SimpleRnn.of(3).withActivation(Activation.RELU), LastStep.create(), Dense.of(2), Reshape.of(2, 1), Gru.of(2).withLastOnly(true));
    }

    static Sequential attending() {
        return Sequential.of(
                TiedEmbedding.around(Embedding.of(9, 4), Sequential.of(PositionalEncoding.learned(6),
                        MultiHeadAttention.of(2).withCausal(true).withBias(false))),
                PositionalEncoding.sinusoidal(), Dense.of(4), EncoderBlock.of(4).withHeads(2).withActivation(Relu.create()).withPreNorm(false),
                DecoderBlock.of(4).withHeads(2).withNorm(RmsNorm.create()), MeanOverTime.skippingPadding(), Dense.of(2));
    }

    static Graph attendingTo() {
        Graph.Builder g = Graph.builder();
        Graph.Node x = g.input("x");
        Graph.Node memory = g.input("memory");
        Graph.Node y = g.join(CrossAttention.of(2), x, memory);
        return g.outputs(g.join(DotAttention.create(), g.join(AdditiveAttention.of(3), y, memory).then(Dense.of(4)), memory));
    }

    static Sequential rows() {
        return Sequential.of(
                Reshape.of(-1, 3), Permute.of(1, 0), Flatten.create(), GaussianNoise.of(0.1), Dropout.of(0.25),
                Repeat.times(3, Dense.of(6).withActivation(Activation.GELU_TANH)),
                Dense.of(5).withWeights(Initializer.normal(0.5, 0.1)), Elu.create(), Dense.of(5).withWeights(Initializer.uniform(-0.1, 0.2)),
                LeakyRelu.create(), Selu.create(), Sigmoid.create(), Softplus.create(), Tanh.create(), Relu.create(), Softmax.create(),
                Dense.of(2).withBiases(Initializer.logFrequencies(900, 100)).withWeights(Initializer.leCunNormal()));
    }

    static Graph body() {
        Graph.Builder g = Graph.builder();
        Graph.Node x = g.input("x", Shape.of(4));
        return g.outputs(g.join(Add.create(), x, x.then(Dense.of(4))));
    }

    static Graph graph() {
        Graph.Builder g = Graph.builder();
        Graph.Node left = g.input("left");
        Graph.Node right = g.input("right", Shape.of(8));
        Graph.Node details = g.input("details");
        Graph.Shared tower = g.shared("tower", Sequential.of(Dense.of(5), Relu.create()));
        Graph.Node a = left.then(tower);
        Graph.Node b = right.then(tower);
        Graph.Node product = g.join(Multiply.create(), a, b);
        Graph.Node both = g.join("joined", Concat.create(), product, details, a.then(Dense.of(2)), a.then(Dense.of(3)));
        return g.outputs(both.then("kind", Dense.of(3)), both.then("price", Dense.of(1)));
    }

    private static Pretrained pretrained() {
        LayerSpec layer = Dense.of(4);
        return Pretrained.of(Network.build(Sequential.of(layer, Tanh.create()), Shape.of(6), RandomSource.of(3)));
    }
}
