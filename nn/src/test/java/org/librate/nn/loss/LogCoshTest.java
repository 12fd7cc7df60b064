package org.librate.nn.loss;

import java.util.Map;
import org.librate.core.Tensor;

class LogCoshTest extends LossContract {

    @Override
    Loss loss() {
        return LogCosh.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("LogCosh", LogCosh.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.mul(1);
    }
}
