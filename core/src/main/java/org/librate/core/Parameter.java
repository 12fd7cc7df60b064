package org.librate.core;

import org.jspecify.annotations.Nullable;

/**
 * A tensor that training changes, with a name and a place for its gradient.
 *
 * <p>On its own it holds its own memory; {@link Parameters} moves the parameters of a model into one flat buffer. So ask for
 * {@link #tensor()} whenever it is used, and do not hold on to the answer.
 */
public final class Parameter {

    private final String name;
    private Tensor value;
    private @Nullable Tensor gradient;
    private boolean frozen;

    private Parameter(String name, Tensor values) {
        this.name = name;
        this.value = leaf(values);
    }

    /** A parameter that starts from a copy of the given values. */
    public static Parameter of(String name, Tensor values) {
        Check.require(values.dtype().isFloating(), "Parameter[" + name + "]", "values must be of a floating type", values.dtype());
        return new Parameter(name, values.keep());
    }

    /** A parameter that starts from zero. */
    public static Parameter zeros(String name, Shape shape) {
        return of(name, Tensor.zeros(DType.FLOAT32, shape));
    }

    public String name() {
        return name;
    }

    public Shape shape() {
        return value.shape();
    }

    /** The present values; gradients flow to it, unless it is frozen. */
    public Tensor tensor() {
        return frozen ? value.detach() : value;
    }

    /** The present values as gradients know them. */
    Tensor leaf() {
        return value;
    }

    /**
     * Makes it a constant to all that is computed from it from now on, or lets it learn again: no gradient of it is computed, nor of what lies behind
     * frozen ones alone. Steps that were recorded before do not notice.
     */
    public void freeze(boolean frozen) {
        this.frozen = frozen;
    }

    public boolean isFrozen() {
        return frozen;
    }

    /** The gradient that {@link Parameters#backward} wrote last. */
    public Tensor gradient() {
        if (gradient == null) {
            throw new IllegalStateException("Parameter[" + name
                    + "]: has no place for a gradient yet. Gather the model's parameters with Parameters.of(..) first.");
        }
        return gradient;
    }

    boolean isPlaced() {
        return gradient != null;
    }

    /** Moves the values into their place in a flat buffer. */
    void place(Tensor valuePlace, Tensor gradientPlace) {
        Compute.copyInto(valuePlace, value);
        value = leaf(valuePlace);
        gradient = gradientPlace.named(name + ".gradient");
    }

    private Tensor leaf(Tensor values) {
        return new Tensor(values.array(), Node.leaf(values.shape(), this), name);
    }

    @Override
    public String toString() {
        return "Parameter[" + name + " " + shape() + "]";
    }
}
