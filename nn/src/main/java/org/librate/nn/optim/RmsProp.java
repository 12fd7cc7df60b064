package org.librate.nn.optim;

import java.util.stream.Stream;
import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * Tieleman and Hinton 2012: {@code s = α s + (1 − α) g²;  p −= rate · g / (√s + ε)}, on request with momentum, and centered: {@code s} less the
 * square of the mean gradient.
 */
public record RmsProp(double rate, double decay, double momentum, boolean centered, double epsilon) implements Optimizer {

    public RmsProp {
        Check.positive("RmsProp", "rate", rate);
        Check.fraction("RmsProp", "decay", decay);
        Check.fraction("RmsProp", "momentum", momentum);
        Check.positive("RmsProp", "epsilon", epsilon);
    }

    public static RmsProp of(double rate) {
        return new RmsProp(rate, 0.99, 0, false, 1e-8);
    }

    /** α, how much of the averages stays at each step. */
    public RmsProp withDecay(double decay) {
        return new RmsProp(rate, decay, momentum, centered, epsilon);
    }

    public RmsProp withMomentum(double momentum) {
        return new RmsProp(rate, decay, momentum, centered, epsilon);
    }

    public RmsProp withCentered(boolean centered) {
        return new RmsProp(rate, decay, momentum, centered, epsilon);
    }

    public RmsProp withEpsilon(double epsilon) {
        return new RmsProp(rate, decay, momentum, centered, epsilon);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        Tensor squares = group.zeros("squares");
        Tensor means = centered ? group.zeros("means") : squares;
        Tensor velocity = momentum > 0 ? group.zeros("velocity") : squares;
        Tensor[] remembered = Stream.of(squares, means, velocity).distinct().toArray(Tensor[]::new);
        return Remembering.of(remembered, () -> {
            Tensor g = group.gradients();
            Averages.move(squares, decay, g.square());
            Tensor variance = squares;
            if (centered) {
                Averages.move(means, decay, g);
                variance = squares.sub(means.square()).relu();   // rounding would make it negative at times
            }
            Tensor step = g.div(variance.sqrt().add(epsilon));
            if (momentum > 0) {
                velocity.assign(velocity.mul(momentum).add(step));
                step = velocity;
            }
            Averages.subtract(group, clock, step, 0);
        });
    }

    @Override
    public String toString() {
        return "RmsProp[rate=" + rate + ", decay=" + decay + ", momentum=" + momentum + ", centered=" + centered + ", epsilon=" + epsilon + "]";
    }
}
