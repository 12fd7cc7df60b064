package org.librate.tuning.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/** What every splitter keeps, and the deals of scikit-learn 1.9.1 where nothing is random. */
class SplitterTest {

    private static final int ROWS = 103;

    /** Three uneven classes, 17 uneven groups, shuffled times. */
    private static Table table(long seed) {
        RandomStream random = RandomSource.of(seed).stream("test").at(0);
        String[] classes = new String[ROWS];
        double[] groups = new double[ROWS];
        double[] folds = new double[ROWS];
        Arrays.setAll(classes, i -> i % 10 == 0 ? "c" : i % 3 == 0 ? "b" : "a");
        Arrays.setAll(groups, i -> Math.floor(17 * random.uniform(i) * random.uniform(i)));
        Arrays.setAll(folds, i -> i % 5 - 1);
        double[] time = Arrays.stream(random.permutation(ROWS)).asDoubleStream().toArray();
        return Table.of(CategoryColumn.of("y", classes), NumericColumn.of("g", groups), NumericColumn.of("time", time),
                NumericColumn.of("fold", folds)).withTarget("y").withGroups("g");
    }

    static Stream<Splitter> all() {
        return Stream.of(KFold.of(5), KFold.of(4).inOrder(), KFold.of(2).withSeed(9), StratifiedKFold.of(5).withSeed(1), StratifiedKFold.of(3)
                .inOrder(), GroupKFold.of(5),
                StratifiedGroupKFold.of(4), StratifiedGroupKFold.of(3).withSeed(2), LeaveOneOut.create(), LeaveOneGroupOut.create(), HoldOut.of(0.2)
                .withSeed(3),
                TimeSeriesFolds.of(4).by("time").withGap(2), PredefinedFolds.of("fold"),
                Repeated.times(3, seed -> StratifiedKFold.of(4).withSeed(seed)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void parts_are_ascending_share_no_row_and_come_again(Splitter splitter) {
        Table rows = table(1);
        List<Fold> folds = splitter.folds(rows);
        assertThat(folds).isNotEmpty().isEqualTo(splitter.folds(rows));
        for (Fold fold : folds) {
            assertThat(fold.train()).isNotEmpty().isSorted().doesNotHaveDuplicates().doesNotContain(fold.test());
            assertThat(fold.test()).isNotEmpty().isSorted().doesNotHaveDuplicates();
        }
        assertThat(splitter.toString()).startsWith(splitter.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_row_is_tested_once_where_that_is_promised(Splitter splitter) {
        if (splitter instanceof HoldOut || splitter instanceof TimeSeriesFolds || splitter instanceof PredefinedFolds) {
            return;
        }
        int times = splitter instanceof Repeated repeated ? repeated.times() : 1;
        int[] tested = new int[ROWS];
        for (Fold fold : splitter.folds(table(2))) {
            assertThat(fold.train().length + fold.test().length).isEqualTo(ROWS);
            IntStream.of(fold.test()).forEach(row -> tested[row]++);
        }
        assertThat(tested).containsOnly(times);
    }

    @Test
    void classes_differ_by_one_row_and_so_do_sizes() {
        for (int k = 2; k <= 10; k++) {
            Table rows = table(k);
            int[][] counts = StratifiedKFold.of(k).withSeed(k).folds(rows).stream().map(fold -> counts(rows, fold.test())).toArray(int[][]::new);
            for (int c = 0; c < 3; c++) {
                int of = c;
                assertThat(spread(Stream.of(counts).mapToInt(count -> count[of]))).isLessThanOrEqualTo(1);
            }
            assertThat(spread(Stream.of(counts).mapToInt(count -> IntStream.of(count).sum()))).isLessThanOrEqualTo(1);
        }
    }

    private static int[] counts(Table rows, int[] some) {
        int[] labels = rows.labels();
        int[] counts = new int[3];
        IntStream.of(some).forEach(row -> counts[labels[row]]++);
        return counts;
    }

    private static int spread(IntStream values) {
        var all = values.summaryStatistics();
        return all.getMax() - all.getMin();
    }

    @Test
    void no_group_is_torn_apart() {
        for (Splitter splitter : List.of(GroupKFold.of(5), StratifiedGroupKFold.of(4).withSeed(1), LeaveOneGroupOut.create())) {
            Table rows = table(4);
            for (Fold fold : splitter.folds(rows)) {
                BitSet tested = new BitSet();
                IntStream.of(fold.test()).forEach(row -> tested.set((int) rows.numeric("g").get(row)));
                assertThat(IntStream.of(fold.train()).filter(row -> tested.get((int) rows.numeric("g").get(row)))).as(splitter.toString()).isEmpty();
            }
        }
    }

    @Test
    void tests_come_after_what_is_learned_from() {
        Table rows = table(5);
        NumericColumn time = rows.numeric("time");
        for (Fold fold : TimeSeriesFolds.of(4).by("time").withGap(3).withTrainSize(20).folds(rows)) {
            double last = IntStream.of(fold.train()).mapToDouble(time::get).max().orElseThrow();
            assertThat(IntStream.of(fold.test()).mapToDouble(time::get).min().orElseThrow()).isEqualTo(last + 4);
            assertThat(fold.train()).hasSize(20);
        }
    }

    @Test
    void seeds_deal_differently_and_in_order_keeps_neighbours() {
        Table rows = table(6);
        assertThat(KFold.of(5).withSeed(1).folds(rows)).isNotEqualTo(KFold.of(5).withSeed(2).folds(rows));
        assertThat(StratifiedKFold.of(5).withSeed(1).folds(rows)).isNotEqualTo(StratifiedKFold.of(5).withSeed(2).folds(rows));
        assertThat(KFold.of(5).folds(rows).get(0).test()).isNotEqualTo(IntStream.range(0, 21).toArray());
        assertThat(tests(KFold.of(4).inOrder(), rows.head(10))).isEqualTo("[0, 1, 2] [3, 4, 5] [6, 7] [8, 9]");
    }

    private static String tests(Splitter splitter, Table rows) {
        return String.join(" ", splitter.folds(rows).stream().map(fold -> Arrays.toString(fold.test())).toList());
    }

    private static CategoryColumn classes(int... labels) {
        return CategoryColumn.ofCodes("y", List.of("a", "b", "c"), labels);
    }

    @Test
    void deals_as_scikit_learn_does() {
        Table strata = Table.of(classes(2, 0, 0, 1, 2, 2, 0, 1, 0, 0, 2, 1, 0)).withTarget("y");
        assertThat(tests(StratifiedKFold.of(3).inOrder(), strata)).isEqualTo("[0, 1, 2, 3, 4] [5, 6, 7, 8] [9, 10, 11, 12]");

        Table groups = Table.of(CategoryColumn.of("g", "aabbbccdddde".split(""))).withGroups("g");
        assertThat(tests(GroupKFold.of(3), groups)).isEqualTo("[7, 8, 9, 10] [2, 3, 4, 11] [0, 1, 5, 6]");

        Table both = Table.of(classes(0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1),
                NumericColumn.of("g", 1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 5, 6, 6, 7, 8, 8))
                .with(CategoryColumn.ofCodes("y", List.of("a", "b"), 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1)).withTarget("y")
                .withGroups("g");
        assertThat(tests(StratifiedGroupKFold.of(3), both)).isEqualTo("[8, 9, 10, 11, 15, 16] [4, 5, 6, 12, 13, 14] [0, 1, 2, 3, 7]");

        Table series = Table.of(NumericColumn.of("x", new double[14]));
        assertThat(TimeSeriesFolds.of(3).folds(series)).containsExactly(fold(0, 5, 8), fold(0, 8, 11), fold(0, 11, 14));
        List<Fold> gap = TimeSeriesFolds.of(3).withGap(2).withTestSize(2).folds(series);
        assertThat(gap).containsExactly(new Fold(range(0, 6), range(8, 10)), new Fold(range(0, 8), range(10, 12)),
                new Fold(range(0, 10), range(12, 14)));
        assertThat(TimeSeriesFolds.of(3).withTrainSize(3).folds(series)).containsExactly(fold(2, 5, 8), fold(5, 8, 11), fold(8, 11, 14));
    }

    private static Fold fold(int from, int middle, int to) {
        return new Fold(range(from, middle), range(middle, to));
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    @Test
    void numbers_are_stratified_by_quantiles() {
        double[] y = RandomSource.of(1).stream("y").at(0).normals(100);
        Table rows = Table.of(NumericColumn.of("y", y)).withTarget("y");
        for (Fold fold : StratifiedKFold.of(5).withBins(4).folds(rows)) {
            assertThat(IntStream.of(fold.test()).mapToDouble(row -> y[row])
                    .filter(v -> v > Arrays.stream(y).sorted().skip(74).findFirst().orElseThrow()).count()).isEqualTo(5);
        }
        assertThatThrownBy(() -> StratifiedKFold.of(5).folds(rows)).hasMessageContaining("withBins");
    }

    @Test
    void rare_labels_are_spread() {
        float[] labels = new float[200 * 3];
        RandomStream random = RandomSource.of(3).stream("labels").at(0);
        for (int i = 0; i < 200; i++) {
            labels[3 * i] = random.bernoulli(3L * i, 0.5) ? 1 : 0;
            labels[3 * i + 1] = random.bernoulli(3L * i + 1, 0.2) ? 1 : 0;
            labels[3 * i + 2] = i % 40 == 0 ? 1 : 0;
        }
        Table rows = Table.of(VectorColumn.of("y", Tensor.of(Shape.of(200, 3), labels))).withTarget("y");
        List<Fold> folds = MultiLabelKFold.of(5).withSeed(1).folds(rows);
        assertThat(folds).isEqualTo(MultiLabelKFold.of(5).withSeed(1).folds(rows));
        assertThat(folds.stream().flatMapToInt(fold -> IntStream.of(fold.test())).sorted().toArray()).containsExactly(range(0, 200));
        for (Fold fold : folds) {
            assertThat(IntStream.of(fold.test()).filter(row -> labels[3 * row + 2] == 1).count())
                    .as("each part has one of the five rows of the rarest label").isOne();
        }
        assertThat(spread(folds.stream().mapToInt(fold -> (int) IntStream.of(fold.test()).filter(row -> labels[3 * row + 1] == 1).count())))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void says_what_the_rows_lack() {
        Table few = Table.of(classes(0, 0, 0, 0, 1, 1, 0, 0)).withTarget("y");
        assertThatThrownBy(() -> StratifiedKFold.of(3).folds(few)).hasMessageContaining("StratifiedKFold[folds=3, seed=0]")
                .hasMessageContaining("class \"b\" has 2 rows").hasMessageContaining("at most 2 folds");
        assertThatThrownBy(() -> KFold.of(9).folds(few)).hasMessageContaining("one row for each of the 9 folds");
        assertThatThrownBy(() -> KFold.of(1)).hasMessageContaining("at least 2 folds");
        assertThatThrownBy(() -> GroupKFold.of(3).folds(few)).hasMessageContaining("withGroups");
        assertThatThrownBy(() -> GroupKFold.of(3).folds(few.withGroups("y"))).hasMessageContaining("2 groups");
        assertThatThrownBy(() -> TimeSeriesFolds.of(4).withTestSize(2).folds(few)).hasMessageContaining("before the first test part");
        assertThatThrownBy(() -> TimeSeriesFolds.of(2).by("y").folds(few)).hasMessageContaining("NUMERIC or DATE_TIME");
        assertThatThrownBy(() -> HoldOut.of(1)).hasMessageContaining("(0, 1)");
        assertThatThrownBy(() -> PredefinedFolds.of("f").folds(Table.of(NumericColumn.of("f", 0, 1.5)))).hasMessageContaining("1.5 in row 1");
        assertThatThrownBy(() -> PredefinedFolds.of("f").folds(Table.of(NumericColumn.of("f", 0, 2, -1)))).hasMessageContaining("none in fold 1");
        assertThatThrownBy(() -> MultiLabelKFold.of(2).folds(few)).hasMessageContaining("VECTOR target");
    }

    @Test
    void shares_of_rows_are_nested_and_have_all_classes() {
        String[] labels = new String[100];
        Arrays.setAll(labels, i -> i % 10 == 0 ? "rare" : i % 3 == 0 ? "some" : "most");
        Table rows = Table.of(CategoryColumn.of("y", labels)).withTarget("y");
        List<Fold> folds = StratifiedKFold.of(4).withSeed(1).folds(rows);
        NestedShares shares = NestedShares.of(folds, rows, RandomSource.of(3));
        List<Fold> before = shares.folds(0.05);
        for (double share : new double[] {0.1, 0.4, 1}) {
            List<Fold> now = shares.folds(share);
            for (int f = 0; f < 4; f++) {
                Fold fold = now.get(f);
                assertThat(fold.test()).isEqualTo(folds.get(f).test());
                assertThat(fold.train()).isSorted().hasSize((int) Math.round(75 * share)).contains(before.get(f).train());
                assertThat(Arrays.stream(before.get(f).train()).mapToObj(row -> labels[row]).distinct()).hasSize(3);
            }
            before = now;
        }
        assertThat(before).isEqualTo(folds);
    }
}
