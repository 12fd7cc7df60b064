package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** Steps one after the other. */
class PreparedPipelineTest {

    /** Adds up what it is given. */
    private static final Model SUM = new Model() {
        @Override
        public Tensor scores(Table rows) {
            return rows.matrix().sum(1);
        }

        @Override
        public List<String> classNames() {
            return List.of();
        }
    };

    private final Table train = Table.of(NumericColumn.of("age", 20, Double.NaN, 40, 30), CategoryColumn.of("plan", "a", "b", "a", null),
            CategoryColumn.of("city", "x", "y", "x", "z"), BooleanColumn.of("churned", true, false, true, false)).withTarget("churned");

    @Test
    void a_table_becomes_numbers() {
        List<Table> seen = new ArrayList<>();
        FittedPipeline<Model> fitted = Pipeline.start(Impute.median().withIndicators(true))
                .then(OneHot.create().on("plan").withMinCount(2).withUnseen(Unseen.OWN_LEVEL))
                .then(TargetEncoder.create().on("city"))
                .then(StandardScaler.create())
                .estimator(rows -> {
                    seen.add(rows);
                    return SUM;
                })
                .fit(train);
        assertThat(seen.get(0).featureNames()).containsExactly("age", "plan[0]", "plan[1]", "city", "age_missing");
        Table later = Table.of(NumericColumn.of("age", 30), CategoryColumn.of("plan", "new"), CategoryColumn.of("city", "nowhere"));
        assertThat(fitted.transform(later).featureNames()).isEqualTo(seen.get(0).featureNames());
        assertThat(fitted.transform(later).numeric("age").get(0)).as("the mean").isZero();
        assertThat(fitted.transform(later).vector("plan").values().toArray()).as("other").containsExactly(0, 1);
        assertThat(fitted.scores(later).toArray()).hasSize(1);
        assertThat(fitted.toString()).startsWith("FittedPipeline[Impute[columns=NUMERIC, rule=MEDIAN");
    }

    /** The share of rows whose two chosen features tell the class by their signs' agreement with the training rows. */
    private static double agreement(Table rows, Table fittedOn) {
        int right = 0;
        for (int i = 0; i < rows.rows(); i++) {
            double vote = 0;
            for (var column : rows.features()) {
                NumericColumn x = (NumericColumn) column;
                double difference = 0;
                for (int j = 0; j < fittedOn.rows(); j++) {
                    difference += (fittedOn.labels()[j] == 1 ? 1 : -1) * fittedOn.numeric(x.name()).get(j);
                }
                vote += difference * x.get(i);
            }
            right += vote > 0 == (rows.labels()[i] == 1) ? 1 : 0;
        }
        return (double) right / rows.rows();
    }

    @Test
    void choosing_features_before_rows_are_divided_makes_noise_look_good() {
        int n = 40;
        List<NumericColumn> noise = new ArrayList<>();
        for (int c = 0; c < 800; c++) {
            noise.add(NumericColumn.of("x" + c, RandomSource.of(3).at(0, c).normals(n)));
        }
        boolean[] y = new boolean[n];
        for (int i = 0; i < n; i++) {
            y[i] = i % 2 == 0;
        }
        Table all = Table.of(noise).with(BooleanColumn.of("y", y)).withTarget("y");
        int[] first = IntStream.range(0, 20).toArray();
        int[] second = IntStream.range(20, 40).toArray();
        FeatureSelection best = FeatureSelection.best(Score.F_TEST, 10);

        Table leaking = best.fit(all).apply(all);
        assertThat(agreement(leaking.rows(second), leaking.rows(first))).as("chosen on all rows").isGreaterThan(0.85);
        Table train = all.rows(first);
        var honest = best.fit(train);
        assertThat(agreement(honest.apply(all.rows(second)), honest.apply(train))).as("chosen on training rows").isBetween(0.2, 0.8);
    }
}
