package org.librate.core;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What several inputs of one operation ask for during one backward walk, computed for the first of them. */
final class PerWalk<T> {

    private final Function<Tensor, T> compute;
    private long walk = -1;
    private @Nullable T value;

    PerWalk(Function<Tensor, T> compute) {
        this.compute = compute;
    }

    T get(Tensor gradient) {
        T present = value;
        if (present == null || walk != Gradients.walk()) {
            present = compute.apply(gradient);
            value = present;
            walk = Gradients.walk();
        }
        return present;
    }
}
