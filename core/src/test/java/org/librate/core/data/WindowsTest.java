package org.librate.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.random.RandomSource;

/** Windows over texts and series. */
class WindowsTest {

    private static final int[] TEXT = IntStream.range(0, 100).toArray();

    private record Pair(int[] x, int[] y) {
    }

    private static List<Pair> read(Dataset data, int epoch, int workers) {
        List<Pair> rows = new ArrayList<>();
        try (Batches batches = Loader.of(data).withBatchSize(4).withWorkers(workers).open(epoch)) {
            for (Batch batch : batches) {
                for (int i = 0; i < batch.size(); i++) {
                    rows.add(new Pair(batch.x().select(0, i).toInts(), batch.y().select(0, i).toInts()));
                }
            }
        }
        return rows;
    }

    @Test
    void each_token_is_asked_for_after_those_before_it() {
        TokenWindows windows = TokenWindows.of(TEXT, 8);
        assertThat(windows).hasToString("TokenWindows[12 windows of 8, from 100 tokens]");
        List<Pair> rows = read(windows, 0, 0);
        for (int i = 0; i < 12; i++) {
            assertThat(rows.get(i).x).containsExactly(IntStream.range(8 * i, 8 * i + 8).toArray());
            assertThat(rows.get(i).y).containsExactly(IntStream.range(8 * i + 1, 8 * i + 9).toArray());
        }
        assertThat(TokenWindows.of(TEXT, 99).size()).isEqualTo(1);
        assertThat(windows.withStride(1).size()).isEqualTo(92);
        assertThatThrownBy(() -> TokenWindows.of(TEXT, 100)).hasMessageContaining("needs at least 101 tokens");
    }

    @Test
    void random_offsets_are_those_of_the_epoch_for_any_number_of_workers() {
        TokenWindows windows = TokenWindows.of(TEXT, 8).withRandomOffsets(RandomSource.of(3));
        List<Integer> first = new ArrayList<>();
        for (int epoch = 1; epoch < 12; epoch++) {
            List<Pair> rows = read(windows, epoch, 0);
            List<Pair> again = read(windows, epoch, 3);
            int offset = rows.get(0).x[0];
            first.add(offset);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i).x).containsExactly(IntStream.range(offset + 8 * i, offset + 8 * i + 8).toArray());
                assertThat(again.get(i).x).containsExactly(rows.get(i).x);
            }
        }
        assertThat(first).allSatisfy(offset -> assertThat(offset).isBetween(0, 7));
        assertThat(first.stream().distinct().count()).isGreaterThan(3);
    }

    @Test
    void documents_follow_each_other_with_a_token_between() {
        List<int[]> documents = List.of(new int[] {1, 2, 3}, new int[] {}, new int[] {4}, new int[] {5, 6, 7, 8});
        List<Pair> rows = read(TokenWindows.ofDocuments(documents, 0, 2).withStride(1), 0, 0);
        int[] text = {1, 2, 3, 0, 0, 4, 0, 5, 6, 7, 8, 0};
        assertThat(rows).hasSize(10);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).x).containsExactly(Arrays.copyOfRange(text, i, i + 2));
            assertThat(rows.get(i).y).containsExactly(Arrays.copyOfRange(text, i + 1, i + 3));
        }
    }

    /** Channel 0 counts steps, channel 1 counts down. */
    private static float[][] series(int steps) {
        return IntStream.range(0, steps).mapToObj(t -> new float[] {t, -t}).toArray(float[][]::new);
    }

    @Test
    void windows_ask_for_the_steps_after_them() {
        SlidingWindows windows = SlidingWindows.of(series(10)).withLength(3).withHorizon(1, 3);
        assertThat(windows).hasToString("SlidingWindows[5 windows of 3, channels=2, horizon=[1, 3], targets=[0, 1]]");
        try (Batches batches = Loader.of(windows).open(0)) {
            Batch batch = batches.next();
            assertThat(batch.x().shape()).isEqualTo(Shape.of(5, 3, 2));
            assertThat(batch.x().select(0, 1).toArray()).containsExactly(1, -1, 2, -2, 3, -3);
            assertThat(batch.y().select(0, 1).toArray()).containsExactly(4, -4, 6, -6);
        }
        SlidingWindows some = windows.withTargets(1).withHorizon(2).withGap(1).withStride(2);
        assertThat(some.size()).isEqualTo(3); // from 0, 2 and 4: the last asks for step 4 + 3 + 1 + 1
        try (Batches batches = Loader.of(some).open(0)) {
            assertThat(batches.next().y().toArray()).containsExactly(-5, -7, -9);
        }
        assertThat(SlidingWindows.latest(series(10), 2).toArray()).containsExactly(8, -8, 9, -9);
        assertThat(SlidingWindows.latest(new float[] {1, 2, 3}, 2).shape()).isEqualTo(Shape.of(1, 2, 1));
        assertThat(SlidingWindows.of(1, 2, 3).withLength(3).size()).isZero();
        assertThatThrownBy(() -> windows.withTargets(2)).hasMessageContaining("must be channels in [0, 2), got [2]");
    }

    @Test
    void no_step_is_in_two_parts_of_a_chronological_split() {
        SlidingWindows windows = SlidingWindows.of(series(200)).withLength(10).withHorizon(1, 5);
        for (Dataset data : List.of(windows, windows.withWeights(new float[windows.size()]),
                windows.subset(IntStream.range(0, windows.size()).toArray()),
                TokenWindows.of(TEXT, 8).withStride(3), TokenWindows.of(TEXT, 8).withRandomOffsets(RandomSource.of(1)), windows.concat(windows))) {
            Split split = data.split(SplitRule.chronological(0.6, 0.2, 0.2));
            List<Dataset> parts = List.of(split.train(), split.validation(), split.test());
            for (int i = 0; i < 2; i++) {
                assertThat(parts.get(i).ends(parts.get(i).size() - 1)).isLessThanOrEqualTo(parts.get(i + 1).begins(0));
            }
            assertThat(split.test().size()).isPositive();
        }
        Split windowed = windows.split(SplitRule.chronological(0.6, 0.2, 0.2));
        assertThat(windowed.train().size()).isEqualTo(112 - 14); // windows 98 to 111 reach to or beyond step 112, with which validation begins
        Split rows = SequenceDataset.of(new int[10][1]).split(SplitRule.chronological(0.6, 0.2, 0.2));
        assertThat(List.of(rows.train().size(), rows.validation().size(), rows.test().size())).containsExactly(6, 2, 2);
        assertThat(windows.split(SplitRule.chronological(0.6, 0, 0.4)).train().size()).isEqualTo(112 - 14);
    }
}
