package org.librate.imbalance.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.Width;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Features;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.MadeRows;
import org.librate.imbalance.Resampled;
import org.librate.imbalance.ResampledTensors;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;
import org.librate.imbalance.TableRows;

/** What single samplers do besides the contract. */
class OverSamplersTest {

    private static Tensor normal(int rows, int width) {
        return Tensor.of(Shape.of(rows, width), RandomSource.of(5).at(width).normals(rows * width));
    }

    /** Every n-th row is of class 1. */
    private static Tensor every(int nth, int rows) {
        return Tensor.of(IntStream.range(0, rows).map(i -> i % nth == 0 ? 1 : 0).toArray());
    }

    static Stream<RowSampler<?>> duplicating() {
        return Stream.of(Smote.create().withFewRows(FewRows.DUPLICATE), BorderlineSmote.create().withFewRows(FewRows.DUPLICATE),
                SvmSmote.create().withFewRows(FewRows.DUPLICATE),
                KMeansSmote.create().withClusters(2).withFewRows(FewRows.DUPLICATE), Adasyn.create().withFewRows(FewRows.DUPLICATE));
    }

    @ParameterizedTest
    @MethodSource("duplicating")
    void a_class_of_one_row_is_copied_if_asked(RowSampler<?> sampler) {
        Tensor x = normal(40, 3);
        ResampledTensors some = sampler.apply(x, every(40, 40));
        assertThat(some.made().size()).isEqualTo(38);
        float[] out = some.features().cast(DType.FLOAT32).toArray();
        for (int i = 40; i < 78; i++) {
            assertThat(some.made().first(i - 40)).isZero();
            assertThat(some.made().second(i - 40)).isEqualTo(-1);
            assertThat(Arrays.copyOfRange(out, 3 * i, 3 * i + 3)).isEqualTo(Arrays.copyOf(out, 3));
        }
    }

    @Test
    void neighbors_shrink_only_if_asked() {
        Tensor x = normal(40, 3);
        Tensor three = Tensor.of(IntStream.range(0, 40).map(i -> i < 3 ? 1 : 0).toArray());
        assertThatThrownBy(() -> Smote.create().apply(x, three))
                .hasMessage("Smote[neighbors=5]: class \"1\" needs at least 6 rows (neighbors + 1), got 3. Use neighbors <= 2, withFewRows(..), or "
                        + "RandomOverSampler.");
        MadeRows made = Smote.create().withFewRows(FewRows.SHRINK_NEIGHBORS).apply(x, three).made();
        assertThat(IntStream.range(0, made.size()).map(made::second).distinct().sorted()).containsExactly(0, 1, 2);
    }

    @Test
    void says_so_if_nothing_is_in_danger() {
        // two classes far apart
        Tensor x = Tensor.of(IntStream.range(0, 60).mapToDouble(i -> i % 4 == 0 ? 100 + i : i).toArray());
        Tensor y = every(4, 60);
        assertThatThrownBy(() -> BorderlineSmote.create().apply(x, y))
                .hasMessage("BorderlineSmote[neighbors=5, dangerNeighbors=10]: class \"1\" needs rows in danger, and got 0 among its 15. Use "
                        + "Smote, or another number of dangerNeighbors.");
        assertThatThrownBy(() -> Adasyn.create().apply(x, y))
                .hasMessageContaining("needs rows near other classes, and got 0 among its 15. Use Smote");
        assertThat(BorderlineSmote.create().withFewRows(FewRows.DUPLICATE).apply(x, y).made().size()).isEqualTo(30);
        assertThatThrownBy(() -> BorderlineSmote.create().withDangerNeighbors(60).apply(x, y))
                .hasMessageContaining("dangerNeighbors must be below the number of rows, 60");
        assertThatThrownBy(() -> KMeansSmote.create().withClusters(61).apply(x, y))
                .hasMessage("KMeansSmote: clusters must be in [1, 60], the number of rows, got 61.");
    }

    @Test
    void moved_copies_spread_as_the_class_does() {
        int n = 4000;
        double[] x = RandomSource.of(6).at(0).normals(n * 2);
        IntStream.range(0, n).forEach(i -> x[2 * i + 1] *= 10);
        ResampledTensors some = RandomOverSampler.create().withShrinkage(1).apply(Tensor.of(Shape.of(n, 2), x), every(4, n));
        double[] out = some.features().toDoubles();
        double[] squares = new double[2];
        for (int i = 0; i < some.made().size(); i++) {
            for (int j = 0; j < 2; j++) {
                squares[j] += Math.pow(out[2 * (n + i) + j] - x[2 * some.made().first(i) + j], 2) / some.made().size();
            }
        }
        double scale = Math.pow(4.0 / (4 * 1000), 1.0 / 6);
        assertThat(Math.sqrt(squares[0])).isCloseTo(scale, within(0.1 * scale));
        assertThat(Math.sqrt(squares[1])).isCloseTo(10 * scale, within(scale));
    }

    @Test
    void rows_are_drawn_evenly() {
        MadeRows made = Smote.create().withNeighbors(2).to(Balance.counts(Map.of("1", 3000))).apply(normal(40, 2), every(4, 40)).made();
        int[] firsts = new int[40];
        IntStream.range(0, made.size()).forEach(i -> firsts[made.first(i)]++);
        for (int row = 0; row < 40; row += 4) {
            assertThat(firsts[row]).isBetween(230, 370);
        }
        assertThat(IntStream.range(0, made.size()).mapToDouble(made::weight).average().orElseThrow()).isCloseTo(0.5, within(0.03));
    }

    static Stream<RowSampler<?>> all() {
        return Stream.of(Smote.create(), BorderlineSmote.create(), SvmSmote.create(), KMeansSmote.create(), Adasyn.create(),
                RandomOverSampler.create().withShrinkage(1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void more_rows_give_the_same_bits_for_any_number_of_threads(RowSampler<?> sampler) {
        Tensor x = normal(6000, 8);
        Tensor y = every(6, 6000);
        double[] once = sampler.apply(x, y).features().toDoubles();
        int limit = Width.limit();
        try {
            for (int threads : new int[] {1, 2, 8}) {
                Width.limit(threads);
                assertThat(Arrays.equals(sampler.apply(x, y).features().toDoubles(), once)).isTrue();
            }
        } finally {
            Width.limit(limit);
        }
    }

    @Test
    void ten_thousand_levels_are_no_trouble() {
        int n = 20_000;
        List<String> levels = IntStream.range(0, 10_000).mapToObj(i -> "level" + i).toList();
        Table table = Table.of(NumericColumn.of("x", RandomSource.of(1).at(0).normals(n)),
                CategoryColumn.ofCodes("c", levels, RandomSource.of(1).at(1).integers(n, 0, 10_000)),
                CategoryColumn.ofCodes("y", List.of("a", "b"), IntStream.range(0, n).map(i -> i % 10 == 0 ? 1 : 0).toArray())).withTarget("y");
        Resampled some = SmoteNc.create().apply(table);
        assertThat(some.made().size()).isEqualTo(16_000);
        assertThat(some.table().category("c").levels()).hasSize(10_000);
    }

    @Test
    void mixed_rows_need_both_kinds_of_columns() {
        CategoryColumn y = CategoryColumn.ofCodes("y", List.of("a", "b"), IntStream.range(0, 40).map(i -> i % 4 == 0 ? 1 : 0).toArray());
        NumericColumn x = NumericColumn.of("x", new double[40]);
        CategoryColumn c = CategoryColumn.ofCodes("c", List.of("u", "v"), IntStream.range(0, 40).map(i -> i % 3 == 0 ? 1 : 0).toArray());
        assertThatThrownBy(() -> SmoteNc.create().apply(Table.of(x, y).withTarget("y")))
                .hasMessage("SmoteNc: needs at least one column of categories, got none. Use Smote.");
        assertThatThrownBy(() -> SmoteNc.create().apply(Table.of(c, y).withTarget("y")))
                .hasMessage("SmoteNc: needs at least one column of numbers, got none. Use Smoten.");
        // numbers that are all the same: categories are as near as any, and the vote still counts
        assertThat(SmoteNc.create().apply(Table.of(x, c, y).withTarget("y")).made().size()).isEqualTo(20);
    }

    @Test
    void options_are_checked_when_given() {
        assertThatThrownBy(() -> Smote.create().withNeighbors(0)).hasMessage("Smote: neighbors must be > 0, got 0.");
        assertThatThrownBy(() -> SvmSmote.create().withOutStep(2)).hasMessage("SvmSmote: outStep must be in [0.0, 1.0], got 2.0.");
        assertThatThrownBy(() -> KMeansSmote.create().withShare(-1)).hasMessage("KMeansSmote: share must be in [0, 1], got -1.0.");
        assertThatThrownBy(() -> RandomOverSampler.create().withShrinkage(-1)).hasMessageContaining("shrinkage must be >= 0");
        assertThat(Smote.create().withNeighbors(3)).hasToString("Smote[balance=Balance.auto(), neighbors=3, fewRows=FAIL, seed=0]");
    }

    @Test
    void copies_are_moved_as_much_as_each_class_is_told() {
        int n = 40;
        Tensor x = normal(n, 2);
        Tensor classes = Tensor.of(IntStream.range(0, n).map(i -> i < 6 ? 1 : i < 14 ? 2 : 0).toArray());
        RandomOverSampler plain = RandomOverSampler.create().withSeed(4);
        float[] copied = plain.apply(x, classes).features().toArray();
        float[] all = plain.withShrinkage(0.5).apply(x, classes).features().toArray();
        ResampledTensors some = plain.withShrinkages(Map.of("2", 0.5)).apply(x, classes);
        ResampledTensors others = plain.withShrinkage(0.5).withShrinkages(Map.of("2", 0.0)).apply(x, classes);
        for (int i = 0; i < some.made().size(); i++) {
            boolean two = some.made().className(i).equals("2");
            int at = 2 * (n + i);
            assertThat(some.features().toArray()[at]).isEqualTo(two ? all[at] : copied[at]);
            assertThat(others.features().toArray()[at]).isEqualTo(two ? copied[at] : all[at]);
        }
        assertThatThrownBy(() -> plain.withShrinkages(Map.of("7", 1.0)).apply(x, classes))
                .hasMessageContaining("shrinkages must name classes that are there, [0, 1, 2], got [7]");
        assertThatThrownBy(() -> plain.withShrinkages(Map.of("7", -1.0))).hasMessageContaining("the shrinkage of \"7\" must be >= 0");
    }

    /** 30,000 categories of which each is seen once differ in nothing but their class: two kinds, a table of four. */
    @Test
    void categories_of_the_same_shares_need_one_place_in_a_table() {
        int n = 3000;
        String[] names = IntStream.range(0, n).mapToObj(i -> "level " + i).toArray(String[]::new);
        String[] shades = IntStream.range(0, n).mapToObj(i -> "shade " + i % 7).toArray(String[]::new);
        boolean[] rare = new boolean[n];
        for (int i = 0; i < n; i++) {
            rare[i] = i % 10 == 0;
        }
        Table table = Table.of(CategoryColumn.of("name", names), CategoryColumn.of("shade", shades), BooleanColumn.of("rare", rare))
                .withTarget("rare");
        assertThat(Smoten.create().apply(table).table().rows()).isEqualTo(2 * 2700);
    }

    /** Columns of four categories each, whose rows have other shares of the two classes. */
    private static Rows rowsOfFourKinds(int columns) {
        int[] labels = IntStream.range(0, 40).map(i -> i % 4 == 0 ? 0 : i % 4 == 1 ? 1 : i % 4 == 2 ? i / 4 % 2 : i / 4 % 3 == 0 ? 1 : 0).toArray();
        String[] levels = IntStream.range(0, 40).mapToObj(i -> "level " + i % 4).toArray(String[]::new);
        List<Column> all = IntStream.range(0, columns).<Column>mapToObj(c -> CategoryColumn.of("c" + c, levels)).toList();
        return TableRows.of("Smoten", Table.of(all), Features.CATEGORIES, all, labels, List.of("a", "b")).rows();
    }

    @Test
    void tables_that_do_not_fit_are_refused_by_their_sum() {
        int columns = 3;
        Rows rows = rowsOfFourKinds(columns);
        ValueDifference difference = ValueDifference.of(rows);
        int[] codes = rows.codes(IntStream.range(0, rows.size()).toArray());
        int[] near = difference.near(codes, 2);
        assertThat(difference.near(codes, 2, 16 * (4 * 4 * columns))).isEqualTo(near);
        assertThatThrownBy(() -> difference.near(codes, 2, 16 * (4 * 4 * columns) - 1))
                .hasMessageContaining("must fit into 0 MB, got 0 MB for columns of [4, 4, 4] different ones")
                .hasMessageContaining("Group rare categories");
    }
}
