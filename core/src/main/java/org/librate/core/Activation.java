package org.librate.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.UnaryFn;

/** The activations that a matrix product or a convolution can take along in the same kernel. */
public enum Activation {
    NONE(null), RELU(UnaryFn.RELU), TANH(UnaryFn.TANH), SIGMOID(UnaryFn.SIGMOID), GELU(UnaryFn.GELU), GELU_TANH(UnaryFn.GELU_TANH);

    private final @Nullable UnaryFn fn;

    Activation(@Nullable UnaryFn fn) {
        this.fn = fn;
    }

    @Nullable UnaryFn fn() {
        return fn;
    }

    /** The activation by itself. */
    public Tensor apply(Tensor x) {
        return fn == null ? x : Elementwise.unary(name().toLowerCase(Locale.ROOT), fn, x);
    }

    /** Whether the slope can be had from the result alone, so that fusing loses nothing that the backward pass needs. */
    boolean fusesWithGradient() {
        return fn == null || fn.slopeFrom() == UnaryFn.Slope.OUTPUT;
    }

    /** The result with its history: made of what it was {@code before}. */
    Tensor after(String name, Tensor y, Tensor before) {
        if (fn == null) {
            return before;
        }
        Tape tape = Tape.node(name, y);
        return (this == RELU ? tape.fromRectified(before, g -> gradient(g, y)) : tape.from(before, g -> gradient(g, y))).tensor();
    }

    /** The gradient before the activation, from its result. */
    Tensor gradient(Tensor g, Tensor y) {
        return fn == null ? g : Elementwise.gradient(fn, 0, 0, g, y);
    }
}
