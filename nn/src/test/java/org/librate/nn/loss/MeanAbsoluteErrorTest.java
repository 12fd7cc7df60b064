package org.librate.nn.loss;

import java.util.Map;
import org.librate.core.Tensor;

class MeanAbsoluteErrorTest extends LossContract {

    @Override
    Loss loss() {
        return MeanAbsoluteError.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("MeanAbsoluteError", MeanAbsoluteError.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.mul(1);
    }
}
