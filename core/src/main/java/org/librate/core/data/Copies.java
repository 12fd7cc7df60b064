package org.librate.core.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.random.RandomSource;

/** Which rows of a dataset come from the same one, as those drawn several times do: each is to be drawn for on its own. */
final class Copies {

    private final Dataset source;
    // for each row how many before it have its origin; empty where no row comes twice; counted when first asked
    private volatile int @Nullable [] earlier;

    Copies(Dataset source) {
        this.source = source;
    }

    /** The numbers for a row that is read: the first of its origin has the plain ones, whatever copies there are. */
    RandomSource source(RandomSource random, int index, Row into) {
        RandomSource own = into.repeat() == 0 ? random : random.branch(into.repeat());
        int copy = of(index);
        return copy == 0 ? own : own.stream("copy").branch(copy);
    }

    private int of(int index) {
        int[] counted = earlier;
        if (counted == null) {
            counted = count();
            earlier = counted;
        }
        return counted.length == 0 ? 0 : counted[index];
    }

    private int[] count() {
        long[] origins = new long[source.size()];
        Arrays.setAll(origins, source::origin);
        return earlier(origins);
    }

    /** For each number how many before it are the same; empty where no number comes twice. */
    static int[] earlier(long[] numbers) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        boolean repeats = false;
        for (int i = 1; i < sorted.length && !repeats; i++) {
            repeats = sorted[i] == sorted[i - 1];
        }
        if (!repeats) {
            return new int[0];
        }
        Map<Long, Integer> seen = new HashMap<>();
        int[] before = new int[numbers.length];
        for (int i = 0; i < before.length; i++) {
            before[i] = seen.merge(numbers[i], 1, Integer::sum) - 1;
        }
        return before;
    }
}
