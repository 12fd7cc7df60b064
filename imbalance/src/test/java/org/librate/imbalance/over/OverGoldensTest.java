package org.librate.imbalance.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.LinearSvm;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.Resampled;
import org.librate.imbalance.ResampledTensors;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/** What imbalanced-learn does where chance is taken out of it: {@code goldens.py} says how, and with which version. */
class OverGoldensTest {

    private static final int N = 240;
    private static final int[] LEVELS = {3, 5, 9, 4, 7, 11};
    private static final Map<String, double[]> GOLDENS = goldens();

    private static Map<String, double[]> goldens() {
        try (InputStream in = Objects.requireNonNull(OverGoldensTest.class.getResourceAsStream("goldens.txt"))) {
            Map<String, double[]> all = new HashMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(": ", 2);
                    all.put(parts[0], Arrays.stream(parts[1].split(" ")).mapToDouble(Double::parseDouble).toArray());
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] golden(String name) {
        return Objects.requireNonNull(GOLDENS.get(name), name);
    }

    private static int[] ints(String name) {
        return Arrays.stream(golden(name)).mapToInt(x -> (int) x).toArray();
    }

    private static int[] labels(int classes) {
        return IntStream.range(0, N).map(i -> i % 5 == 0 ? 1 : i % 7 == 3 && classes == 3 ? 2 : 0).toArray();
    }

    private static double[] numbers(int width, int classes) {
        int[] labels = labels(classes);
        double[] values = new double[N * width];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < width; j++) {
                values[i * width + j] = Math.sin(i * 12.9898 + j * 78.233) * (1 + j % 3) + Math.cos(i * 3.7 * (j + 1)) + 0.7 * labels[i];
            }
        }
        return values;
    }

    private static int code(int i, int j) {
        return (i * (j + 3) + 7 * j + i * i / 5 + 2 * labels(3)[i]) % LEVELS[j];
    }

    private static int mixedCode(int i, int j) {
        return ((int) (Math.abs(Math.sin(i * 12.9898 + j * 78.233)) * 1000) + labels(3)[i]) % LEVELS[j];
    }

    /** Three columns of categories and four of numbers, or six of categories. */
    private static Table categories(boolean numbers) {
        Column[] columns = new Column[numbers ? 8 : 7];
        columns[0] = CategoryColumn.ofCodes("y", List.of("a", "b", "c"), labels(3));
        for (int j = 0; j < (numbers ? 3 : 6); j++) {
            int column = j;
            columns[1 + j] = CategoryColumn.ofCodes("c" + j, IntStream.range(0, LEVELS[j]).mapToObj(Integer::toString).toList(),
                    IntStream.range(0, N).map(i -> numbers ? code(i, column) : mixedCode(i, column)).toArray());
        }
        double[] x = numbers(4, 3);
        for (int j = 0; numbers && j < 4; j++) {
            int column = j;
            columns[4 + j] = NumericColumn.of("x" + j, IntStream.range(0, N).mapToDouble(i -> x[i * 4 + column]).toArray());
        }
        return Table.of(columns).withTarget("y");
    }

    /** The rows as a sampler of these features sees them. */
    private static Rows rows(Table table, Features features) {
        Rows[] seen = new Rows[1];
        new Spy(features, seen).apply(table);
        return seen[0];
    }

    private static Rows rows(int width, int classes) {
        Rows[] seen = new Rows[1];
        new Spy(Features.NUMBERS, seen).apply(Tensor.of(Shape.of(N, width), numbers(width, classes)), Tensor.of(labels(classes)));
        return seen[0];
    }

    private record Spy(Features features, Rows[] seen) implements RowSampler<Spy> {
        @Override
        public Balance balance() {
            return Balance.auto();
        }

        @Override
        public long seed() {
            return 0;
        }

        @Override
        public Spy to(Balance balance) {
            return this;
        }

        @Override
        public Spy withSeed(long seed) {
            return this;
        }

        @Override
        public Draft draft(Rows rows, RandomSource random) {
            seen[0] = rows;
            return Draft.keepingAll(rows);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2, 30", "3, 2", "3, 30"})
    void the_same_rows_are_in_danger(int classes, int width) {
        Rows rows = rows(width, classes);
        NeighborTable all = NeighborTable.of(rows.values(), width);
        for (int m : new int[] {5, 10}) {
            for (int label = 1; label < classes; label++) {
                int[] danger = BorderlineSmote.create().withDangerNeighbors(m).inDanger("B", rows, all, rows.of(label));
                assertThat(danger).isEqualTo(ints("danger " + classes + "x" + width + " m=" + m + " class=" + label));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2, 30", "3, 2", "3, 30"})
    void as_many_rows_begin_at_each_row(int classes, int width) {
        Rows rows = rows(width, classes);
        for (int label = 1; label < classes; label++) {
            int[] counts = Adasyn.create().counts("A", rows, NeighborTable.of(rows.values(), width), label, 190 - rows.count(label));
            assertThat(counts).isEqualTo(ints("adasyn " + classes + "x" + width + " class=" + label));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2, 30", "3, 2", "3, 30"})
    void neighbors_are_the_same(int classes, int width) {
        Rows rows = rows(width, classes);
        for (int label = 1; label < classes; label++) {
            int[] own = rows.of(label);
            int[] near = Partners.within("S", rows, label, 4, FewRows.FAIL).near();
            assertThat(Arrays.stream(near).map(row -> Arrays.binarySearch(own, row)).toArray())
                    .isEqualTo(ints("smote " + classes + "x" + width + " class=" + label));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2, 30", "3, 2", "3, 30"})
    void copies_are_moved_by_as_much(int classes, int width) {
        double[] x = numbers(width, classes);
        int[] labels = labels(classes);
        int own = (int) Arrays.stream(labels).filter(label -> label == 1).count();
        ResampledTensors moved = RandomOverSampler.create().withShrinkage(0.8).to(Balance.counts(Map.of("1", own + 1)))
                .apply(Tensor.of(Shape.of(N, width), x), Tensor.of(labels));
        double[] last = moved.features().slice(0, N, N + 1).toDoubles();
        RandomStream noise = RandomSource.of(0).stream("RandomOverSampler").branch(1).at(0);
        double[] golden = golden("shrinkage " + classes + "x" + width);
        double rule = Math.pow((double) N / own, 1.0 / (width + 4)); // for the rows of the class; there it is for all rows
        for (int j = 0; j < width; j++) {
            double by = last[j] - x[moved.made().first(0) * width + j];
            assertThat(by / noise.normal(1 + j)).isCloseTo(golden[j] * rule, within(1e-9));
        }
    }

    @Test
    void numbers_and_categories_have_the_same_neighbors_and_modes() {
        Rows rows = rows(categories(true), Features.MIXED);
        for (int label : new int[] {1, 2}) {
            int[] own = rows.of(label);
            assertThat(SmoteNc.medianDeviation(rows, own)).isCloseTo(golden("median " + label)[0], within(1e-12));
            int[] codes = rows.codes(own);
            int[] near = SmoteNc.near(rows, own, codes, 5);
            assertThat(near).isEqualTo(ints("smotenc near " + label));
            int[] golden = ints("smotenc codes " + label);
            int compared = 0;
            for (int i = 0; i < own.length; i++) {
                for (int c = 0; c < 3; c++) {
                    if (isOnlyMode(codes, near, i, c)) {
                        assertThat(Codes.mode(codes, 3, c, near, i * 5, 5)).isEqualTo(golden[i * 3 + c]);
                        compared++;
                    }
                }
            }
            assertThat(compared).isGreaterThan(own.length);
        }
    }

    private static boolean isOnlyMode(int[] codes, int[] near, int i, int c) {
        int[] counts = new int[10];
        for (int r = 0; r < 5; r++) {
            counts[codes[near[i * 5 + r] * 3 + c]]++;
        }
        int most = Arrays.stream(counts).max().orElseThrow();
        return Arrays.stream(counts).filter(count -> count == most).count() == 1;
    }

    @Test
    void categories_are_as_far_apart() {
        Rows rows = rows(categories(false), Features.CATEGORIES);
        ValueDifference difference = ValueDifference.of(rows);
        double[] golden = golden("vdm");
        for (int a = 0; a < 12; a++) {
            for (int b = 0; b < 12; b++) {
                assertThat(apart(rows, difference, a, b)).isCloseTo(golden[a * 12 + b], within(1e-9));
            }
        }
        for (int label : new int[] {1, 2}) {
            int[] own = rows.of(label);
            int[] near = difference.near(rows.codes(own), 5);
            for (int i = 0; i < own.length; i++) {
                int row = own[i];
                int self = i;
                double[] distances = Arrays.stream(own).mapToDouble(other -> apart(rows, difference, row, other)).toArray();
                int[] wanted = IntStream.range(0, own.length).filter(place -> place != self).boxed()
                        .sorted(Comparator.comparingDouble(place -> distances[place])).limit(5).mapToInt(place -> place).toArray();
                assertThat(Arrays.copyOfRange(near, i * 5, i * 5 + 5)).isEqualTo(wanted);
            }
        }
    }

    @Test
    void a_row_and_its_neighbors_vote() {
        Rows rows = rows(categories(false), Features.CATEGORIES);
        Resampled some = Smoten.create().withNeighbors(4).apply(categories(false));
        int[] own = rows.of(2);
        int[] codes = rows.codes(own);
        int[] near = ValueDifference.of(rows).near(codes, 4);
        int begin = some.kept().length;
        for (int i = 0; i < some.made().size(); i++) {
            int place = Arrays.binarySearch(own, some.made().first(i));
            for (int c = 0; some.made().label(i) == 2 && c < 6; c++) {
                int column = c;
                int[] counts = new int[LEVELS[c]];
                counts[codes[place * 6 + c]]++;
                IntStream.range(0, 4).forEach(r -> counts[codes[near[place * 4 + r] * 6 + column]]++);
                int most = Arrays.stream(counts).max().orElseThrow();
                int first = IntStream.range(0, counts.length).filter(code -> counts[code] == most).findFirst().orElseThrow();
                assertThat(some.table().category("c" + c).code(begin + i)).isEqualTo(first);
            }
        }
    }

    private static double apart(Rows rows, ValueDifference difference, int a, int b) {
        double sum = 0;
        for (int c = 0; c < rows.categories(); c++) {
            sum += difference.apart(c, rows.code(a, c), rows.code(b, c));
        }
        return sum;
    }

    @Test
    void support_vectors_are_inside_the_margin() {
        // two classes on a line: the margin's edges are where the innermost rows are
        double[] x = {-3, -2.5, -2, -1, 1, 2, 2.5, 3};
        Rows[] seen = new Rows[1];
        new Spy(Features.NUMBERS, seen).apply(Tensor.of(Shape.of(8, 1), x), Tensor.of(0, 0, 0, 0, 1, 1, 1, 1));
        SvmSmote sampler = SvmSmote.create().withSvm(LinearSvm.create().withC(10));
        assertThat(sampler.supportVectors(seen[0], 1)).containsExactly(4);
        assertThat(sampler.supportVectors(seen[0], 0)).containsExactly(3);
    }

    @Test
    void clusters_share_new_rows_by_weight() {
        assertThat(KMeansSmote.divided(10, new double[] {1, 1, 2})).containsExactly(3, 2, 5);
        assertThat(KMeansSmote.divided(7, new double[] {0, 1e-300, 1})).containsExactly(0, 0, 7);
        Rows rows = rows(2, 2);
        int[] own = rows.of(1);
        double sum = 0;
        for (int a : own) {
            for (int b : own) {
                sum += Math.pow(rows.value(a, 0) - rows.value(b, 0), 2) + Math.pow(rows.value(a, 1) - rows.value(b, 1), 2);
            }
        }
        assertThat(KMeansSmote.meanSquare(rows, own)).isCloseTo(sum / own.length / (own.length - 1), within(1e-9));
    }

    @Test
    void new_rows_stay_within_clusters() {
        // a class in two groups far apart, and another in the middle: nothing lies between the groups
        int n = 90;
        double[] x = new double[n * 2];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 3 == 0 ? 1 : 0;
            x[2 * i] = (labels[i] == 0 ? 0 : i % 2 == 0 ? 20 : -20) + Math.sin(i * 12.9898);
            x[2 * i + 1] = Math.cos(i * 78.233);
        }
        ResampledTensors some = KMeansSmote.create().withClusters(3).apply(Tensor.of(Shape.of(n, 2), x), Tensor.of(labels));
        double[] out = some.features().toDoubles();
        assertThat(some.made().size()).isEqualTo(30);
        for (int i = n; i < out.length / 2; i++) {
            assertThat(Math.abs(out[2 * i])).isGreaterThan(18);
        }
    }

    @Test
    void copies_take_the_place_of_rows_that_cannot_be_made() {
        NewRows copies = Copies.of(1, new int[] {4, 8}, 5, RandomSource.of(3));
        assertThat(IntStream.range(0, 5).map(copies::first)).isSubsetOf(4, 8);
        assertThat(copies.second(0)).isEqualTo(-1);
    }
}
