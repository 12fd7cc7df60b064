package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.librate.core.Check;

/** The lengths to which batches of padded sequences are cut. */
record Buckets(List<Integer> boundaries) {

    /** Multiples of 8 up to 64, then two for each doubling: at most 14 up to 512, which is what a step keeps programs for. */
    static final Buckets STANDARD = new Buckets(Stream.concat(
            Stream.iterate(8, length -> length < 64, length -> length + 8),
            Stream.iterate(64, length -> length <= 1 << 24, length -> length * 2).flatMap(length -> Stream.of(length, length / 2 * 3))).toList());

    static Buckets of(int... boundaries) {
        for (int i = 0; i < boundaries.length; i++) {
            Check.require(boundaries[i] > (i == 0 ? 0 : boundaries[i - 1]), "Loader", "buckets must be > 0 and rise", Arrays.toString(boundaries));
        }
        return new Buckets(Arrays.stream(boundaries).boxed().toList());
    }

    /** The smallest boundary that is long enough, but never more than there is. */
    int above(int length, int most) {
        for (int boundary : boundaries) {
            if (boundary >= length) {
                return Math.min(boundary, most);
            }
        }
        return most;
    }

    @Override
    public String toString() {
        return boundaries.toString();
    }
}
