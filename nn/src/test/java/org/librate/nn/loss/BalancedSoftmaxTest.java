package org.librate.nn.loss;

import java.util.Map;
import org.librate.core.DType;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

class BalancedSoftmaxTest extends LossContract {

    @Override
    Loss loss() {
        return BalancedSoftmax.of(ClassCounts.of(600, 300, 90, 10));
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "BalancedSoftmax", loss());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.oneHot(4).cast(DType.FLOAT64).mul(50);
    }
}
