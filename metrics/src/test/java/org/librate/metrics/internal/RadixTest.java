package org.librate.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

class RadixTest {

    private static final RandomStream RANDOM = RandomSource.of(11).stream("radix").at(0);

    @Test
    void keys_are_ordered_as_numbers_are() {
        double[] ordered = {-Double.MAX_VALUE, -3.5, -1, -1e-40, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 1e-40, 0.5, 1, 1e30, Double.MAX_VALUE};
        for (int i = 0; i < ordered.length; i++) {
            assertThat(Radix.value(Radix.key(ordered[i]))).isEqualTo(ordered[i]);
            assertThat(Radix.value(Radix.key((float) ordered[i]))).isEqualTo((float) ordered[i] + 0.0f);
            if (i > 0) {
                assertThat(Long.compareUnsigned(Radix.key(ordered[i - 1]), Radix.key(ordered[i]))).isNegative();
            }
        }
        assertThat(Radix.key(-0.0)).isEqualTo(Radix.key(0.0));
        assertThat(Radix.key(-0.0f)).isEqualTo(Radix.key(0.0f));
    }

    @Test
    void sorts_both_ways_of_carrying() {
        for (int n : new int[] {0, 1, 2, 5000}) {
            double[] values = RANDOM.normals(n);
            int[] expected = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> values[i])).mapToInt(i -> i).toArray();
            long[] keys = Arrays.stream(values).mapToLong(Radix::key).toArray();
            int[] order = IntStream.range(0, n).toArray();
            Radix.sort(keys, order);
            assertThat(order).isEqualTo(expected);
            long[] packed = IntStream.range(0, n).mapToLong(i -> (long) Radix.key((float) (i * 7919 % 1000)) << 32 | i).toArray();
            int[] stable = IntStream.range(0, n).boxed().sorted(Comparator.comparingInt(i -> i * 7919 % 1000)).mapToInt(i -> i).toArray();
            assertThat(Arrays.stream(Radix.sortByUpperHalf(packed)).mapToInt(value -> (int) value).toArray()).isEqualTo(stable);
        }
    }
}
