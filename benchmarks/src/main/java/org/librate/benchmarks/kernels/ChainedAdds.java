package org.librate.benchmarks.kernels;

import org.librate.benchmarks.Work;
import org.librate.core.Step;
import org.librate.core.Tensor;

/** The smallest op a thousand times, each on the result of the one before: what a call costs, and nothing else. */
final class ChainedAdds {

    private static final int LENGTH = 1000;

    private ChainedAdds() {
    }

    /** Plain tensors outside a step, each add with a new result. */
    static Work eager() {
        Tensor x = ten(1);
        Tensor y = ten(0.001f);
        return () -> chain(x, y);
    }

    static Work replayed() {
        return new Replayed(Step.of("adds", in -> chain(in.get(0), in.get(1))), () -> { }, ten(1), ten(0.001f));
    }

    private static Tensor chain(Tensor x, Tensor y) {
        Tensor sum = x;
        for (int i = 0; i < LENGTH; i++) {
            sum = sum.add(y);
        }
        return sum;
    }

    private static Tensor ten(float value) {
        return Tensor.of(value, value, value, value, value, value, value, value, value, value);
    }
}
