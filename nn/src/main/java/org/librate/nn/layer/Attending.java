package org.librate.nn.layer;

import org.jspecify.annotations.Nullable;
import org.librate.core.Attention;
import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** What attention layers take from a pass. */
final class Attending {

    private Attending() {
    }

    /** The options with what the pass knows: the padding of those that are asked, and in training dropout. */
    static Attention given(Attention options, Tensor asked, @Nullable Tensor key, double rate, Pass pass) {
        Attention padded = pass.lengths(asked).map(options::withLengths).orElse(options);
        return key != null && pass.isTraining() ? padded.withDropout(rate, key) : padded;
    }
}
