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
 * Transposed convolution, {@code y = Wᵀ ∗ x + b}, which makes images larger: {@code [height, width, in]} to {@code [height', width', filters]}, with
 * weights {@code [kernelHeight, kernelWidth, filters, in]}. Every input position paints a kernel of its own; where they overlap, they add.
 *
 * <p>It is the gradient of a {@link Conv2d}, and gives that convolution's input size: {@code (size − 1) · stride + dilation (kernel − 1) + 1} with
 * {@link Padding#VALID} (the default), {@code size · stride} with {@link Padding#SAME}.
 *
 * <pre>{@code
 * ConvTranspose2d.of(32, 4).withStride(2).withPadding(Padding.SAME)      // doubles the size
 * }</pre>
 */
public final class ConvTranspose2d implements Layer {

    /** What the user writes. */
    public record Spec(int filters, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, Padding padding, int dilation, boolean bias,
            Initializer weights) implements LayerSpec {

        public Spec {
            Check.positive("ConvTranspose2d", "filters", filters);
            Sliding.checkWindow("ConvTranspose2d", kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation);
            Check.require(padding != Padding.CAUSAL, "ConvTranspose2d", "padding must be VALID or SAME", padding);
        }

        public Spec withStride(int stride) {
            return withStride(stride, stride);
        }

        public Spec withStride(int strideHeight, int strideWidth) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        public Spec withPadding(Padding padding) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        /** The distance between the elements of the window: 1 when they touch. */
        public Spec withDilation(int dilation) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        public Spec withBias(boolean bias) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, bias, weights);
        }

        @Override
        public Shape outputShape(Shape input) {
            Sliding.image(this, input);
            return Shape.of(grown(input.dim(0), kernelHeight, strideHeight), grown(input.dim(1), kernelWidth, strideWidth), filters);
        }

        private long grown(long length, int kernel, int stride) {
            return padding == Padding.SAME ? length * stride : (length - 1) * stride + dilation * (kernel - 1L) + 1;
        }

        @Override
        public ConvTranspose2d build(Shape input, Build build) {
            outputShape(input);
            return new ConvTranspose2d(this, input.last(),
                    build.weight("weight", Shape.of(kernelHeight, kernelWidth, filters, input.last()), transposed(weights)),
                    bias ? build.bias("bias", Shape.of(filters), Initializer.zeros()) : null);
        }

        /** Initialisers take the last axis for the outputs and the one before for the inputs; here they are the other way round. */
        private static Initializer transposed(Initializer weights) {
            return (shape, stream) -> weights.sample(Shape.of(shape.dim(0), shape.dim(1), shape.dim(3), shape.dim(2)), stream).transpose();
        }

        @Override
        public long multiplyAdds(Shape input) {
            return Sliding.image(this, input).size() * kernelHeight * kernelWidth * filters;
        }

        @Override
        public String toString() {
            return Described.as("ConvTranspose2d").with("filters", filters).with("kernel", Described.square(kernelHeight, kernelWidth))
                    .unless("1", "stride", Described.square(strideHeight, strideWidth)).unless(Padding.VALID, "padding", padding)
                    .unless(1, "dilation", dilation).unless(true, "bias", bias).toString();
        }
    }

    private final Spec spec;
    private final long channels;
    private final Parameter weight;             // [kernelHeight, kernelWidth, filters, in]
    private final @Nullable Parameter bias;     // [filters], absent when the spec says so
    private final Conv options;

    private ConvTranspose2d(Spec spec, long channels, Parameter weight, @Nullable Parameter bias) {
        this.spec = spec;
        this.channels = channels;
        this.weight = weight;
        this.bias = bias;
        this.options = new Conv(spec.strideHeight(), spec.strideWidth(), spec.padding(), spec.dilation(), 1);
    }

    /** A square kernel. */
    public static Spec of(int filters, int kernel) {
        return of(filters, kernel, kernel);
    }

    public static Spec of(int filters, int kernelHeight, int kernelWidth) {
        return new Spec(filters, kernelHeight, kernelWidth, 1, 1, Padding.VALID, 1, true, Initializer.heUniform());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Sliding.check(spec, channels, weight.shape(), x);
        return x.convTranspose2d(weight.tensor(), bias == null ? null : bias.tensor(), options);
    }
}
