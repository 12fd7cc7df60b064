package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * Zeiler 2012: {@code s = ρ s + (1 − ρ) g²;  d = g √(u + ε) / √(s + ε);  u = ρ u + (1 − ρ) d²;  p −= rate · d}. Steps have the size of
 * earlier ones, so that a rate of 1 usually does.
 */
public record Adadelta(double rate, double decay, double epsilon) implements Optimizer {

    public Adadelta {
        Check.positive("Adadelta", "rate", rate);
        Check.fraction("Adadelta", "decay", decay);
        Check.positive("Adadelta", "epsilon", epsilon);
    }

    public static Adadelta of(double rate) {
        return new Adadelta(rate, 0.9, 1e-6);
    }

    /** ρ, how much of the averages stays at each step. */
    public Adadelta withDecay(double decay) {
        return new Adadelta(rate, decay, epsilon);
    }

    public Adadelta withEpsilon(double epsilon) {
        return new Adadelta(rate, decay, epsilon);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        Tensor squares = group.zeros("squares");
        Tensor moves = group.zeros("moves");
        return Remembering.of(new Tensor[] {squares, moves}, () -> {
            Tensor g = group.gradients();
            Averages.move(squares, decay, g.square());
            Tensor move = g.mul(moves.add(epsilon).sqrt()).div(squares.add(epsilon).sqrt());
            Averages.move(moves, decay, move.square());
            Averages.subtract(group, clock, move, 0);
        });
    }

    @Override
    public String toString() {
        return "Adadelta[rate=" + rate + ", decay=" + decay + ", epsilon=" + epsilon + "]";
    }
}
