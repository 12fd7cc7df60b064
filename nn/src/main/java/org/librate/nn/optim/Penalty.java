package org.librate.nn.optim;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * A price on large weights, {@code l1 Σ|w| + l2 / 2 Σw²}: added to the gradients of weights between backward pass and update. Biases and scales are
 * free.
 *
 * <pre>{@code
 * Penalty.l2(1e-4)
 * Penalty.l1(1e-5).withL2(1e-4)
 * }</pre>
 */
public record Penalty(double l1, double l2) {

    public Penalty {
        Check.notNegative("Penalty", "l1", l1);
        Check.notNegative("Penalty", "l2", l2);
    }

    /** {@code l1 Σ|w|}: pulls weights to exactly zero. */
    public static Penalty l1(double l1) {
        return new Penalty(l1, 0);
    }

    /** {@code l2 / 2 Σw²}: with plain SGD the same as its weight decay. */
    public static Penalty l2(double l2) {
        return new Penalty(0, l2);
    }

    public Penalty withL1(double l1) {
        return new Penalty(l1, l2);
    }

    public Penalty withL2(double l2) {
        return new Penalty(l1, l2);
    }

    /** Adds the penalty's slope to the gradients, as tensor operations: it runs inside recorded steps. */
    public void apply(List<Group> groups) {
        Tensor.withoutGradients(() -> {
            groups.stream().filter(Group::decays).forEach(group -> {
                Tensor g = group.gradients();
                Tensor w = group.values();
                if (l2 != 0) {
                    g.assign(g.add(w.mul(l2)));
                }
                if (l1 != 0) {
                    g.assign(g.add(w.sign().mul(l1)));
                }
            });
            return this;
        });
    }

    /** What it costs now, a single number: to be added to the loss that is reported. */
    public Tensor value(List<Group> groups) {
        Check.require(!groups.isEmpty(), toString(), "needs at least one group", "none");
        return Tensor.withoutGradients(() -> {
            Tensor cost = Tensor.zeros(groups.get(0).values().dtype(), Shape.scalar());
            for (Group group : groups) {
                if (group.decays()) {
                    cost = cost.add(group.values().abs().sum().mul(l1)).add(group.values().square().sum().mul(l2 / 2));
                }
            }
            return cost;
        });
    }

    @Override
    public String toString() {
        return "Penalty[l1=" + l1 + ", l2=" + l2 + "]";
    }
}
