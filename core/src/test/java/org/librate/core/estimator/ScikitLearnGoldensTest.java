package org.librate.core.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.neighbor.Distance;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.neighbor.Neighbors;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** The same answers as scikit-learn's: goldens.txt names its version, and goldens.py beside it wrote it. */
class ScikitLearnGoldensTest {

    private static final int N = 90;
    private static final int D = 4;
    private static final Map<String, double[]> GOLDENS = read();

    private static Map<String, double[]> read() {
        try (InputStream in = Objects.requireNonNull(ScikitLearnGoldensTest.class.getResourceAsStream("goldens.txt"))) {
            Map<String, double[]> goldens = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split(" ");
                goldens.put(parts[0], Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray());
            });
            return goldens;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double x(int i, int j) {
        return Math.sin((i + 1) * (j + 1) * 0.7) * (j + 1) + j;
    }

    private static double z(int i) {
        return x(i, 0) + 0.5 * x(i, 1) - 0.3 * x(i, 2) + 1.5 * Math.cos(3.0 * i);
    }

    private static double[] each(IntToDoubleFunction of) {
        return IntStream.range(0, N).mapToDouble(of).toArray();
    }

    private static Table table(Column target) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < D; j++) {
            int column = j;
            columns.add(NumericColumn.of("x" + j, each(i -> x(i, column))));
        }
        columns.add(target);
        columns.add(NumericColumn.of("w", each(i -> 1 + i % 3)));
        return Table.of(columns).withTarget("y").withWeights("w");
    }

    private final Table two = table(classes(i -> z(i) > 0.2 ? 1 : 0, List.of("0", "1")));
    private final Table three = table(classes(i -> z(i) < -0.5 ? 0 : z(i) < 0.8 ? 1 : 2, List.of("0", "1", "2")));
    private final Table numbers = table(NumericColumn.of("y", each(ScikitLearnGoldensTest::z)));

    private static CategoryColumn classes(IntUnaryOperator of, List<String> names) {
        return CategoryColumn.ofCodes("y", names, IntStream.range(0, N).map(of).toArray());
    }

    private static Table plain(Table weighted) {
        return weighted.without("w");
    }

    private static void same(String name, LinearClassifier model, double tolerance) {
        double[] flat = Arrays.stream(model.coefficients()).flatMapToDouble(Arrays::stream).toArray();
        double[] all = Arrays.copyOf(flat, flat.length + model.intercepts().length);
        System.arraycopy(model.intercepts(), 0, all, flat.length, model.intercepts().length);
        assertThat(model.convergence().converged()).as(name).isTrue();
        assertThat(all).as(name).containsExactly(GOLDENS.get(name), within(tolerance));
    }

    private static void same(String name, LinearRegressor model, double tolerance) {
        double[] all = Arrays.copyOf(model.weights(), D + 1);
        all[D] = model.intercept();
        assertThat(model.convergence().converged()).as(name).isTrue();
        assertThat(all).as(name).containsExactly(GOLDENS.get(name), within(tolerance));
    }

    @Test
    void logistic_regression() {
        LogisticRegression plan = LogisticRegression.create().withTolerance(1e-9);
        same("logistic.l2.two", plan.withC(0.5).fit(two), 1e-6);
        same("logistic.l2.three", plan.withC(0.5).fit(three), 1e-6);
        same("logistic.balanced", plan.withC(2).withBalancedClasses().fit(plain(three)), 1e-6);
        same("logistic.given", plan.withC(2).withClassWeights(Map.of("1", 3.0)).fit(plain(two)), 1e-6);
        same("logistic.none", plan.withPenalty(Penalty.none()).fit(plain(two)), 1e-5);
        same("logistic.no_intercept", plan.withIntercept(false).fit(plain(two)), 1e-6);
        assertThat(plan.withC(0.5).fit(three).scores(three.head(5)).toDoubles()).containsExactly(GOLDENS.get("logistic.probabilities"), within(1e-6));
        same("logistic.l2.three", LogisticRegression.create().withC(0.5).fit(three), 1e-4);
    }

    @Test
    void logistic_regression_with_absolute_values() {
        LogisticRegression plan = LogisticRegression.create().withTolerance(1e-9).withC(0.2);
        same("logistic.l1.two", plan.withPenalty(Penalty.l1()).fit(two), 1e-6);
        same("logistic.l1.three", plan.withPenalty(Penalty.l1()).fit(three), 1e-6);
        same("logistic.elastic.two", plan.withPenalty(Penalty.elasticNet(0.4)).fit(two), 1e-6);
        same("logistic.elastic.three", plan.withPenalty(Penalty.elasticNet(0.4)).fit(three), 1e-6);
        assertThat(plan.withPenalty(Penalty.l1()).fit(two).coefficients()[0][3]).as("exactly").isZero();
    }

    @Test
    void linear_regression() {
        same("linear.ols", LinearRegression.create().fit(numbers), 1e-10);
        same("linear.ridge", LinearRegression.ridge(2.5).fit(numbers), 1e-10);
        same("linear.lasso", LinearRegression.lasso(0.1).fit(numbers), 1e-7);
        same("linear.elastic", LinearRegression.elasticNet(0.1, 0.3).fit(numbers), 1e-7);
        same("linear.wide.ols", LinearRegression.create().fit(plain(numbers).head(3)), 1e-10);
        same("linear.wide.lasso", LinearRegression.lasso(0.05).fit(plain(numbers).head(3)), 1e-6);
    }

    @Test
    void linear_support_vector_machines() {
        same("svm.squared.two", LinearSvm.create().withC(0.5).withTolerance(1e-9).fit(two), 1e-6);
        same("svm.squared.three", LinearSvm.create().withC(0.5).withTolerance(1e-9).fit(three), 1e-6);
        same("svm.hinge.two", LinearSvm.create().withC(0.1).withLoss(LinearSvm.Loss.HINGE).withMaxIterations(100_000).withTolerance(1e-8)
                .fit(plain(two)), 1e-5);
    }

    private static int count(int i, int j) {
        return i * (j + 2) % 5;
    }

    @Test
    void naive_bayes() {
        Table counts = three;
        Table levels = three;
        for (int j = 0; j < D; j++) {
            int column = j;
            counts = counts.with(NumericColumn.of("x" + j, each(i -> count(i, column))));
            levels = levels.with(CategoryColumn.ofCodes("x" + j, List.of("a", "b", "c", "d", "e"),
                    IntStream.range(0, N).map(i -> count(i, column)).toArray()));
        }
        bayes("gaussian", NaiveBayes.gaussian(), three);
        bayes("multinomial", NaiveBayes.multinomial().withSmoothing(0.5), counts);
        bayes("complement", NaiveBayes.complement().withSmoothing(0.5), counts);
        bayes("bernoulli", NaiveBayes.bernoulli().withThreshold(1.5), counts);
        bayes("categorical", NaiveBayes.categorical(), levels);
    }

    private static void bayes(String name, NaiveBayes plan, Table rows) {
        assertThat(plan.fit(rows).scores(rows.head(5)).toDoubles()).as(name).containsExactly(GOLDENS.get("bayes." + name), within(1e-6));
    }

    @Test
    void nearest_neighbours() {
        double[] x = IntStream.range(0, 65 * D).mapToDouble(i -> x(i / D, i % D)).toArray();
        double[] tied = IntStream.range(0, 65 * D).mapToDouble(i -> count(i / D, i % D)).toArray();
        for (Distance distance : Distance.values()) {
            String name = "neighbors." + distance.name().toLowerCase(Locale.ROOT);
            double[] golden = GOLDENS.get(name);
            Neighbors found = NeighborTable.of(Arrays.copyOf(x, 60 * D), D, distance).nearest(Arrays.copyOfRange(x, 60 * D, 65 * D), 4);
            assertThat(found.distances()).as(name).containsExactly(Arrays.copyOf(golden, 20), within(1e-9));
            assertThat(Arrays.stream(found.rows()).asDoubleStream().toArray()).as(name).isEqualTo(Arrays.copyOfRange(golden, 20, 40));
            Neighbors among = NeighborTable.of(Arrays.copyOf(tied, 60 * D), D, distance).nearest(Arrays.copyOfRange(tied, 60 * D, 65 * D), 6);
            assertThat(among.distances()).as("tied " + name)
                    .containsExactly(GOLDENS.get(name.replace("neighbors.", "neighbors.tied.")), within(1e-9));
        }
        Table asked = plain(three).rows(IntStream.range(58, 65).toArray());
        assertThat(KNeighborsClassifier.of(7).withVotes(VoteWeights.DISTANCE).fit(plain(three).head(60)).scores(asked).toDoubles())
                .containsExactly(GOLDENS.get("neighbors.classes"), within(1e-6));
        assertThat(KNeighborsRegressor.of(7).fit(plain(numbers).head(60)).scores(asked).toDoubles())
                .containsExactly(GOLDENS.get("neighbors.values"), within(1e-6));
    }
}
