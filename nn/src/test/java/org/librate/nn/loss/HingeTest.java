package org.librate.nn.loss;

import java.util.Map;
import org.librate.core.DType;
import org.librate.core.Tensor;

class HingeTest extends LossContract {

    @Override
    Loss loss() {
        return Hinge.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("Hinge", Hinge.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.cast(DType.FLOAT64).mul(2).sub(1).mul(1.5);
    }
}
