package org.librate.imbalance.under;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.kernel.Width;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.OneHot;
import org.librate.core.random.RandomSource;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Resampled;
import org.librate.imbalance.RowSampler;

/** What each of them promises by itself. */
class UnderSamplersTest {

    private static final int[] SHARES = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2};

    /** Normal numbers around a place for each of three classes; and every fifth row is the copy of another one of its class. */
    private record Data(double[] values, int width, int[] labels) {

        static Data of(int rows, int width) {
            RandomSource random = RandomSource.of(5).stream("data");
            double[] values = random.at(0).normals(rows * width);
            int[] labels = IntStream.range(0, rows).map(i -> SHARES[i % 10]).toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] += labels[i / width];
            }
            for (int i = 10; i < rows; i += 5) {
                System.arraycopy(values, (i - 10) * width, values, i * width, width);
            }
            return new Data(values, width, labels);
        }

        int[] kept(RowSampler<?> sampler) {
            return sampler.apply(Tensor.of(Shape.of(labels.length, width), values), Tensor.of(labels)).kept();
        }

        double distance(int a, int b) {
            double sum = 0;
            for (int j = 0; j < width; j++) {
                double apart = values[a * width + j] - values[b * width + j];
                sum += apart * apart;
            }
            return Math.sqrt(sum);
        }

        /** Of {@code among}, the row itself left out; of the same distance the smaller number. */
        int nearest(int row, int[] among) {
            return Arrays.stream(among).filter(other -> other != row).boxed()
                    .min((a, b) -> distance(row, a) != distance(row, b) ? Double.compare(distance(row, a), distance(row, b)) : Integer.compare(a, b))
                    .orElseThrow();
        }

        int[] of(int label) {
            return IntStream.range(0, labels.length).filter(row -> labels[row] == label).toArray();
        }
    }

    private static Table line(String classes, double... x) {
        return Table.of(NumericColumn.of("x", x), CategoryColumn.of("class", classes.split(""))).withTarget("class");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30, 64, 784})
    void tomek_links_are_nearest_to_each_other_also_among_copies(int width) {
        Data data = Data.of(150, width);
        int[] all = IntStream.range(0, 150).toArray();
        int[] nearest = Arrays.stream(all).map(row -> data.nearest(row, all)).toArray();
        int[] expected = Arrays.stream(all).filter(row -> data.labels[row] == data.labels[nearest[row]] || nearest[nearest[row]] != row).toArray();
        assertThat(data.kept(TomekLinks.create().to(Balance.all()))).isEqualTo(expected);
    }

    @Test
    void of_a_tomek_link_the_end_in_the_larger_class_goes() {
        Table table = line("aaabab", 0, 1, 2, 2.1, 9, 20);
        assertThat(TomekLinks.create().apply(table).kept()).containsExactly(0, 1, 3, 4, 5);
        assertThat(TomekLinks.create().to(Balance.all()).apply(table).kept()).containsExactly(0, 1, 4, 5);
    }

    @Test
    void another_category_is_as_far_as_a_deviation_of_the_numbers() {
        // the deviation of x is 5.4, so rows 1 and 2, and not 0 and 1, are each other's nearest
        Table table = Table.of(NumericColumn.of("x", new double[] {0, 2, 6, 14}), CategoryColumn.of("plan", "a", "b", "b", "b"),
                CategoryColumn.of("class", "n", "n", "y", "n"))
                .withTarget("class");
        assertThat(TomekLinks.create().withCategories().apply(table).kept()).containsExactly(0, 2, 3);
        assertThat(TomekLinks.create().apply(table.without("plan")).kept()).containsExactly(0, 1, 2, 3);
        assertThatThrownBy(() -> TomekLinks.create().apply(table)).hasMessageContaining("\"plan\"");
    }

    @Test
    void editing_asks_all_or_most() {
        Table table = line("aaaabbaa", 0, 1, 2, 3, 3.6, 4.3, 5.1, 9);
        assertThat(EditedNearestNeighbors.create().apply(table).kept()).containsExactly(0, 1, 4, 5);
        assertThat(EditedNearestNeighbors.create().withVote(Vote.MOST).apply(table).kept()).containsExactly(0, 1, 2, 4, 5);
    }

    @Test
    void editing_never_removes_a_whole_class() {
        Table table = line("aaabaaaaab", 0, 1, 2, 2.5, 3, 4, 5, 6, 7, 7.5);
        EditedNearestNeighbors all = EditedNearestNeighbors.create().to(Balance.all());
        assertThatThrownBy(() -> all.apply(table)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("EditedNearestNeighbors: every class must keep a row, got none of the 2 of \"b\"", "Balance.notMinority()");
        assertThat(RepeatedEditedNearestNeighbors.create().to(Balance.all()).apply(table).kept()).hasSize(10);
        assertThat(AllKnn.create().to(Balance.all()).apply(table).kept()).hasSize(10);
        assertThatThrownBy(() -> EditedNearestNeighbors.create().withNeighbors(10).apply(table))
                .hasMessageContaining("needs more rows than the 10 neighbors").hasMessageContaining("got 10");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 64})
    void the_condensed_set_tells_every_row(int width) {
        Data data = Data.of(400, width);
        for (long seed : new long[] {1, 2, 3}) {
            int[] kept = data.kept(CondensedNearestNeighbor.create().withDrawn(2).withSeed(seed));
            assertThat(kept).contains(data.of(2)).hasSizeLessThan(400);
            for (int row = 0; row < 400; row++) {
                int nearest = Arrays.binarySearch(kept, row) >= 0 ? row : data.nearest(row, kept);
                assertThat(data.labels[nearest]).as("row " + row).isEqualTo(data.labels[row]);
            }
        }
    }

    @Test
    void many_rows_are_condensed_as_one_by_one() {
        Data data = Data.of(3000, 2); // several blocks of rows, and of the set
        int[] kept = data.kept(CondensedNearestNeighbor.create().withSeed(4));
        boolean[] reduced = {true, true, false};
        int[] asked = IntStream.range(0, 3000).filter(row -> reduced[data.labels[row]]).toArray();
        boolean[] set = new boolean[3000];
        Arrays.stream(data.of(2)).forEach(row -> set[row] = true);
        RandomSource random = RandomSource.of(4).stream("CondensedNearestNeighbor");
        for (int label : new int[] {0, 1}) {
            int[] own = data.of(label);
            set[own[random.branch(label).at(0).choice(own.length, 1)[0]]] = true;
        }
        boolean added = true;
        while (added) {
            added = false;
            for (int row : asked) {
                if (!set[row]) {
                    int[] now = IntStream.range(0, 3000).filter(i -> set[i]).toArray();
                    int nearest = now[0];
                    for (int other : now) {
                        nearest = data.distance(row, other) < data.distance(row, nearest) ? other : nearest;
                    }
                    if (data.labels[nearest] != data.labels[row]) {
                        set[row] = true;
                        added = true;
                    }
                }
            }
        }
        assertThat(kept).isEqualTo(IntStream.range(0, 3000).filter(i -> set[i]).toArray());
    }

    @Test
    void one_sided_selection_keeps_what_is_near_the_smallest_class() {
        Data data = Data.of(300, 2);
        int[] kept = data.kept(OneSidedSelection.create().withDrawn(20).withSeed(1));
        assertThat(kept).contains(data.of(2));
        assertThat(kept.length).isBetween(30, 250);
        int[] fewer = data.kept(OneSidedSelection.create().withDrawn(200).withSeed(1));
        assertThat(fewer.length).isNotEqualTo(kept.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 784})
    void near_miss_measures_the_nearest_and_the_farthest(int width) {
        Data data = Data.of(200, width);
        int[] rare = data.of(2);
        for (NearMiss sampler : List.of(NearMiss.nearest(), NearMiss.farthest().withNeighbors(20), NearMiss.farthest())) {
            int[] kept = data.kept(sampler);
            for (int label : new int[] {0, 1}) {
                double[] means = Arrays.stream(data.of(label)).mapToDouble(row -> mean(data, row, rare, sampler)).sorted().toArray();
                double[] chosen = Arrays.stream(kept).filter(row -> data.labels[row] == label).mapToDouble(row -> mean(data, row, rare, sampler))
                        .sorted().toArray();
                assertThat(chosen).hasSize(20).containsExactly(Arrays.copyOf(means, 20), within());
            }
        }
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    private static double mean(Data data, int row, int[] rare, NearMiss sampler) {
        double[] sorted = Arrays.stream(rare).mapToDouble(other -> data.distance(row, other)).sorted().toArray();
        int from = sampler.measure() == NearMiss.Measure.FARTHEST ? sorted.length - sampler.neighbors() : 0;
        return Arrays.stream(sorted, from, from + sampler.neighbors()).average().orElseThrow();
    }

    @Test
    void near_miss_needs_as_many_rows_as_neighbors() {
        Table table = line("aaaaaabb", 0, 1, 2, 3, 4, 5, 6, 7);
        assertThatThrownBy(() -> NearMiss.nearest().apply(table)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NearMiss: the smallest class, \"b\", needs at least 3 rows (neighbors), got 2. Use withNeighbors(2) or fewer, or "
                        + "RandomUnderSampler.");
        assertThat(NearMiss.nearest().withNeighbors(2).apply(table).kept()).containsExactly(4, 5, 6, 7);
        assertThat(NearMiss.nearest().withNeighbors(2).to(Balance.counts(Map.of("a", 4))).apply(table).kept()).containsExactly(2, 3, 4, 5, 6, 7);
    }

    @Test
    void ties_are_decided_by_row_numbers() {
        double[] same = new double[40];
        int[] labels = IntStream.range(0, 40).map(i -> i % 4 == 0 ? 1 : 0).toArray();
        Data data = new Data(same, 1, labels);
        int[] first = IntStream.concat(IntStream.range(0, 40).filter(i -> labels[i] == 0).limit(10),
                IntStream.range(0, 40).filter(i -> labels[i] == 1)).sorted().toArray();
        assertThat(data.kept(NearMiss.nearest())).isEqualTo(first);
        assertThat(data.kept(NearMiss.farthest())).isEqualTo(first);
        assertThat(data.kept(InstanceHardness.create())).hasSize(20);
        // row 0 and row 1 are each other's nearest; the nearest of all others is row 0
        assertThat(data.kept(TomekLinks.create())).isEqualTo(IntStream.range(0, 40).filter(i -> i != 1).toArray());
        assertThat(data.kept(CondensedNearestNeighbor.create())).hasSizeBetween(11, 40);
        assertThat(data.kept(ClusterCentroids.create().withRealRows(true))).hasSize(20).doesNotHaveDuplicates();
        assertThat(data.kept(ClusterUnderSampler.create())).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void many_rows_give_the_same_bits_for_any_number_of_threads() {
        Data data = Data.of(3000, 5);
        List<RowSampler<?>> samplers = List.of(TomekLinks.create(), EditedNearestNeighbors.create(), AllKnn.create(), NearMiss.farthest(),
                NearMiss.surrounding(),
                CondensedNearestNeighbor.create(), OneSidedSelection.create(), InstanceHardness.create(), ClusterUnderSampler.create(),
                ClusterCentroids.create().withRealRows(true));
        int limit = Width.limit();
        try {
            for (RowSampler<?> sampler : samplers) {
                Width.limit(1);
                int[] one = data.kept(sampler);
                for (int threads : new int[] {2, 8}) {
                    Width.limit(threads);
                    assertThat(data.kept(sampler)).as(sampler + " on " + threads).isEqualTo(one);
                }
            }
        } finally {
            Width.limit(limit);
        }
    }

    @Test
    void the_easiest_rows_stay() {
        Data data = Data.of(300, 3);
        InstanceHardness sampler = InstanceHardness.create().withSeed(3);
        Table table = table(data);
        int[] kept = sampler.apply(table).kept();
        double[] hardness = sampler.hardness(table, RandomSource.of(3).stream("InstanceHardness").at(0).bits(0));
        for (int label : new int[] {0, 1}) {
            double hardestKept = Arrays.stream(kept).filter(row -> data.labels[row] == label).mapToDouble(row -> hardness[row]).max().orElseThrow();
            long easier = Arrays.stream(data.of(label)).filter(row -> hardness[row] < hardestKept).count();
            assertThat(easier).isLessThan(30);
        }
        assertThat(Arrays.stream(kept).filter(row -> data.labels[row] == 0).mapToDouble(row -> hardness[row]).average().orElseThrow())
                .isLessThan(Arrays.stream(data.of(0)).mapToDouble(row -> hardness[row]).average().orElseThrow());
    }

    private static Table table(Data data) {
        float[] values = new float[data.values.length];
        IntStream.range(0, values.length).forEach(i -> values[i] = (float) data.values[i]);
        return Table.of(VectorColumn.of("x", Tensor.of(Shape.of(data.labels.length, data.width), values)),
                CategoryColumn.ofCodes("class", List.of("often", "rare", "rarest"), data.labels)).withTarget("class");
    }

    @Test
    void an_estimator_of_ones_own_sees_all_columns() {
        Data data = Data.of(300, 3);
        Table mixed = table(data).with(CategoryColumn.ofCodes("plan", List.of("a", "b"), IntStream.range(0, 300).map(i -> i % 2).toArray()));
        InstanceHardness own = InstanceHardness.by(Pipeline.start(OneHot.create()).estimator(LogisticRegression.create()));
        assertThat(own.apply(mixed).kept()).hasSize(90);
        assertThatThrownBy(() -> InstanceHardness.create().apply(mixed)).hasMessageStartingWith("InstanceHardness").hasMessageContaining("\"plan\"");
        assertThatThrownBy(() -> InstanceHardness.create().withFolds(40).apply(table(data))).hasMessageContaining("\"rarest\"")
                .hasMessageContaining("got 30");
    }

    @Test
    void middles_of_clusters_stand_for_rows() {
        Table table = line("aaaaaabb", 0, 1, 2, 10, 11, 12, 5, 6);
        Resampled soft = ClusterCentroids.create().apply(table);
        assertThat(soft.kept()).containsExactly(6, 7);
        assertThat(Arrays.stream(soft.table().numeric("x").toArray()).skip(2).sorted().toArray()).containsExactly(1, 11);
        assertThat(soft.made().first(0)).isEqualTo(-1);
        assertThat(soft.made().className(1)).isEqualTo("a");
        assertThat(ClusterCentroids.create().withRealRows(true).apply(table).kept()).containsExactly(1, 4, 6, 7);
    }

    @Test
    void every_cluster_keeps_its_share() {
        assertThat(ClusterUnderSampler.shares(new int[] {50, 30, 20}, 100, 10)).containsExactly(5, 3, 2);
        assertThat(ClusterUnderSampler.shares(new int[] {1, 1, 1}, 3, 2)).containsExactly(1, 1, 0);
        Table table = line("aaaaaaaaabbb", 0, 1, 2, 3, 4, 5, 100, 101, 102, 50, 51, 52);
        int[] kept = ClusterUnderSampler.create().withClusters(2).withSeed(1).apply(table).kept();
        assertThat(Arrays.stream(kept).filter(row -> row < 6).count()).isEqualTo(2);
        assertThat(Arrays.stream(kept).filter(row -> row >= 6 && row < 9).count()).isEqualTo(1);
    }
}
