package org.librate.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;

/** Sequences of different lengths, and the batches that loaders cut them to. */
class SequenceDatasetTest {

    private static final int[][] TOKENS = {{1, 2, 3}, {4}, {}, {5, 6}};

    @Test
    void rows_are_padded_and_say_their_length() {
        Dataset data = SequenceDataset.of(TOKENS, new int[] {0, 1, 0, 1}).withPadding(9);
        assertThat(data)
                .hasToString("SequenceDataset[4 rows, input \"tokens\" INT32 [3], lengths \"tokens.lengths\" INT32 [], target \"y\" INT32 []]");
        try (Batches batches = Loader.of(data).withBatchSize(4).open(0)) {
            Batch batch = batches.next();
            assertThat(batch.x().toInts()).containsExactly(1, 2, 3, 4, 9, 9, 9, 9, 9, 5, 6, 9);
            assertThat(batch.lengths("tokens").orElseThrow().toInts()).containsExactly(3, 1, 0, 2);
            assertThat(batch.lengths("y")).isEmpty();
            assertThat(batch.y().toInts()).containsExactly(0, 1, 0, 1);
        }
        assertThat(data.lengths("tokens")).containsExactly(3, 1, 0, 2);
        assertThat(data.subset(3, 0).lengths("tokens")).containsExactly(2, 3);
        assertThat(data.concat(data.subset(3)).lengths("tokens")).containsExactly(3, 1, 0, 2, 2);
        assertThat(data.withWeights(1, 1, 1, 1).map(RowTransform.inPlace((row, random) -> { })).lengths("tokens")).containsExactly(3, 1, 0, 2);
        assertThat(data.labels()).containsExactly(0, 1, 0, 1);
    }

    @Test
    void series_and_targets_of_each_step_are_padded_alike() {
        float[][][] series = {{{1, 2}}, {{3, 4}, {5, 6}}};
        float[][][] values = {{{1}}, {{2}, {3}}};
        try (Batches batches = Loader.of(SequenceDataset.of(series).withStepValues(values)).open(0)) {
            Batch batch = batches.next();
            assertThat(batch.x().shape()).isEqualTo(Shape.of(2, 2, 2));
            assertThat(batch.x().toArray()).containsExactly(1, 2, 0, 0, 3, 4, 5, 6);
            assertThat(batch.y().toArray()).containsExactly(1, 0, 2, 3);
            assertThat(batch.lengths("y").orElseThrow().toInts()).containsExactly(1, 2);
        }
        try (Batches batches = Loader.of(SequenceDataset.tagged(TOKENS, new int[][] {{0, 1, 0}, {1}, {}, {1, 1}})).open(0)) {
            assertThat(batches.next().y().toInts()).containsExactly(0, 1, 0, 1, -1, -1, -1, -1, -1, 1, 1, -1);
        }
        assertThatThrownBy(() -> SequenceDataset.tagged(TOKENS, new int[][] {{0, 1, 0}, {1}, {1}, {1, 1}}))
                .hasMessage("SequenceDataset: every step needs a target, got 1 of 0 in row 2. For targets of another length use pairs(source, "
                        + "target).");
    }

    @Test
    void pairs_teach_a_decoder_the_next_token() {
        Dataset data = SequenceDataset.pairs(TOKENS, new int[][] {{7}, {8, 9}, {7, 8, 9}, {}}).withTeacherForcing(1);
        try (Batches batches = Loader.of(data).open(0)) {
            Batch batch = batches.next();
            assertThat(batch.get("decoder").toInts()).containsExactly(1, 0, 0, 1, 8, 0, 1, 7, 8, 0, 0, 0);
            assertThat(batch.y().toInts()).containsExactly(7, -1, -1, 8, 9, -1, 7, 8, 9, -1, -1, -1);
            assertThat(batch.lengths("decoder").orElseThrow().toInts()).containsExactly(1, 2, 3, 0);
        }
    }

    @Test
    void what_is_too_long_is_refused_or_cut() {
        SequenceDataset data = SequenceDataset.of(TOKENS);
        assertThatThrownBy(() -> data.withMaxLength(2, Truncation.REFUSE)).hasMessageContaining("must not be longer than 2, got 3");
        assertThat(x(data.withMaxLength(2, Truncation.KEEP_HEAD))).containsExactly(1, 2, 4, 0, 0, 0, 5, 6);
        assertThat(x(data.withMaxLength(2, Truncation.KEEP_TAIL))).containsExactly(2, 3, 4, 0, 0, 0, 5, 6);
        assertThat(data.withMaxLength(2, Truncation.KEEP_TAIL).lengths("tokens")).containsExactly(2, 1, 0, 2);
    }

    private static int[] x(Dataset data) {
        try (Batches batches = Loader.of(data).open(0)) {
            return batches.next().x().toInts();
        }
    }

    // ---- batches ----

    private static int[][] counting(int... lengths) {
        return Arrays.stream(lengths).mapToObj(length -> IntStream.range(100 * length, 101 * length).toArray()).toArray(int[][]::new);
    }

    @Test
    void batches_are_cut_to_a_bucket_and_hold_the_same_rows() {
        Dataset data = SequenceDataset.tagged(counting(3, 40, 7, 9, 16, 1), counting(3, 40, 7, 9, 16, 1));
        for (int workers : new int[] {0, 3}) {
            List<Shape> shapes = new ArrayList<>();
            try (Batches batches = Loader.of(data).withBatchSize(2).withWorkers(workers).open(0)) {
                for (Batch batch : batches) {
                    shapes.add(batch.x().shape());
                    int[] rows = batch.rows();
                    int[] lengths = batch.lengths("tokens").orElseThrow().toInts();
                    for (int i = 0; i < rows.length; i++) {
                        int[] row = batch.x().select(0, i).toInts();
                        assertThat(Arrays.copyOf(row, lengths[i])).containsExactly(counting(lengths[i])[0]);
                        assertThat(Arrays.stream(row).skip(lengths[i]).sum()).isZero();
                        assertThat(batch.y().select(0, i).slice(0, 0, lengths[i]).toInts()).containsExactly(counting(lengths[i])[0]);
                    }
                }
            }
            assertThat(shapes).containsExactly(Shape.of(2, 40), Shape.of(2, 16), Shape.of(2, 16));
        }
    }

    @Test
    void buckets_are_the_users_to_choose() {
        Dataset data = SequenceDataset.of(counting(3, 40, 7, 9));
        assertThat(widths(Loader.of(data).withBatchSize(1).withBuckets(5, 10))).containsExactly(5, 40, 10, 10);
        assertThat(widths(Loader.of(data).withBatchSize(1).withBuckets())).containsExactly(40, 40, 40, 40);
        assertThat(widths(Loader.of(data).withBatchSize(1))).containsExactly(8, 40, 8, 16);
        assertThatThrownBy(() -> Loader.of(data).withBuckets(5, 5)).hasMessage("Loader: buckets must be > 0 and rise, got [5, 5].");
        assertThat(Buckets.STANDARD.boundaries()).startsWith(8, 16, 24, 32, 40, 48, 56, 64, 96, 128, 192, 256, 384, 512);
    }

    private static List<Integer> widths(Loader loader) {
        List<Integer> widths = new ArrayList<>();
        try (Batches batches = loader.open(0)) {
            batches.forEachRemaining(batch -> widths.add((int) batch.x().dim(1)));
        }
        return widths;
    }

    @Test
    void bucketed_order_takes_every_row_once_in_batches_of_similar_length() {
        int[] lengths = IntStream.range(0, 203).map(i -> 1 + i * 37 % 60).toArray();
        Dataset data = SequenceDataset.of(counting(lengths));
        Loader loader = Loader.of(data).withBatchSize(8).withOrder(BatchOrder.bucketed(RandomSource.of(3)));
        List<int[]> first = rows(loader, 1);
        assertThat(first.stream().flatMapToInt(Arrays::stream).sorted().toArray()).containsExactly(IntStream.range(0, 203).toArray());
        assertThat(rows(loader.withWorkers(2), 1)).containsExactlyElementsOf(first);
        assertThat(rows(loader, 2).get(0)).isNotEqualTo(first.get(0));
        long mixed = first.stream().limit(25).filter(batch -> Arrays.stream(batch).map(row -> (lengths[row] + 7) / 8).distinct().count() > 1).count();
        assertThat(mixed).isLessThanOrEqualTo(7); // one for each border between two of 8 buckets
        assertThatThrownBy(() -> Loader.of(Dataset.of(Tensor.ones(3, 2))).withOrder(BatchOrder.bucketed(RandomSource.of(3))).open(1))
                .hasMessageContaining("lengths of a sequence");
    }

    private static List<int[]> rows(Loader loader, int epoch) {
        List<int[]> rows = new ArrayList<>();
        try (Batches batches = loader.open(epoch)) {
            batches.forEachRemaining(batch -> rows.add(batch.rows()));
        }
        return rows;
    }

    @Test
    void tensors_that_are_padded_already_can_say_their_lengths() {
        Dataset data = Dataset.of(Tensor.ones(2, 20, 3), Tensor.of(0, 1)).withLengths("x", 5, 9);
        try (Batches batches = Loader.of(data).open(0)) {
            Batch batch = batches.next();
            assertThat(batch.x().shape()).isEqualTo(Shape.of(2, 16, 3));
            assertThat(batch.lengths("x").orElseThrow().toInts()).containsExactly(5, 9);
        }
        assertThatThrownBy(() -> Dataset.of(Tensor.ones(2, 20, 3)).withLengths("x", 5, 21))
                .hasMessageContaining("a length must be in [0, 20], got 21");
        assertThatThrownBy(() -> Dataset.of(Tensor.ones(2, 20, 3)).withLengths("z", 5, 2))
                .hasMessageContaining("needs an input or target of that name");
    }

    @Test
    void padded_rows_are_a_value() {
        Padded padded = Padded.of(new int[] {1, 2, 3}, new int[] {4});
        assertThat(padded).hasToString("Padded[INT32 [2, 3], lengths=[3, 1]]");
        assertThat(padded.values().toInts()).containsExactly(1, 2, 3, 4, 0, 0);
        assertThat(Padded.of(new float[][] {{1, 2}}, new float[][] {{3, 4}, {5, 6}}).values().toArray()).containsExactly(1, 2, 0, 0, 3, 4, 5, 6);
        assertThatThrownBy(() -> Padded.of(Tensor.ones(1, 2), 3)).hasMessageContaining("a length must be in [0, 2], got 3");
    }
}
