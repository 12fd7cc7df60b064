package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;

/** Duchi et al. 2011: {@code s += g²;  p −= rate · g / (√s + ε)}. Rates only fall; for gradients that are rarely not zero. */
public record Adagrad(double rate, double epsilon) implements Optimizer {

    public Adagrad {
        Check.positive("Adagrad", "rate", rate);
        Check.positive("Adagrad", "epsilon", epsilon);
    }

    public static Adagrad of(double rate) {
        return new Adagrad(rate, 1e-10);
    }

    public Adagrad withEpsilon(double epsilon) {
        return new Adagrad(rate, epsilon);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        Tensor squares = group.zeros("squares");
        return Remembering.of(new Tensor[] {squares}, () -> {
            Tensor g = group.gradients();
            squares.assign(squares.add(g.square()));
            Averages.subtract(group, clock, g.div(squares.sqrt().add(epsilon)), 0);
        });
    }

    @Override
    public String toString() {
        return "Adagrad[rate=" + rate + ", epsilon=" + epsilon + "]";
    }
}
