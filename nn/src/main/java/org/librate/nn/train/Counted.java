package org.librate.nn.train;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Tensor;

/** What metrics see of a batch: its rows, or of answers at every step those that are real. */
record Counted(Tensor scores, Tensor target, @Nullable Tensor weights) {

    /** @param found what {@link Programs#evaluate} gave */
    static Counted of(List<Tensor> found, Feed.Rows rows) {
        Tensor scores = found.get(2);
        if (found.size() == 3) {
            return new Counted(scores, rows.target(), rows.weights());
        }
        Tensor real = found.size() > 4 && found.get(4).dtype() == DType.BOOL ? found.get(4) : null;
        return of(scores, found.get(3), real, rows.weights() == null ? null : found.get(found.size() - 1));
    }

    /** Those of the rows that are real; all if that is not said. */
    static Counted of(Tensor scores, Tensor target, @Nullable Tensor real, @Nullable Tensor weights) {
        if (real == null) {
            return new Counted(scores, target, weights);
        }
        boolean[] counts = real.toBooleans();
        int[] places = IntStream.range(0, counts.length).filter(i -> counts[i]).toArray();
        if (places.length == counts.length) {
            return new Counted(scores, target, weights);
        }
        Tensor some = Tensor.of(places);
        return new Counted(scores.gather(0, some), target.gather(0, some), weights == null ? null : weights.gather(0, some));
    }
}
