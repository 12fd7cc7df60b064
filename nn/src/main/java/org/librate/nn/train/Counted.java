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
        Tensor target = found.get(3);
        Tensor given = rows.weights() == null ? null : found.get(found.size() - 1);
        boolean someAreNot = found.size() > 4 && found.get(4).dtype() == DType.BOOL;
        if (!someAreNot) {
            return new Counted(scores, target, given);
        }
        boolean[] real = found.get(4).toBooleans();
        int[] places = IntStream.range(0, real.length).filter(i -> real[i]).toArray();
        if (places.length == real.length) {
            return new Counted(scores, target, given);
        }
        Tensor some = Tensor.of(places);
        return new Counted(scores.gather(0, some), target.gather(0, some), given == null ? null : given.gather(0, some));
    }
}
