package org.librate.nn.optim;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * Keeps gradients from being too large, in place, between backward pass and update.
 *
 * <pre>{@code
 * Clipping clipping = Clipping.byGlobalNorm(1.0);
 * clipping.apply(groups);
 * }</pre>
 *
 * <p>Gradients that are not finite stay so: they are for the trainer to report.
 */
public final class Clipping {

    private enum Kind {
        VALUE("byValue"), NORM("byNorm"), GLOBAL_NORM("byGlobalNorm");

        private final String written;

        Kind(String written) {
            this.written = written;
        }
    }

    /** Added to a norm before it divides. */
    private static final double SMALL = 1e-6;

    private final Kind kind;
    private final double limit;

    private Clipping(Kind kind, double limit) {
        this.kind = kind;
        this.limit = Check.positive("Clipping." + kind.written, "limit", limit);
    }

    /** Every number limited to [−limit, limit]. */
    public static Clipping byValue(double limit) {
        return new Clipping(Kind.VALUE, limit);
    }

    /** Each parameter's gradient made shorter, if its norm is above the limit. */
    public static Clipping byNorm(double limit) {
        return new Clipping(Kind.NORM, limit);
    }

    /** All gradients made shorter by one factor, if their common norm is above the limit: the direction stays. */
    public static Clipping byGlobalNorm(double limit) {
        return new Clipping(Kind.GLOBAL_NORM, limit);
    }

    /** Changes the gradients of the groups, as tensor operations: it runs inside recorded steps. */
    public void apply(List<Group> groups) {
        Tensor.withoutGradients(() -> {
            switch (kind) {
                case VALUE -> groups.forEach(group -> group.gradients().assign(group.gradients().clip(-limit, limit)));
                case NORM -> groups.forEach(group -> group.parts().forEach(part -> shorten(part.of(group.gradients()))));
                case GLOBAL_NORM -> {
                    Tensor scale = scale(norm(groups));
                    groups.forEach(group -> group.gradients().assign(group.gradients().mul(scale)));
                }
            }
            return this;
        });
    }

    private void shorten(Tensor gradient) {
        gradient.assign(gradient.mul(scale(gradient.norm())));
    }

    private Tensor scale(Tensor norm) {
        return norm.add(SMALL).reciprocal().mul(limit).minimum(Tensor.full(norm.dtype(), Shape.scalar(), 1));
    }

    /** The common norm of all gradients, a single number: worth recording also where nothing is clipped. */
    public static Tensor norm(List<Group> groups) {
        Check.require(!groups.isEmpty(), "Clipping", "needs at least one group", "none");
        return Tensor.withoutGradients(() -> {
            DType dtype = groups.get(0).gradients().dtype();
            Tensor squares = Tensor.zeros(dtype, Shape.scalar());
            for (Group group : groups) {
                squares = squares.add(group.gradients().norm().square());
            }
            return squares.sqrt();
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clipping clipping && kind == clipping.kind && limit == clipping.limit;
    }

    @Override
    public int hashCode() {
        return kind.hashCode() * 31 + Double.hashCode(limit);
    }

    @Override
    public String toString() {
        return "Clipping[" + kind.written + "=" + limit + "]";
    }
}
