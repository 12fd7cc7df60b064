package org.librate.nn.optim;

import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * What weights must keep to, restored after each update. Biases and scales, and weights of a single axis, are left alone.
 *
 * <pre>{@code
 * Constraint.maxNorm(3)
 * }</pre>
 */
public final class Constraint {

    private enum Kind { MAX_NORM, UNIT_NORM, NOT_NEGATIVE }

    /** The shortest vector that still has a direction. */
    private static final double SHORTEST = 1e-12;

    private final Kind kind;
    private final double limit;

    private Constraint(Kind kind, double limit) {
        this.kind = kind;
        this.limit = limit;
    }

    /**
     * The weights that lead into one unit (all but the last axis) have at most this norm; longer ones are made shorter (Srebro and Shraibman 2005).
     */
    public static Constraint maxNorm(double limit) {
        return new Constraint(Kind.MAX_NORM, Check.positive("Constraint.maxNorm", "limit", limit));
    }

    /** The weights that lead into one unit have norm 1. */
    public static Constraint unitNorm() {
        return new Constraint(Kind.UNIT_NORM, 1);
    }

    /** No weight is below 0. */
    public static Constraint notNegative() {
        return new Constraint(Kind.NOT_NEGATIVE, 0);
    }

    /** Changes the values of the groups, as tensor operations: it runs inside recorded steps. */
    public void apply(List<Group> groups) {
        Tensor.withoutGradients(() -> {
            groups.stream().filter(Group::decays).forEach(this::restore);
            return this;
        });
    }

    private void restore(Group group) {
        if (kind == Kind.NOT_NEGATIVE) {
            group.values().assign(group.values().relu());
            return;
        }
        for (Part part : group.parts()) {
            if (part.shape().rank() >= 2) {
                Tensor w = part.of(group.values());
                int[] inputs = IntStream.range(0, w.rank() - 1).toArray();
                Tensor scale = w.norm(inputs).clip(SHORTEST, Float.MAX_VALUE).reciprocal().mul(limit);
                Tensor one = Tensor.full(w.dtype(), Shape.scalar(), 1);
                w.assign(w.mul(kind == Kind.MAX_NORM ? scale.minimum(one) : scale));
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Constraint constraint && kind == constraint.kind && limit == constraint.limit;
    }

    @Override
    public int hashCode() {
        return kind.hashCode() * 31 + Double.hashCode(limit);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case MAX_NORM -> "Constraint[maxNorm=" + limit + "]";
            case UNIT_NORM -> "Constraint[unitNorm]";
            case NOT_NEGATIVE -> "Constraint[notNegative]";
        };
    }
}
