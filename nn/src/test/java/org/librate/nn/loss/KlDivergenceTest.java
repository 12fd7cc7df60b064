package org.librate.nn.loss;

import java.util.Map;
import org.librate.core.Tensor;

class KlDivergenceTest extends LossContract {

    @Override
    Loss loss() {
        return KlDivergence.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("KlDivergence", KlDivergence.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.clip(1e-30, 1).log();
    }
}
