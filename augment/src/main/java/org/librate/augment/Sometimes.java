package org.librate.augment;

import org.librate.core.Check;

/** A transform with a probability, else nothing: what {@link Transform#withProbability} gives. */
public record Sometimes<S>(double probability, Transform<S> transform) implements Transform<S> {

    public Sometimes {
        Check.within(transform.toString(), "probability", probability, 0, 1);
        Sequence.checkName(transform);
    }

    @Override
    public Applied<S> apply(S sample, Draw draw) {
        return draw.chance(probability) ? transform.apply(sample, draw.part(transform.name(), 0)) : Applied.unchanged(sample);
    }

    @Override
    public String name() {
        return transform.name();
    }

    @Override
    public Transform<S> withProbability(double other) {
        return new Sometimes<>(other, transform);
    }

    @Override
    public String toString() {
        return transform + ".withProbability(" + probability + ")";
    }
}
