package org.librate.nn.optim;

import org.librate.core.DType;
import org.librate.core.Tensor;

/** Factors that depend on the number of the step: one-element tensors computed from the clock, so that a replayed step computes them anew. */
final class Corrections {

    private Corrections() {
    }

    /** {@code 1 − βᵗ}, which an average that started at zero is too small by; exact also where βᵗ is near 1. */
    static Tensor missing(double beta, Clock clock) {
        return clock.step().cast(clock.rate().dtype()).mul(Math.log(beta)).expm1().neg();
    }

    /** As {@link #missing}, in float64. */
    static Tensor exactMissing(double beta, Tensor step) {
        return step.mul(Math.log(beta)).expm1().neg();
    }

    static Tensor exactStep(Clock clock) {
        return clock.step().cast(DType.FLOAT64);
    }
}
