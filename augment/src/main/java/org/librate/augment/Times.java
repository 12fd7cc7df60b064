package org.librate.augment;

import java.util.Collections;
import org.librate.core.Check;

/** The same transform several times over, drawn anew each time. */
public record Times<S>(int times, Transform<S> transform) implements Transform<S> {

    public Times {
        Check.notNegative("Times", "times", times);
    }

    public static <S> Times<S> of(int times, Transform<S> transform) {
        return new Times<>(times, transform);
    }

    @Override
    public Applied<S> apply(S sample, Draw draw) {
        return Sequence.run(Collections.nCopies(times, transform), sample, draw);
    }

    @Override
    public String toString() {
        return "Times[" + times + ", " + transform + "]";
    }
}
