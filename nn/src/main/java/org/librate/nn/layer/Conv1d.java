package org.librate.nn.layer;

import java.util.Optional;
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
 * Convolution along time, {@code y = x ∗ W + b}: {@code [time, in]} to {@code [time', filters]}, with weights {@code [kernel, in / groups, filters]}.
 *
 * <p>A window of reach {@code r = dilation (kernel − 1) + 1} leaves {@code ⌊(time − r) / stride⌋ + 1} positions when it must stay inside
 * ({@link Padding#VALID}, the default), and {@code ⌈time / stride⌉} when zeros are put around ({@link Padding#SAME}) or before
 * ({@link Padding#CAUSAL}, where no output sees what comes after it).
 *
 * <pre>{@code
 * Conv1d.of(64, 3).withPadding(Padding.CAUSAL).withDilation(4)
 * }</pre>
 */
public final class Conv1d implements Layer {

    /** What the user writes. */
    public record Spec(int filters, int kernel, int stride, Padding padding, int dilation, int groups, boolean bias, Initializer weights)
            implements LayerSpec {

        public Spec {
            Check.positive("Conv1d", "filters", filters);
            Check.positive("Conv1d", "kernel", kernel);
            Check.positive("Conv1d", "stride", stride);
            Check.notNull("Conv1d", "padding", padding);
            Check.positive("Conv1d", "dilation", dilation);
            Check.positive("Conv1d", "groups", groups);
            Check.require(filters % groups == 0, "Conv1d", "filters must be a multiple of groups", filters + " filters and " + groups + " groups");
        }

        public Spec withStride(int stride) {
            return new Spec(filters, kernel, stride, padding, dilation, groups, bias, weights);
        }

        public Spec withPadding(Padding padding) {
            return new Spec(filters, kernel, stride, padding, dilation, groups, bias, weights);
        }

        /** The distance between the elements of the window: 1 when they touch. */
        public Spec withDilation(int dilation) {
            return new Spec(filters, kernel, stride, padding, dilation, groups, bias, weights);
        }

        /** Splits input channels and filters into groups; each filter sees only the channels of its group. */
        public Spec withGroups(int groups) {
            return new Spec(filters, kernel, stride, padding, dilation, groups, bias, weights);
        }

        public Spec withBias(boolean bias) {
            return new Spec(filters, kernel, stride, padding, dilation, groups, bias, weights);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(filters, kernel, stride, padding, dilation, groups, bias, weights);
        }

        private Shape weightShape(Shape input) {
            return Shape.of(kernel, input.last() / groups, filters);
        }

        @Override
        public Shape outputShape(Shape input) {
            Shape output = Sliding.overTime(kernel, stride, dilation, padding).overSequence(this, input).withLast(filters);
            Sliding.checkGroups(this, groups, input);
            return output;
        }

        @Override
        public Conv1d build(Shape input, Build build) {
            outputShape(input);
            return new Conv1d(this, input.last(), build.weight("weight", weightShape(input), weights),
                    bias ? build.bias("bias", Shape.of(filters), Initializer.zeros()) : null);
        }

        @Override
        public long multiplyAdds(Shape input) {
            return outputShape(input).dim(0) * weightShape(input).size();
        }

        @Override
        public String toString() {
            return Described.as("Conv1d").with("filters", filters).with("kernel", kernel).unless(1, "stride", stride)
                    .unless(Padding.VALID, "padding", padding).unless(1, "dilation", dilation).unless(1, "groups", groups).unless(true, "bias", bias)
                    .toString();
        }
    }

    private final Spec spec;
    private final long channels;
    private final Parameter weight;             // [kernel, in / groups, filters]
    private final @Nullable Parameter bias;     // [filters], absent when the spec says so
    private final Conv options;
    private final Windows windows;

    private Conv1d(Spec spec, long channels, Parameter weight, @Nullable Parameter bias) {
        this.spec = spec;
        this.channels = channels;
        this.weight = weight;
        this.bias = bias;
        this.options = new Conv(1, spec.stride(), spec.padding(), spec.dilation(), spec.groups());
        this.windows = new Windows(spec.kernel(), spec.stride(), spec.dilation(), spec.padding());
    }

    public static Spec of(int filters, int kernel) {
        return new Spec(filters, kernel, 1, Padding.VALID, 1, 1, true, Initializer.heUniform());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Sliding.check(spec, channels, weight.shape(), x);
        Tensor shift = bias == null ? null : bias.tensor();
        Tensor lengths = pass.lengths(x).orElse(null);
        if (lengths == null || windows.seeOnlySteps()) {
            return x.conv1d(weight.tensor(), shift, options);
        }
        return windows.placed(x, lengths, 0).conv1d(weight.tensor(), shift,
                new Conv(1, spec.stride(), windows.paddingOfPlaced(), spec.dilation(), spec.groups()));
    }

    @Override
    public Optional<Tensor> lengthsAfter(Tensor lengths, Tensor x, Tensor y) {
        return Optional.of(windows.lengthsAfter(lengths, x.dim(1)));
    }
}
