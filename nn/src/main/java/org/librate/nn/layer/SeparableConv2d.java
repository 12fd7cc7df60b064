package org.librate.nn.layer;

import org.jspecify.annotations.Nullable;
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
 * A convolution in two cheap parts, first within each channel, then across channels at each position, {@code y = (x ∗ D) P + b}:
 * {@code [height, width, in]} to {@code [height', width', filters]}, with {@code D [kernelHeight, kernelWidth, 1, in · multiplier]} and
 * {@code P [1, 1, in · multiplier, filters]}.
 *
 * <p>Sizes are those of {@link Conv2d}. Chollet, <i>Xception</i> (2017).
 *
 * <pre>{@code
 * SeparableConv2d.of(128, 3).withPadding(Padding.SAME)
 * }</pre>
 */
public final class SeparableConv2d implements Layer {

    /** What the user writes. */
    public record Spec(int filters, int kernelHeight, int kernelWidth, int multiplier, int strideHeight, int strideWidth, Padding padding,
            int dilation, boolean bias, Initializer weights) implements LayerSpec {

        public Spec {
            Check.positive("SeparableConv2d", "filters", filters);
            Check.positive("SeparableConv2d", "multiplier", multiplier);
            Sliding.checkWindow("SeparableConv2d", kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation);
        }

        /** How many filters each channel has in the first part. */
        public Spec withMultiplier(int multiplier) {
            return new Spec(filters, kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        public Spec withStride(int stride) {
            return withStride(stride, stride);
        }

        public Spec withStride(int strideHeight, int strideWidth) {
            return new Spec(filters, kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        public Spec withPadding(Padding padding) {
            return new Spec(filters, kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        /** The distance between the elements of the window: 1 when they touch. */
        public Spec withDilation(int dilation) {
            return new Spec(filters, kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        /** Whether the second part adds a number to each output channel; the first never does. */
        public Spec withBias(boolean bias) {
            return new Spec(filters, kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        /** How the weights of both parts start. */
        public Spec withWeights(Initializer weights) {
            return new Spec(filters, kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        @Override
        public Shape outputShape(Shape input) {
            return new Sliding(kernelHeight, kernelWidth, strideHeight, strideWidth, dilation, padding).overImage(this, input).withLast(filters);
        }

        @Override
        public SeparableConv2d build(Shape input, Build build) {
            outputShape(input);
            long between = input.last() * multiplier;
            return new SeparableConv2d(this, input.last(), build.weight("depthwise", Shape.of(kernelHeight, kernelWidth, 1, between), weights),
                    build.weight("pointwise", Shape.of(1, 1, between, filters), weights),
                    bias ? build.bias("bias", Shape.of(filters), Initializer.zeros()) : null);
        }

        @Override
        public long multiplyAdds(Shape input) {
            long positions = outputShape(input).size() / filters;
            long between = input.last() * multiplier;
            return positions * between * ((long) kernelHeight * kernelWidth + filters);
        }

        @Override
        public String toString() {
            return Described.as("SeparableConv2d").with("filters", filters).with("kernel", Described.square(kernelHeight, kernelWidth))
                    .unless(1, "multiplier", multiplier).unless("1", "stride", Described.square(strideHeight, strideWidth))
                    .unless(Padding.VALID, "padding", padding).unless(1, "dilation", dilation).unless(true, "bias", bias).toString();
        }
    }

    private final Spec spec;
    private final long channels;
    private final Parameter depthwise;          // [kernelHeight, kernelWidth, 1, in · multiplier]
    private final Parameter pointwise;          // [1, 1, in · multiplier, filters]
    private final @Nullable Parameter bias;     // [filters], absent when the spec says so
    private final Conv options;

    private SeparableConv2d(Spec spec, long channels, Parameter depthwise, Parameter pointwise, @Nullable Parameter bias) {
        this.spec = spec;
        this.channels = channels;
        this.depthwise = depthwise;
        this.pointwise = pointwise;
        this.bias = bias;
        this.options = new Conv(spec.strideHeight(), spec.strideWidth(), spec.padding(), spec.dilation(), Math.toIntExact(channels));
    }

    /** A square kernel. */
    public static Spec of(int filters, int kernel) {
        return of(filters, kernel, kernel);
    }

    public static Spec of(int filters, int kernelHeight, int kernelWidth) {
        return new Spec(filters, kernelHeight, kernelWidth, 1, 1, 1, Padding.VALID, 1, true, Initializer.heUniform());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Sliding.check(spec, channels, depthwise.shape(), x);
        return x.conv2d(depthwise.tensor(), null, options).conv2d(pointwise.tensor(), bias == null ? null : bias.tensor(), Conv.create());
    }
}
