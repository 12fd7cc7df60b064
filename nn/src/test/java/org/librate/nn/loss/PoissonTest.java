package org.librate.nn.loss;

import java.util.Map;
import org.librate.core.DType;
import org.librate.core.Tensor;

class PoissonTest extends LossContract {

    @Override
    Loss loss() {
        return Poisson.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("Poisson", Poisson.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.cast(DType.FLOAT64).clip(1e-30, 100).log();
    }

    @Override
    double best() {
        return Double.NaN;
    }

    @Override
    float extreme() {
        return 80; // e⁸⁸ is the largest float
    }
}
