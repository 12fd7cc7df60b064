package org.librate.core.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.librate.core.kernel.Width;

/** It finds what measuring all pairs finds, to the bit. */
class NeighborTableTest {

    /** What is measured, computed here once more: the plain way is checked against this, and every other way against the plain one. */
    private static double measured(double[] x, int a, int b, int width, Distance distance) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
            double p = x[a * width + j];
            double q = x[b * width + j];
            sum += distance == Distance.MANHATTAN ? Math.abs(p - q) : (p - q) * (p - q);
        }
        return distance == Distance.MANHATTAN ? sum : Math.sqrt(sum);
    }

    private static double cosine(double[] x, int a, int b, int width) {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int j = 0; j < width; j++) {
            sum += x[a * width + j] * x[b * width + j];
            first += x[a * width + j] * x[a * width + j];
            second += x[b * width + j] * x[b * width + j];
        }
        return first == 0 || second == 0 ? 1 : 1 - sum / Math.sqrt(first * second);
    }

    private static int[] sorted(int n, int without, int k, IntToDoubleFunction distance, boolean farthest) {
        Comparator<Integer> near = Comparator.comparingDouble(distance::applyAsDouble);
        return IntStream.range(0, n).filter(row -> row != without).boxed().sorted((farthest ? near.reversed() : near).thenComparingInt(row -> row))
                .limit(k).mapToInt(row -> row).toArray();
    }

    private static void same(Neighbors found, Neighbors expected, String how) {
        assertThat(found.rows()).as(how).isEqualTo(expected.rows());
        assertThat(found.distances()).as(how).isEqualTo(expected.distances());
    }

    /** All ways, any blocks and any number of threads give the same bits. */
    private static void alike(NeighborTable table, int k) {
        NeighborTable plain = table.always(Searches.Way.PLAIN);
        Neighbors expected = plain.nearestOthers(k);
        Neighbors far = plain.farthest(plain, Math.min(k, table.rows()));
        for (Searches.Way way : Searches.Way.values()) {
            for (int[] blocks : List.of(new int[] {128, 2048}, new int[] {37, 53}, new int[] {16, 32})) {
                NeighborTable other = table.withBlocks(blocks[0], blocks[1]).always(way);
                for (int threads : new int[] {1, 2, 8}) {
                    int before = Width.limit();
                    try {
                        Width.limit(threads);
                        String how = way + " " + Arrays.toString(blocks) + " " + threads;
                        same(other.nearestOthers(k), expected, how);
                        same(other.farthest(table, k), far, how + " farthest");
                        same(other.withinMemory(0).nearestOthers(k), expected, how + ", without memory");
                    } finally {
                        Width.limit(before);
                    }
                }
            }
        }
    }

    private static void agrees(double[] x, int width, int k, Distance distance) {
        NeighborTable table = NeighborTable.of(x, width, distance);
        alike(table, k);
        if (distance == Distance.COSINE) {
            return;
        }
        Neighbors plain = table.always(Searches.Way.PLAIN).nearestOthers(k);
        Neighbors far = table.always(Searches.Way.PLAIN).farthest(x, k);
        int n = table.rows();
        for (int i = 0; i < n; i += 1 + n / 50) {
            int query = i;
            IntToDoubleFunction measured = row -> measured(x, query, row, width, distance);
            int[] expected = sorted(n, i, k, measured, false);
            assertThat(Arrays.copyOfRange(plain.rows(), i * k, (i + 1) * k)).isEqualTo(expected);
            assertThat(Arrays.copyOfRange(plain.distances(), i * k,
                    (i + 1) * k)).isEqualTo(Arrays.stream(expected).mapToDouble(measured::applyAsDouble).toArray());
            assertThat(Arrays.copyOfRange(far.rows(), i * k, (i + 1) * k)).isEqualTo(sorted(n, -1, k, measured, true));
        }
    }

    @ParameterizedTest @CsvSource({"400, 1, 7", "400, 2, 7", "400, 5, 7", "300, 30, 1", "300, 64, 70", "150, 784, 3", "90, 3, 89", "2, 3, 1",
            "33, 2, 1"})
    void random_rows(int rows, int width, int k) {
        for (Distance distance : Distance.values()) {
            agrees(new Random(rows + width).doubles((long) rows * width, -1, 3).toArray(), width, k, distance);
        }
    }

    @ParameterizedTest @EnumSource
    void many_rows_in_the_same_place(Distance distance) {
        agrees(new Random(2).doubles(500 * 3, 0, 4).map(Math::floor).toArray(), 3, 7, distance);
        agrees(new Random(2).doubles(300 * 16, 0, 2).map(Math::floor).toArray(), 16, 7, distance);
        agrees(new double[600], 4, 5, distance);
    }

    @ParameterizedTest @EnumSource
    void far_from_the_origin_and_close_together(Distance distance) {
        agrees(new Random(3).doubles(300 * 5, 1e6, 1e6 + 1).toArray(), 5, 7, distance);
        agrees(new Random(3).doubles(300 * 12, 1e15, 1e15 + 100).toArray(), 12, 7, distance);
    }

    @ParameterizedTest @CsvSource({"1e-320", "1e-200", "1e-100", "1e-30", "1e30", "1e100", "1e150", "1e200", "1e300"})
    void tiny_and_huge_numbers(double size) {
        double[] x = new Random(5).doubles(200 * 10, -1, 1).map(value -> value * size).toArray();
        for (Distance distance : Distance.values()) {
            alike(NeighborTable.of(x, 10, distance), 5);
        }
    }

    @ParameterizedTest @EnumSource
    void columns_of_very_different_size(Distance distance) {
        Random random = new Random(4);
        double[] x = new double[300 * 12];
        Arrays.setAll(x, i -> i % 12 == 3 ? 7 : random.nextGaussian() * Math.pow(10, 2 * (i % 12) - 8));
        agrees(x, 12, 7, distance);
    }

    @ParameterizedTest @EnumSource
    void some_queries_are_far_outside(Distance distance) {
        Random random = new Random(6);
        double[] x = random.doubles(300 * 10, -1, 1).toArray();
        NeighborTable table = NeighborTable.of(x, 10, distance);
        double[] asked = new double[40 * 10];
        Arrays.setAll(asked, i -> random.nextGaussian() * Math.pow(10, i / 10 * 4 - 60));
        same(table.always(Searches.Way.PRODUCTS).nearest(asked, 4), table.always(Searches.Way.PLAIN).nearest(asked, 4), "nearest");
        same(table.always(Searches.Way.PRODUCTS).farthest(asked, 4), table.always(Searches.Way.PLAIN).farthest(asked, 4), "farthest");
    }

    @Test
    void clusters_rule_out_whole_blocks() {
        Random random = new Random(7);
        double[] x = new double[6000 * 12];
        Arrays.setAll(x, i -> (i / 12 % 5 == i % 12 ? 100 : 0) + random.nextGaussian());
        NeighborTable table = NeighborTable.of(x, 12);
        same(table.nearestOthers(3), table.always(Searches.Way.PLAIN).nearestOthers(3), "clusters");
    }

    @Test
    void angles_are_cosines() {
        double[] x = new Random(8).doubles(100 * 6, -1, 1).toArray();
        Arrays.fill(x, 0, 6, 0);
        Neighbors found = NeighborTable.of(x, 6, Distance.COSINE).nearestOthers(4);
        for (int i = 0; i < 100; i++) {
            int query = i;
            int[] expected = sorted(100, i, 4, row -> cosine(x, query, row, 6), false);
            if (i > 0) {
                assertThat(Arrays.copyOfRange(found.rows(), i * 4, i * 4 + 4)).isEqualTo(expected);
            }
            assertThat(found.distance(i, 3)).isCloseTo(cosine(x, i, expected[3], 6), within(1e-12));
        }
    }

    @ParameterizedTest @CsvSource({"300, 4, 3", "300, 0, 12", "300, 6, 1000", "20, 1, 2"})
    void numbers_and_categories(int rows, int width, int categories) {
        Random random = new Random(rows + width);
        double[] x = random.doubles((long) rows * width).toArray();
        int[] codes = random.ints(rows * 3L, 0, categories).toArray();
        double[] penalties = {0.5, 0, 2};
        NeighborTable table = NeighborTable.mixed(x, width, codes, penalties);
        alike(table, 5);
        Neighbors found = table.nearestOthers(5);
        for (int i = 0; i < rows; i += 7) {
            int query = i;
            IntToDoubleFunction measured = row -> {
                double sum = 0;
                for (int j = 0; j < width; j++) {
                    sum += (x[query * width + j] - x[row * width + j]) * (x[query * width + j] - x[row * width + j]);
                }
                for (int c = 0; c < 3; c++) {
                    sum += codes[query * 3 + c] == codes[row * 3 + c] ? 0 : penalties[c];
                }
                return Math.sqrt(sum);
            };
            assertThat(Arrays.copyOfRange(found.rows(), i * 5, i * 5 + 5)).isEqualTo(sorted(rows, i, 5, measured, false));
            assertThat(found.distance(i, 4)).isEqualTo(measured.applyAsDouble(found.row(i, 4)));
        }
    }

    @Test
    void categories_by_tables() {
        Random random = new Random(9);
        double[][][] tables = new double[4][][];
        Arrays.setAll(tables, c -> {
            double[][] table = new double[3 + c][3 + c];
            for (int a = 0; a < table.length; a++) {
                for (int b = 0; b < a; b++) {
                    table[a][b] = random.nextInt(5);
                    table[b][a] = table[a][b];
                }
            }
            return table;
        });
        int[] codes = new int[400 * 4];
        Arrays.setAll(codes, i -> random.nextInt(3 + i % 4));
        NeighborTable table = NeighborTable.byTables(codes, tables);
        alike(table, 6);
        Neighbors found = table.nearestOthers(6);
        for (int i = 0; i < 400; i += 7) {
            int query = i;
            IntToDoubleFunction measured = row -> IntStream.range(0, 4).mapToDouble(c -> tables[c][codes[query * 4 + c]][codes[row * 4 + c]]).sum();
            assertThat(Arrays.copyOfRange(found.rows(), i * 6, i * 6 + 6)).isEqualTo(sorted(400, i, 6, measured, false));
        }
        assertThat(table).hasToString("NeighborTable[400 rows of 4 categories, by tables]");
    }

    @Test
    void rows_of_another_table() {
        double[] x = new Random(10).doubles(200 * 10).toArray();
        double[] y = new Random(11).doubles(50 * 10).toArray();
        NeighborTable table = NeighborTable.of(x, 10);
        NeighborTable queries = NeighborTable.of(y, 10);
        same(table.nearest(queries, 3), table.nearest(y, 3), "nearest");
        same(table.farthest(queries, 3), table.farthest(y, 3), "farthest");
        assertThatThrownBy(() -> table.nearest(NeighborTable.of(y, 5),
                3)).hasMessageContaining("measures as this one, 10, EUCLIDEAN, got 5, EUCLIDEAN");
        assertThat(table.nearest(new double[0], 3).queries()).isZero();
    }

    @Test
    void equal_rows_stand_by_their_numbers() {
        NeighborTable table = NeighborTable.of(new double[200], 1);
        Neighbors found = table.nearestOthers(3);
        assertThat(Arrays.copyOf(found.rows(), 12)).containsExactly(1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2);
        assertThat(table.nearestOthers(new int[] {150}, 2).rows()).containsExactly(0, 1);
        assertThat(table.nearest(new double[] {5}, 2).distances()).containsExactly(5, 5);
        assertThat(table.farthest(new double[] {5}, 2).rows()).containsExactly(0, 1);
        assertThat(table).hasToString("NeighborTable[200 rows of 1, EUCLIDEAN]");
        assertThat(found).hasToString("Neighbors[200 queries, k=3]");
        assertThat(NeighborTable.of(new double[] {1, 2}, 2).nearest(new double[] {4, 6}, 1).distances()).containsExactly(5);
    }

    @Test
    void as_much_is_kept_as_memory_is_given_for() {
        Random random = new Random(13);
        double[] x = random.doubles(5000 * 12, -1, 3).toArray();
        for (Distance distance : Distance.values()) {
            NeighborTable table = NeighborTable.of(x, 12, distance);
            Neighbors near = table.nearestOthers(4);
            Neighbors far = table.farthest(x, 2);
            for (long bytes : new long[] {0, 1, 100_000, 150_000, 1L << 40}) {
                same(table.withinMemory(bytes).nearestOthers(4), near, distance + " within " + bytes);
                same(table.withinMemory(bytes).farthest(x, 2), far, distance + " farthest within " + bytes);
            }
        }
        NeighborTable narrow = NeighborTable.of(x, 3);
        same(narrow.withinMemory(1000).nearestOthers(4), narrow.nearestOthers(4), "no tree fits");
        int[] codes = random.ints(5000 * 3, 0, 4).toArray();
        double[][][] tables = new double[3][4][4];
        Arrays.setAll(tables, c -> new double[][] {{0, 1, 2, 1}, {1, 0, 3, 1}, {2, 3, 0, 1}, {1, 1, 1, 0}});
        same(NeighborTable.byTables(codes, tables).withinMemory(20_000).nearestOthers(4), NeighborTable.byTables(codes, tables).nearestOthers(4),
                "tables");
        same(NeighborTable.mixed(x, 12, codes, new double[] {1, 0, 2}).withinMemory(200_000).nearestOthers(4),
                NeighborTable.mixed(x, 12, codes, new double[] {1, 0, 2}).nearestOthers(4), "mixed");
        assertThatThrownBy(() -> narrow.withinMemory(-1)).hasMessageContaining("NeighborTable: bytes must be >= 0, got -1");
    }

    /** Rows in a few places, more of them in some than in others, and some in places of their own. */
    private static double[] repeated(int rows, int width, int places) {
        Random random = new Random(rows + width + places);
        double[] x = new double[rows * width];
        double[] there = random.doubles((long) places * width, 0, 3).map(Math::floor).toArray();
        for (int i = 0; i < rows; i++) {
            int place = random.nextInt(1 + random.nextInt(places));
            for (int j = 0; j < width; j++) {
                x[i * width + j] = i % 10 == 0 ? random.nextInt(4) : there[place * width + j] == 0 && i % 2 == 0 ? -0.0 : there[place * width + j];
            }
        }
        return x;
    }

    @ParameterizedTest @CsvSource({"700, 1, 3, 2", "700, 2, 5, 7", "700, 3, 5, 90", "500, 8, 3, 5", "400, 12, 2, 399", "300, 2, 1, 1"})
    void rows_in_the_same_place_are_searched_as_one(int rows, int width, int places, int k) {
        double[] x = repeated(rows, width, places);
        for (Distance distance : Distance.values()) {
            agrees(x, width, k, distance);
            NeighborTable table = NeighborTable.of(x, width, distance);
            assertThat(table.different()).isLessThan(rows / 2);
            assertThat(table.rows()).isEqualTo(rows);
            assertThat(table).hasToString("NeighborTable[" + rows + " rows of " + width + ", " + distance + "]");
            Neighbors all = table.nearestOthers(k);
            int[] some = {7, rows - 1, 0, 7, 10, 20};
            Neighbors few = table.nearestOthers(some, k);
            for (int i = 0; i < some.length; i++) {
                assertThat(Arrays.copyOfRange(few.rows(), i * k, i * k + k)).isEqualTo(Arrays.copyOfRange(all.rows(), some[i] * k, some[i] * k + k));
            }
            same(table.nearest(table, k), table.nearest(x, k), "nearest");
            same(table.farthest(table, k), table.farthest(x, k), "farthest");
            double[] others = new Random(1).doubles(50L * width, 0, 3).map(Math::floor).toArray();
            NeighborTable different = NeighborTable.of(others, width, distance);
            same(different.nearest(table, Math.min(k, 50)), different.nearest(x, Math.min(k, 50)), "nearest of others");
        }
    }

    @Test
    void a_category_that_costs_nothing_tells_no_rows_apart() {
        Random random = new Random(12);
        int[] codes = new int[600];
        Arrays.setAll(codes, i -> i % 2 == 0 ? random.nextInt(3) : random.nextInt(100));
        double[] x = random.ints(300, 0, 2).asDoubleStream().toArray();
        NeighborTable table = NeighborTable.mixed(x, 1, codes, new double[] {0.5, 0});
        assertThat(table.different()).isEqualTo(6);
        alike(table, 5);
        Neighbors found = table.nearestOthers(5);
        for (int i = 0; i < 300; i++) {
            int query = i;
            IntToDoubleFunction measured = row -> Math.sqrt((x[query] - x[row]) * (x[query] - x[row])
                    + (codes[2 * query] == codes[2 * row] ? 0 : 0.5));
            assertThat(Arrays.copyOfRange(found.rows(), i * 5, i * 5 + 5)).isEqualTo(sorted(300, i, 5, measured, false));
        }
    }

    @ParameterizedTest @EnumSource
    void many_rows_in_few_places_take_no_time(Distance distance) {
        int rows = 200_000;
        for (int width : new int[] {2, 30}) {
            NeighborTable same = NeighborTable.of(new double[rows * width], width, distance);
            assertThat(same.different()).isEqualTo(1);
            Neighbors found = same.nearestOthers(5);
            assertThat(found.row(0, 0)).isEqualTo(1);
            assertThat(Arrays.copyOfRange(found.rows(), 500_000, 500_005)).containsExactly(0, 1, 2, 3, 4);
            double[] x = new double[rows * width];
            Arrays.setAll(x, i -> i % width == 0 ? i / width % 7 : 1);
            found = NeighborTable.of(x, width, distance).nearestOthers(5);
            assertThat(Arrays.copyOfRange(found.rows(), 500_000, 500_005))
                    .containsExactly(100_000 % 7, 100_000 % 7 + 7, 100_000 % 7 + 14, 100_000 % 7 + 21, 100_000 % 7 + 28);
        }
    }

    @Test
    void nearly_all_rows_may_be_neighbours() {
        int rows = 150_000;
        NeighborTable table = NeighborTable.of(new Random(14).doubles(rows * 8L).toArray(), 8);
        int[] some = IntStream.range(0, 40).map(i -> i * 3000).toArray();
        Neighbors plain = table.always(Searches.Way.PLAIN).nearestOthers(some, rows - 1);
        same(table.nearestOthers(some, rows - 1), plain, "products");
        assertThat(new Search.Question(Rows.of(new double[rows * 8], 8), some, true, 1, rows - 1).atOnce(128)).isEqualTo(27);
    }

    @Test
    void more_neighbours_than_an_array_holds_are_an_error() {
        NeighborTable table = NeighborTable.of(new Random(1).doubles(100_000).toArray(), 1);
        assertThatThrownBy(() -> table.nearestOthers(50_000))
                .hasMessage("NeighborTable: queries times k must be below 2^31, got 100000 times 50000. Ask for some rows at a time.");
    }

    @Test
    void wrapped_values_are_not_copied() {
        double[] x = new Random(10).doubles(200 * 10).toArray();
        same(NeighborTable.wrap(x, 10).nearestOthers(3), NeighborTable.of(x, 10).nearestOthers(3), "wrapped");
        assertThatThrownBy(() -> NeighborTable.wrap(new double[] {1, Double.NaN}, 1)).hasMessageContaining("row 1, column 0");
    }

    @Test
    void what_cannot_be_measured_is_an_error() {
        assertThatThrownBy(() -> NeighborTable.of(new double[] {1, 2, Double.NaN, 4}, 2)).hasMessageContaining("row 1, column 0");
        assertThatThrownBy(() -> NeighborTable.of(new double[3], 2)).hasMessageContaining("whole rows of 2");
        NeighborTable two = NeighborTable.of(new double[] {1, 2, 3, 4}, 2);
        assertThatThrownBy(() -> two.nearestOthers(2)).hasMessageContaining("k must be in [1, 1]");
        assertThatThrownBy(() -> two.nearestOthers(new int[] {2}, 1)).hasMessageContaining("a row must be in [0, 1], got 2");
        assertThatThrownBy(() -> two.nearest(new double[] {1, Double.POSITIVE_INFINITY}, 1)).hasMessageContaining("finite");
        assertThatThrownBy(() -> NeighborTable.mixed(new double[2], 1, new int[] {1, 2},
                new double[] {-1})).hasMessageContaining("a penalty must be finite and not below 0, got -1.0");
        assertThatThrownBy(() -> NeighborTable.mixed(new double[3], 1, new int[] {1, 2},
                new double[] {1})).hasMessageContaining("needs 1 numbers for each of 2 rows, got 3");
        assertThatThrownBy(() -> NeighborTable.mixed(new double[2], 1, new int[] {1, 2}, new double[] {1}).nearest(new double[1],
                1)).hasMessageContaining("make a table of them");
        assertThatThrownBy(() -> NeighborTable.byTables(new int[] {2}, new double[][][] {{{0, 1}, {1,
                0}}})).hasMessageContaining("a code of column 0 must be in [0, 1], got 2");
    }
}
