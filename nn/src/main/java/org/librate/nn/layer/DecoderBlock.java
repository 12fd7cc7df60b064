package org.librate.nn.layer;

import java.util.List;
import java.util.Optional;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Module;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * A transformer's block for sequences that are written step by step: an {@link EncoderBlock} whose attention looks only back. Given a second input,
 * the memory, its steps ask that as well, between the two other parts: {@code h = h + crossAttention(norm(h), memory)}.
 *
 * <pre>{@code
 * Repeat.times(12, DecoderBlock.of(768).withHeads(12))          // of a language model
 * graph.join(DecoderBlock.of(512), translation, text)           // of a translator
 * }</pre>
 */
public final class DecoderBlock implements Layer {

    /** What the user writes: the options of an {@link EncoderBlock}. */
    public record Spec(EncoderBlock.Spec block) implements LayerSpec {

        /** {@link EncoderBlock.Spec#withHeads}. */
        public Spec withHeads(int heads) {
            return new Spec(block.withHeads(heads));
        }

        /** {@link EncoderBlock.Spec#withKeyValueHeads}. */
        public Spec withKeyValueHeads(int keyValueHeads) {
            return new Spec(block.withKeyValueHeads(keyValueHeads));
        }

        /** {@link EncoderBlock.Spec#withFeedForward}. */
        public Spec withFeedForward(int units) {
            return new Spec(block.withFeedForward(units));
        }

        /** {@link EncoderBlock.Spec#withDropout}. */
        public Spec withDropout(double rate) {
            return new Spec(block.withDropout(rate));
        }

        /** {@link EncoderBlock.Spec#withPreNorm}. */
        public Spec withPreNorm(boolean preNorm) {
            return new Spec(block.withPreNorm(preNorm));
        }

        /** {@link EncoderBlock.Spec#withRotary}. */
        public Spec withRotary(boolean rotary) {
            return new Spec(block.withRotary(rotary));
        }

        /** {@link EncoderBlock.Spec#withBias}. */
        public Spec withBias(boolean bias) {
            return new Spec(block.withBias(bias));
        }

        /** {@link EncoderBlock.Spec#withActivation}. */
        public Spec withActivation(LayerSpec activation) {
            return new Spec(block.withActivation(activation));
        }

        /** {@link EncoderBlock.Spec#withNorm}. */
        public Spec withNorm(LayerSpec norm) {
            return new Spec(block.withNorm(norm));
        }

        /** {@link EncoderBlock.Spec#withWeights}. */
        public Spec withWeights(Initializer weights) {
            return new Spec(block.withWeights(weights));
        }

        /** {@link EncoderBlock.Spec#withOutputWeights}; the attention to a memory keeps the other ones. */
        public Spec withOutputWeights(Initializer weights) {
            return new Spec(block.withOutputWeights(weights));
        }

        @Override
        public Shape outputShape(Shape input) {
            block.check(this, input);
            return block.outputShape(input);
        }

        @Override
        public DecoderBlock build(Shape input, Build build) {
            return build(List.of(input), build);
        }

        @Override
        public List<Shape> outputShapes(List<Shape> inputs) {
            Check.require(inputs.size() == 1 || inputs.size() == 2, toString(), "takes a sequence, and a memory if there is one",
                    inputs.size() + " inputs " + inputs);
            if (inputs.size() == 2) {
                Sliding.sequence(this, inputs.get(1));
            }
            return List.of(outputShape(inputs.get(0)));
        }

        @Override
        public DecoderBlock build(List<Shape> inputs, Build build) {
            Shape input = outputShapes(inputs).get(0);
            MultiHeadAttention.Spec own = block.attention();
            Layer norm = build.layer("norm", block.norm(), input);
            Layer attention = build.layer("attention", own, input);
            Optional<Memory> memory = Optional.empty();
            if (inputs.size() == 2) {
                CrossAttention.Spec asks = new CrossAttention.Spec(own.heads(), own.keyValueHeads(), own.dropout(), own.bias(), own.weights());
                memory = Optional.of(new Memory(build.layer("norm", block.norm(), input), build.net("memory", asks, inputs)));
            }
            return new DecoderBlock(block, norm, attention, memory, build.layer("norm", block.norm(), input), block.mlp(build, input),
                    EncoderBlock.Adding.of(block, build, input));
        }

        /** The memory is only asked. */
        @Override
        public boolean stepsAlong(int input, int output) {
            return input == 0;
        }

        @Override
        public long multiplyAdds(List<Shape> inputs) {
            return 0;
        }

        @Override
        public String toString() {
            return "DecoderBlock[" + block.options() + "]";
        }
    }

    /** Asking the memory. */
    private record Memory(Layer norm, Module attention) {
    }

    private final EncoderBlock.Spec spec;
    private final Layer norm;
    private final Layer attention;
    private final Optional<Memory> memory;
    private final Layer lastNorm;
    private final Layer mlp;
    private final EncoderBlock.Adding adding;

    private DecoderBlock(EncoderBlock.Spec spec, Layer norm, Layer attention, Optional<Memory> memory, Layer lastNorm, Layer mlp,
            EncoderBlock.Adding adding) {
        this.spec = spec;
        this.norm = norm;
        this.attention = attention;
        this.memory = memory;
        this.lastNorm = lastNorm;
        this.mlp = mlp;
        this.adding = adding;
    }

    /** Eight heads if they divide the width, otherwise one. */
    public static Spec of(int width) {
        return new Spec(EncoderBlock.of(width).withCausal(true));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return forward(List.of(x), pass).get(0);
    }

    @Override
    public List<Tensor> forward(List<Tensor> inputs, Pass pass) {
        Check.require(inputs.size() == (memory.isPresent() ? 2 : 1), "DecoderBlock[" + spec.options() + "]",
                "built for " + (memory.isPresent() ? "a sequence and a memory" : "one input"), inputs.size());
        Tensor x = inputs.get(0);
        if (x.rank() != 3) {
            throw new ShapeException("DecoderBlock[" + spec.options() + "]", "needs a batch [n, time, " + spec.width() + "]", "", x.shape());
        }
        boolean first = spec.preNorm();
        Tensor h = first ? adding.add(x, attention.forward(norm.forward(x, pass), pass), pass)
                : norm.forward(adding.add(x, attention.forward(x, pass), pass), pass);
        if (memory.isPresent()) {
            Memory asked = memory.get();
            Tensor question = first ? asked.norm.forward(h, pass) : h;
            Tensor sum = adding.add(h, asked.attention.forward(List.of(question, inputs.get(1)), pass).get(0), pass);
            h = first ? sum : asked.norm.forward(sum, pass);
        }
        return List.of(first ? adding.add(h, mlp.forward(lastNorm.forward(h, pass), pass), pass)
                : lastNorm.forward(adding.add(h, mlp.forward(h, pass), pass), pass));
    }
}
