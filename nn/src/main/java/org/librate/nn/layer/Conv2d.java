package org.librate.nn.layer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.core.Activation;
import org.librate.core.Check;
import org.librate.core.Conv;
import org.librate.core.Padding;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * Convolution of images, {@code y = x ∗ W + b}: {@code [height, width, in]} to {@code [height', width', filters]}, with weights
 * {@code [kernelHeight, kernelWidth, in / groups, filters]}.
 *
 * <p>A window of reach {@code r = dilation (kernel − 1) + 1} leaves {@code ⌊(size − r) / stride⌋ + 1} positions when it must stay inside
 * ({@link Padding#VALID}, the default), and {@code ⌈size / stride⌉} when zeros are put around ({@link Padding#SAME}) or before
 * ({@link Padding#CAUSAL}).
 *
 * <pre>{@code
 * Conv2d.of(32, 3).withPadding(Padding.SAME).withStride(2)
 * }</pre>
 */
public final class Conv2d implements Layer {

    /** What the user writes. */
    public record Spec(int filters, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, Padding padding, int dilation, int groups,
            boolean bias, Initializer weights) implements LayerSpec {

        public Spec {
            Check.positive("Conv2d", "filters", filters);
            Sliding.checkWindow("Conv2d", kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation);
            Check.positive("Conv2d", "groups", groups);
            Check.require(filters % groups == 0, "Conv2d", "filters must be a multiple of groups", filters + " filters and " + groups + " groups");
        }

        public Spec withStride(int stride) {
            return withStride(stride, stride);
        }

        public Spec withStride(int strideHeight, int strideWidth) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, groups, bias, weights);
        }

        public Spec withPadding(Padding padding) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, groups, bias, weights);
        }

        /** The distance between the elements of the window: 1 when they touch. */
        public Spec withDilation(int dilation) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, groups, bias, weights);
        }

        /** Splits input channels and filters into groups; each filter sees only the channels of its group. */
        public Spec withGroups(int groups) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, groups, bias, weights);
        }

        /** Whether to add a number to each output channel. Batch norm after it makes that superfluous. */
        public Spec withBias(boolean bias) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, groups, bias, weights);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, groups, bias, weights);
        }

        private Sliding window() {
            return new Sliding(kernelHeight, kernelWidth, strideHeight, strideWidth, dilation, padding);
        }

        private Shape weightShape(Shape input) {
            return Shape.of(kernelHeight, kernelWidth, input.last() / groups, filters);
        }

        @Override
        public Shape outputShape(Shape input) {
            Shape output = window().overImage(this, input).withLast(filters);
            Sliding.checkGroups(this, groups, input);
            return output;
        }

        @Override
        public Conv2d build(Shape input, Build build) {
            outputShape(input);
            return new Conv2d(this, input.last(), build.weight("weight", weightShape(input), weights),
                    bias ? build.bias("bias", Shape.of(filters), Initializer.zeros()) : null, Activation.NONE);
        }

        @Override
        public long multiplyAdds(Shape input) {
            return outputShape(input).size() / filters * weightShape(input).size();
        }

        @Override
        public String toString() {
            return Described.as("Conv2d").with("filters", filters).with("kernel", Described.square(kernelHeight, kernelWidth))
                    .unless("1", "stride", Described.square(strideHeight, strideWidth)).unless(Padding.VALID, "padding", padding)
                    .unless(1, "dilation", dilation).unless(1, "groups", groups).unless(true, "bias", bias).toString();
        }
    }

    private final Spec spec;
    private final long channels;
    private final Parameter weight;             // [kernelHeight, kernelWidth, in / groups, filters]
    private final @Nullable Parameter bias;     // [filters], absent when the spec says so
    private final Conv options;
    private final Activation activation;        // of the layer after this one, when the same kernel computes it

    private Conv2d(Spec spec, long channels, Parameter weight, @Nullable Parameter bias, Activation activation) {
        this.spec = spec;
        this.channels = channels;
        this.weight = weight;
        this.bias = bias;
        this.options = new Conv(spec.strideHeight(), spec.strideWidth(), spec.padding(), spec.dilation(), spec.groups());
        this.activation = activation;
    }

    /** A square kernel. */
    public static Spec of(int filters, int kernel) {
        return of(filters, kernel, kernel);
    }

    public static Spec of(int filters, int kernelHeight, int kernelWidth) {
        return new Spec(filters, kernelHeight, kernelWidth, 1, 1, Padding.VALID, 1, 1, true, Initializer.heUniform());
    }

    @Override
    public Optional<Layer> fusedWith(Layer next) {
        Activation along = ActivationLayer.kernelOf(next);
        return along == Activation.NONE ? Optional.empty() : Optional.of(new Conv2d(spec, channels, weight, bias, along));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Sliding.check(spec, channels, weight.shape(), x);
        return x.conv2d(weight.tensor(), bias == null ? null : bias.tensor(), options, activation);
    }
}
