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
 * Convolution of each channel by itself: {@code [height, width, in]} to {@code [height', width', in · multiplier]}, with weights
 * {@code [kernelHeight, kernelWidth, 1, in · multiplier]}. Output channel {@code c · multiplier + m} is the m-th filter of input channel {@code c}.
 *
 * <p>Sizes are those of {@link Conv2d}; the work is less by a factor of {@code in}.
 *
 * <pre>{@code
 * DepthwiseConv2d.of(3).withPadding(Padding.SAME).withMultiplier(2)
 * }</pre>
 */
public final class DepthwiseConv2d implements Layer {

    /** What the user writes. */
    public record Spec(int kernelHeight, int kernelWidth, int multiplier, int strideHeight, int strideWidth, Padding padding, int dilation,
            boolean bias, Initializer weights) implements LayerSpec {

        public Spec {
            Check.positive("DepthwiseConv2d", "multiplier", multiplier);
            Sliding.checkWindow("DepthwiseConv2d", kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation);
        }

        /** How many filters each channel has. */
        public Spec withMultiplier(int multiplier) {
            return new Spec(kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        public Spec withStride(int stride) {
            return withStride(stride, stride);
        }

        public Spec withStride(int strideHeight, int strideWidth) {
            return new Spec(kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        public Spec withPadding(Padding padding) {
            return new Spec(kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        /** The distance between the elements of the window: 1 when they touch. */
        public Spec withDilation(int dilation) {
            return new Spec(kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        public Spec withBias(boolean bias) {
            return new Spec(kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(kernelHeight, kernelWidth, multiplier, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        @Override
        public Shape outputShape(Shape input) {
            Shape output = new Sliding(kernelHeight, kernelWidth, strideHeight, strideWidth, dilation, padding).overImage(this, input);
            return output.withLast(output.last() * multiplier);
        }

        @Override
        public DepthwiseConv2d build(Shape input, Build build) {
            long filters = outputShape(input).last();
            return new DepthwiseConv2d(this, input.last(), build.weight("weight", Shape.of(kernelHeight, kernelWidth, 1, filters), weights),
                    bias ? build.bias("bias", Shape.of(filters), Initializer.zeros()) : null);
        }

        @Override
        public long multiplyAdds(Shape input) {
            return outputShape(input).size() * kernelHeight * kernelWidth;
        }

        @Override
        public String toString() {
            return Described.as("DepthwiseConv2d").with("kernel", Described.square(kernelHeight, kernelWidth)).unless(1, "multiplier", multiplier)
                    .unless("1", "stride", Described.square(strideHeight, strideWidth)).unless(Padding.VALID, "padding", padding)
                    .unless(1, "dilation", dilation).unless(true, "bias", bias).toString();
        }
    }

    private final Spec spec;
    private final long channels;
    private final Parameter weight;             // [kernelHeight, kernelWidth, 1, in · multiplier]
    private final @Nullable Parameter bias;     // [in · multiplier], absent when the spec says so
    private final Conv options;

    private DepthwiseConv2d(Spec spec, long channels, Parameter weight, @Nullable Parameter bias) {
        this.spec = spec;
        this.channels = channels;
        this.weight = weight;
        this.bias = bias;
        this.options = new Conv(spec.strideHeight(), spec.strideWidth(), spec.padding(), spec.dilation(), Math.toIntExact(channels));
    }

    /** A square kernel, and as many outputs as inputs. */
    public static Spec of(int kernel) {
        return of(kernel, kernel);
    }

    public static Spec of(int kernelHeight, int kernelWidth) {
        return new Spec(kernelHeight, kernelWidth, 1, 1, 1, Padding.VALID, 1, true, Initializer.heUniform());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Sliding.check(spec, channels, weight.shape(), x);
        return x.conv2d(weight.tensor(), bias == null ? null : bias.tensor(), options);
    }
}
