package org.librate.core.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/** Linear regression and linear support vector machines keep the promises of estimators, and what only they know. */
class LinearModelsTest {

    abstract static class Numbers extends EstimatorContract {
        @Override boolean classes() { return false; }
    }

    @Nested class LeastSquares extends Numbers {
        @Override Estimator<?> estimator() { return LinearRegression.create(); }
    }

    @Nested class Ridge extends Numbers {
        @Override Estimator<?> estimator() { return LinearRegression.ridge(2); }
    }

    @Nested class Lasso extends Numbers {
        @Override Estimator<?> estimator() { return LinearRegression.lasso(0.1); }
    }

    abstract static class Svm extends EstimatorContract {
        @Override boolean needsTwoClasses() { return true; }
        @Override double tolerance() { return 1e-3; }
    }

    @Nested class SquaredHinge extends Svm {
        @Override Estimator<?> estimator() { return LinearSvm.create(); }
    }

    @Nested class Hinge extends Svm {
        @Override Estimator<?> estimator() { return LinearSvm.create().withC(0.1).withLoss(LinearSvm.Loss.HINGE).withMaxIterations(20_000); }
    }

    @Test
    void a_line_is_found_and_named() {
        Table line = Table.of(NumericColumn.of("x", 0, 1, 2, 3), NumericColumn.of("y", 1, 3, 5, 7)).withTarget("y");
        LinearRegressor model = LinearRegression.create().fit(line);
        assertThat(model.coefficients().get("x")).isCloseTo(2, within(1e-12));
        assertThat(model.intercept()).isCloseTo(1, within(1e-12));
        assertThat(model).hasToString("LinearRegressor[intercept=1.0, x=2.0]");
        assertThat(model.report()).contains("intercept").contains("2.0000");
    }

    @Test
    void of_many_solutions_the_shortest_is_taken() {
        Table twice = Table.of(NumericColumn.of("a", 0, 1, 2, 3), NumericColumn.of("b", 0, 1, 2, 3), NumericColumn.of("y", 1, 3, 5, 7))
                .withTarget("y");
        assertThat(LinearRegression.create().fit(twice).weights()).containsExactly(new double[] {1, 1}, within(1e-10));
        Table wide = Table.of(NumericColumn.of("a", 1, 0), NumericColumn.of("b", 0, 1), NumericColumn.of("c", 0, 0), NumericColumn.of("y", 3, 4))
                .withTarget("y");
        assertThat(LinearRegression.create().withIntercept(false).fit(wide).weights()).containsExactly(new double[] {3, 4, 0}, within(1e-10));
        assertThat(LinearRegression.ridge(1).withIntercept(false).fit(wide).weights()).as("halved by a ridge of 1")
                .containsExactly(new double[] {1.5, 2, 0}, within(1e-10));
        assertThat(LinearRegression.elasticNet(0.5, 0.5).withIntercept(false).fit(wide).weights()).as("(3/2 − 1/4) / (1/2 + 1/4)")
                .containsExactly(new double[] {5.0 / 3, 7.0 / 3, 0}, within(1e-8));
    }

    @Test
    void classes_that_can_be_told_apart_perfectly() {
        Table rows = Table.of(NumericColumn.of("x", -2, -1, 1, 2), BooleanColumn.of("y", false, false, true, true)).withTarget("y");
        LinearClassifier kept = LogisticRegression.create().fit(rows);
        assertThat(kept.convergence().converged()).isTrue();
        LinearClassifier free = LogisticRegression.create().withPenalty(Penalty.none()).withMaxIterations(3).fit(rows);
        assertThat(free.convergence().converged()).isFalse();
        assertThat(free.predict(rows).toInts()).containsExactly(0, 0, 1, 1);
        assertThat(kept.coefficients("true").get("x")).isEqualTo(-kept.coefficients("false").get("x")).isPositive();
        assertThat(kept.toString()).startsWith("LinearClassifier[true: intercept=");
        assertThat(kept.report()).contains("intercept").contains("converged after");
    }

    @Test
    void vectors_are_features_too() {
        Tensor features = Tensor.of(Shape.of(4, 2), -1f, 0, -2, 1, 1, 0, 2, -1);
        Table rows = Table.of(VectorColumn.of("embedding", features), BooleanColumn.of("y", false, false, true, true)).withTarget("y");
        LinearClassifier model = LinearSvm.create().fit(rows);
        assertThat(model.features().names()).containsExactly("embedding[0]", "embedding[1]");
        assertThat(model.predictNames(rows)).containsExactly("false", "false", "true", "true");
        assertThat(model.decision(rows).shape()).isEqualTo(Shape.of(4));
    }
}
