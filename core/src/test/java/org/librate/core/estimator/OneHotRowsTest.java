package org.librate.core.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/** Linear models learn the same from the places of ones as from the zeros and ones themselves. */
class OneHotRowsTest {

    private static final int ROWS = 400;
    private static final int[] NOBODY = new int[ROWS];

    private static Table rows(int classes, boolean oneHot, boolean weighted) {
        RandomStream random = RandomSource.of(3).at(classes);
        int[] first = random.integers(ROWS, -1, 4); // -1: a row of zeros
        int[] second = random.integers(ROWS, 0, 3);
        double[] x = random.normals(ROWS);
        double[] noise = random.normals(ROWS);
        String[] y = new String[ROWS];
        double[] weights = random.uniforms(ROWS);
        for (int i = 0; i < ROWS; i++) {
            double score = x[i] + first[i] - second[i] + noise[i];
            y[i] = score < 0 ? "low" : classes == 2 || score < 1.5 ? "middle" : "high";
            x[i] = 3 + 2 * x[i];
            weights[i] = weighted && i % 10 != 0 ? weights[i] : weighted ? 0 : 1;
        }
        // between numbers, so that the order of the features is not that of the parts; the last is the same in all rows
        Table table = Table.of(column("first", 4, first, oneHot), NumericColumn.wrap("x", x), column("second", 3, second, oneHot),
                column("all", 2, NOBODY, oneHot),
                CategoryColumn.of("y", List.of("low", "middle", "high").subList(0, classes), y), NumericColumn.wrap("w", weights)).withTarget("y");
        return table.withWeights("w");
    }

    private static VectorColumn column(String name, int width, int[] places, boolean oneHot) {
        VectorColumn column = VectorColumn.oneHot(name, width, places);
        return oneHot ? column : VectorColumn.of(name, column.values());
    }

    static Stream<Estimator<LinearClassifier>> estimators() {
        LogisticRegression logistic = LogisticRegression.create().withTolerance(1e-8);
        return Stream.of(logistic, logistic.withPenalty(Penalty.l1()).withC(0.5), logistic.withIntercept(false),
                LinearSvm.create().withLoss(LinearSvm.Loss.SQUARED_HINGE).withTolerance(1e-8),
                LinearSvm.create().withLoss(LinearSvm.Loss.HINGE).withTolerance(0.05));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void learnTheSameFromPlacesAsFromNumbers(Estimator<LinearClassifier> estimator) {
        for (int classes = 2; classes <= 3; classes++) {
            for (boolean weighted : new boolean[] {false, true}) {
                Table dense = rows(classes, false, weighted);
                Table places = rows(classes, true, weighted);
                LinearClassifier expected = estimator.fit(dense);
                LinearClassifier learned = estimator.fit(places);
                for (int k = 0; k < expected.coefficients().length; k++) {
                    assertThat(learned.coefficients()[k]).as(estimator + " of " + classes).containsExactly(expected.coefficients()[k], within(1e-5));
                    assertThat(learned.intercepts()[k]).isCloseTo(expected.intercepts()[k], within(1e-5));
                }
                assertThat(learned.scores(places).toArray()).containsExactly(learned.scores(dense).toArray(), within(1e-6f));
                assertThat(learned.scores(dense).toArray()).containsExactly(expected.scores(dense).toArray(), within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void scoreOneRowAsAmongOthers(Estimator<LinearClassifier> estimator) {
        Table rows = rows(2, true, false);
        LinearClassifier model = estimator.fit(rows);
        Tensor one = model.scores(rows.rows(7));
        assertThat(one.toArray()).containsExactly(model.scores(rows).slice(0, 7, 8).toArray());
    }
}
