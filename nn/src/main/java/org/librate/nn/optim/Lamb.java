package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.Updates;

/**
 * You et al. 2020, for large batches: AdamW's step, scaled for each weight tensor to the length of that tensor. Biases and scales take AdamW's step
 * as it is.
 */
public record Lamb(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {

    public Lamb {
        Check.positive("Lamb", "rate", rate);
        Check.fraction("Lamb", "beta1", beta1);
        Check.fraction("Lamb", "beta2", beta2);
        Check.positive("Lamb", "epsilon", epsilon);
        Check.notNegative("Lamb", "weight decay", weightDecay);
    }

    public static Lamb of(double rate) {
        return new Lamb(rate, 0.9, 0.999, 1e-6, 0.01);
    }

    /** How much of the mean gradient and of the mean square stays at each step. */
    public Lamb withBetas(double beta1, double beta2) {
        return new Lamb(rate, beta1, beta2, epsilon, weightDecay);
    }

    public Lamb withEpsilon(double epsilon) {
        return new Lamb(rate, beta1, beta2, epsilon, weightDecay);
    }

    /** Pulls weights to zero by {@code rate · decay · p} at each step; leaves biases and scales alone. */
    public Lamb withWeightDecay(double weightDecay) {
        return new Lamb(rate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        Tensor first = group.zeros("first");
        Tensor second = group.zeros("second");
        return Remembering.of(new Tensor[] {first, second}, () -> {
            Tensor g = group.gradients();
            Averages.move(first, beta1, g);
            Averages.move(second, beta2, g.square());
            Tensor step = first.div(Corrections.missing(beta1, clock)).div(second.div(Corrections.missing(beta2, clock)).sqrt().add(epsilon));
            if (group.decays()) {
                byPart(group, clock, weightDecay == 0 ? step : step.add(group.values().mul(weightDecay)));
            } else {
                Averages.subtract(group, clock, step, 0);
            }
        });
    }

    private static void byPart(Group group, Clock clock, Tensor step) {
        for (Part part : group.parts()) {
            Tensor values = part.of(group.values());
            Tensor own = step.slice(0, part.start(), part.start() + part.shape().size()).reshape(part.shape());
            Updates.sgd(values, own, clock.rate().mul(trust(values.norm(), own.norm())));
        }
    }

    /** The ratio of both lengths; 1 where one of them is 0. */
    private static Tensor trust(Tensor values, Tensor step) {
        Tensor one = Tensor.full(values.dtype(), Shape.scalar(), 1);
        return values.gt(0).and(step.gt(0)).where(values.div(step), one);
    }

    @Override
    public String toString() {
        return "Lamb[rate=" + rate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon + ", weightDecay=" + weightDecay + "]";
    }
}
