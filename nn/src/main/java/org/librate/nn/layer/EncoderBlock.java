package org.librate.nn.layer;

import java.util.Optional;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;

/**
 * A transformer's block: self-attention, then two dense layers at each step, both with their input added. With the norm first (the default, which
 * trains without a warm-up) {@code h = x + attention(norm(x))}, then {@code h + mlp(norm(h))}; with the norm last {@code h = norm(x + attention(x))},
 * then {@code norm(h + mlp(h))}, as it was in 2017. After blocks with the norm first comes a norm of its own:
 * {@code Repeat.times(6, EncoderBlock.of(256)), LayerNorm.create()}.
 *
 * <pre>{@code
 * EncoderBlock.of(256).withHeads(8).withFeedForward(1024).withDropout(0.1)
 * }</pre>
 */
public final class EncoderBlock implements Layer {

    /** What the user writes. Dropout, bias and first weights are those of the attention. */
    public record Spec(int width, MultiHeadAttention.Spec attention, int feedForward, boolean preNorm, LayerSpec activation, LayerSpec norm)
            implements LayerSpec {

        public Spec {
            Check.positive("EncoderBlock", "width", width);
            Check.positive("EncoderBlock", "feedForward", feedForward);
        }

        public Spec withHeads(int heads) {
            return withAttention(attention.withHeads(heads));
        }

        /** {@link MultiHeadAttention.Spec#withKeyValueHeads}. */
        public Spec withKeyValueHeads(int keyValueHeads) {
            return withAttention(attention.withKeyValueHeads(keyValueHeads));
        }

        /** The units between the two dense layers; four times the width unless said otherwise. */
        public Spec withFeedForward(int units) {
            return new Spec(width, attention, units, preNorm, activation, norm);
        }

        /** The share that is dropped in training: of attention weights, of the units between the dense layers, and of what either part adds. */
        public Spec withDropout(double rate) {
            return withAttention(attention.withDropout(rate));
        }

        /** Whether norms come before attention and dense layers, or after the sums. */
        public Spec withPreNorm(boolean preNorm) {
            return new Spec(width, attention, feedForward, preNorm, activation, norm);
        }

        /** Each step sees itself and those before. */
        public Spec withCausal(boolean causal) {
            return withAttention(attention.withCausal(causal));
        }

        /** {@link MultiHeadAttention.Spec#withRotary}. */
        public Spec withRotary(boolean rotary) {
            return withAttention(attention.withRotary(rotary));
        }

        /** Whether dense layers have a bias, in the attention too. */
        public Spec withBias(boolean bias) {
            return withAttention(attention.withBias(bias));
        }

        /** What comes between the dense layers; GELU unless said otherwise. */
        public Spec withActivation(LayerSpec activation) {
            return new Spec(width, attention, feedForward, preNorm, activation, norm);
        }

        /** Another norm, such as {@link RmsNorm}. */
        public Spec withNorm(LayerSpec norm) {
            return new Spec(width, attention, feedForward, preNorm, activation, norm);
        }

        /** How the matrices start. */
        public Spec withWeights(Initializer weights) {
            return withAttention(attention.withWeights(weights));
        }

        /**
         * How the matrices start whose products are added to what goes around attention and dense layers: smaller in deep stacks. Name it after
         * {@link #withWeights}.
         */
        public Spec withOutputWeights(Initializer weights) {
            return withAttention(attention.withOutputWeights(weights));
        }

        private Spec withAttention(MultiHeadAttention.Spec attention) {
            return new Spec(width, attention, feedForward, preNorm, activation, norm);
        }

        double dropout() {
            return attention.dropout();
        }

        @Override
        public Shape outputShape(Shape input) {
            check(this, input);
            return attention.outputShape(input);
        }

        void check(Object layer, Shape input) {
            if (input.rank() != 2 || input.last() != width) {
                throw new ShapeException(layer.toString(), "needs samples [time, " + width + "]", "", input);
            }
        }

        @Override
        public EncoderBlock build(Shape input, Build build) {
            outputShape(input);
            Layer first = build.layer("norm", norm, input);
            Layer asking = build.layer("attention", attention, input);
            return new EncoderBlock(this, first, asking, build.layer("norm", norm, input), mlp(build, input), Adding.of(this, build, input));
        }

        Layer mlp(Build build, Shape input) {
            Dense.Spec up = Dense.of(feedForward).withBias(attention.bias()).withWeights(attention.weights());
            Dense.Spec down = Dense.of(width).withBias(attention.bias()).withWeights(attention.outputWeights());
            Sequential layers = dropout() == 0 ? Sequential.of(up, activation, down) : Sequential.of(up, activation, Dropout.of(dropout()), down);
            return build.layer("feedForward", layers, input);
        }

        String options() {
            return "width=" + width + ", heads=" + attention.heads()
                    + (attention.shared() == attention.heads() ? "" : ", keyValueHeads=" + attention.keyValueHeads())
                    + ", feedForward=" + feedForward + (dropout() == 0 ? "" : ", dropout=" + dropout()) + (preNorm ? "" : ", preNorm=false")
                    + (attention.rotary() ? ", rotary=true" : "") + (attention.bias() ? "" : ", bias=false")
                    + (activation.equals(Gelu.create()) ? "" : ", activation=" + activation)
                    + (norm.equals(LayerNorm.create()) ? "" : ", norm=" + norm);
        }

        @Override
        public String toString() {
            return "EncoderBlock[" + options() + (attention.causal() ? ", causal=true" : "") + "]";
        }
    }

    /** A part's output onto its input, after dropout. */
    record Adding(Optional<Layer> dropout) {

        static Adding of(Spec spec, Build build, Shape input) {
            return new Adding(spec.dropout() == 0 ? Optional.empty() : Optional.of(build.layer(Dropout.of(spec.dropout()), input)));
        }

        Tensor add(Tensor x, Tensor part, Pass pass) {
            return dropout.isPresent() ? dropout.get().forwardOnto(x, part, pass) : x.add(part);
        }
    }

    private final Spec spec;
    private final Layer norm;
    private final Layer attention;
    private final Layer secondNorm;
    private final Layer mlp;
    private final Adding adding;

    private EncoderBlock(Spec spec, Layer norm, Layer attention, Layer secondNorm, Layer mlp, Adding adding) {
        this.spec = spec;
        this.norm = norm;
        this.attention = attention;
        this.secondNorm = secondNorm;
        this.mlp = mlp;
        this.adding = adding;
    }

    /** Eight heads if they divide the width, otherwise one. */
    public static Spec of(int width) {
        return new Spec(width, MultiHeadAttention.of(width % 8 == 0 ? 8 : 1), 4 * width, true, Gelu.create(), LayerNorm.create());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (spec.preNorm()) {
            Tensor h = adding.add(x, attention.forward(norm.forward(x, pass), pass), pass);
            return adding.add(h, mlp.forward(secondNorm.forward(h, pass), pass), pass);
        }
        Tensor h = norm.forward(adding.add(x, attention.forward(x, pass), pass), pass);
        return secondNorm.forward(adding.add(h, mlp.forward(h, pass), pass), pass);
    }
}
