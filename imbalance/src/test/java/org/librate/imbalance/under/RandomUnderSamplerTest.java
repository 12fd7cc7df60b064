package org.librate.imbalance.under;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Tensor;
import org.librate.imbalance.Balance;

class RandomUnderSamplerTest {

    private final Tensor x = Tensor.range(100).cast(DType.FLOAT32);
    private final Tensor y = Tensor.of(IntStream.range(0, 100).map(i -> i % 10 == 0 ? 1 : 0).toArray());

    @Test
    void each_row_is_kept_at_most_once() {
        int[] kept = RandomUnderSampler.create().to(Balance.ratio(0.25)).apply(x, y).kept();
        assertThat(kept).hasSize(50).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(kept).filter(row -> row % 10 == 0).count()).isEqualTo(10);
    }

    @Test
    void or_as_often_as_it_is_drawn() {
        int[] kept = RandomUnderSampler.create().withReplacement(true).to(Balance.ratio(0.125)).apply(x, y).kept();
        assertThat(kept).hasSize(90).isSorted();
        assertThat(Arrays.stream(kept).distinct().count()).isLessThan(80);
        assertThat(IntStream.range(0, 10).map(i -> 10 * i)).as("a class that stays is not drawn")
                .allMatch(row -> Arrays.binarySearch(kept, row) >= 0);
    }
}
