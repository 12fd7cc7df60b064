package org.librate.core.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.librate.core.learn.Estimator;
import org.librate.core.neighbor.Distance;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** Nearest neighbours and naive Bayes keep the promises of estimators, and what only they know. */
class NeighborsAndBayesTest {

    abstract static class Neighbors extends EstimatorContract {
        @Override boolean weightsRepeat() { return false; } // the k nearest are others when rows are there twice
    }

    @Nested class Classes extends Neighbors {
        @Override Estimator<?> estimator() { return KNeighborsClassifier.of(5); }
    }

    @Nested class ByDistance extends Neighbors {
        @Override Estimator<?> estimator() { return KNeighborsClassifier.of(4).withVotes(VoteWeights.DISTANCE).withDistance(Distance.MANHATTAN); }
    }

    @Nested class Values extends Neighbors {
        @Override Estimator<?> estimator() { return KNeighborsRegressor.of(3).withDistance(Distance.COSINE); }
        @Override boolean classes() { return false; }
    }

    @Nested class Gaussian extends EstimatorContract {
        @Override Estimator<?> estimator() { return NaiveBayes.gaussian(); }
    }

    @Nested class Multinomial extends EstimatorContract {
        @Override Estimator<?> estimator() { return NaiveBayes.multinomial(); }
    }

    @Nested class Complement extends EstimatorContract {
        @Override Estimator<?> estimator() { return NaiveBayes.complement(); }
    }

    @Nested class Bernoulli extends EstimatorContract {
        @Override Estimator<?> estimator() { return NaiveBayes.bernoulli().withThreshold(1.5).withUniformPrior(true); }
    }

    @Nested class Categorical extends EstimatorContract {
        @Override Estimator<?> estimator() { return NaiveBayes.categorical(); }
        @Override boolean looks() { return false; } // takes other columns than the contract's errors are about

        @Override
        Table rows() {
            Table numbers = super.rows();
            Random random = new Random(1);
            String[] a = new String[60];
            String[] b = new String[60];
            for (int i = 0; i < 60; i++) {
                a[i] = List.of("x", "y", "z").get(random.nextInt(3));
                b[i] = random.nextInt(5) == 0 ? null : Integer.toString((int) numbers.numeric("a").get(i));
            }
            return numbers.with(CategoryColumn.of("a", a)).with(CategoryColumn.of("b", b));
        }

        @Override
        @Test
        void a_constant_column_does_no_harm() {
            Table rows = rows().with(BooleanColumn.of("same", new boolean[60]));
            assertThat(estimator().fit(rows).predict(rows).size()).isEqualTo(60);
        }
    }

    @Test
    void an_unknown_level_says_nothing() {
        Table rows = Table.of(CategoryColumn.of("a", "p", "p", "q", "q"), BooleanColumn.of("y", true, true, false, true)).withTarget("y");
        NaiveBayesModel model = NaiveBayes.categorical().fit(rows);
        float[] scores = model.scores(Table.of(CategoryColumn.of("a", "new", null, "q"))).toArray();
        assertThat(scores).startsWith(0.25f, 0.75f, 0.25f, 0.75f);
        assertThat(scores[4]).as("(1 + 1) / (1 + 2) · ¼ against (1 + 1) / (3 + 2) · ¾").isEqualTo((float) (2.0 / 12 / (2.0 / 12 + 0.3)));
        assertThatThrownBy(() -> NaiveBayes.categorical().fit(rows.with(NumericColumn.of("n", 1, 2, 3, 4))))
                .hasMessageContaining("\"n\", which is NUMERIC").hasMessageContaining("gaussian");
        assertThatThrownBy(() -> NaiveBayes.multinomial().fit(Table.of(NumericColumn.of("n", -1), BooleanColumn.of("y", true)).withTarget("y")))
                .hasMessageContaining("counts must be >= 0");
    }

    @Test
    void a_neighbour_at_no_distance_decides_alone() {
        Table rows = Table.of(NumericColumn.of("x", 0, 1, 2), NumericColumn.of("y", 10, 20, 60)).withTarget("y");
        assertThat(KNeighborsRegressor.of(3).withVotes(VoteWeights.DISTANCE).fit(rows).scores(rows.rows(1)).toArray()).containsExactly(20);
        assertThat(KNeighborsRegressor.of(3).fit(rows).scores(rows.rows(1)).toArray()).containsExactly(30);
        Table weighted = rows.with(NumericColumn.of("w", 3, 1, 0)).withWeights("w");
        assertThat(KNeighborsRegressor.of(2).fit(weighted).scores(rows.rows(2)).toArray()).as("the row of weight 0 is left out")
                .containsExactly(12.5f);
        assertThatThrownBy(() -> KNeighborsRegressor.of(3).fit(weighted)).hasMessageContaining("k must be at most").hasMessageContaining("2, got 3");
    }
}
