package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Pipeline;
import org.librate.core.learn.Resampler;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Adam;

/** A network at the end of a pipeline. */
class TableEstimatorTest {

    private final Table rows = rows();

    private static Table rows() {
        int n = 64;
        double[] a = IntStream.range(0, n).mapToDouble(i -> Math.sin(i)).toArray();
        double[] b = IntStream.range(0, n).mapToDouble(i -> Math.cos(3 * i)).toArray();
        boolean[] y = new boolean[n];
        double[] sum = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = a[i] > b[i];
            sum[i] = a[i] - b[i];
        }
        return Table.of(NumericColumn.of("a", a), BooleanColumn.of("y", y), NumericColumn.of("b", b), NumericColumn.of("sum", sum));
    }

    private static Trainer<Classifier> plan() {
        return Trainer.classifier(Sequential.of(Dense.of(2))).optimizer(Adam.of(0.1)).epochs(30).batchSize(16).seed(1);
    }

    @Test
    void it_learns_from_a_table_and_finds_columns_by_name() {
        Table train = rows.without("sum").withTarget("y");
        FittedPipeline<NetworkModel<Classifier>> fitted = Pipeline.start((Resampler) (table, random) -> table).estimator(plan().estimator())
                .fit(train, train);
        NetworkModel<Classifier> model = fitted.model();
        assertThat(fitted.classNames()).containsExactly("false", "true");
        assertThat(fitted.scores(train).shape()).isEqualTo(Shape.of(64, 2));
        int[] labels = train.labels();
        int[] predicted = fitted.predict(train).toInts();
        assertThat(IntStream.range(0, 64).filter(i -> predicted[i] == labels[i]).count()).isGreaterThan(58);
        assertThat(model.scores(train.select("b", "a")).toArray()).isEqualTo(model.scores(train).toArray());
        assertThat(model.network().history().epochs()).hasSize(30);
        assertThat(model.features().names()).containsExactly("a", "b");
        assertThatThrownBy(() -> model.scores(train.without("b"))).hasMessageContaining("\"b\"");
        assertThat(plan().estimator()).hasToString(plan().toString());
    }

    @Test
    void validation_rows_may_have_their_columns_in_another_order() {
        Table train = rows.without("sum").withTarget("y");
        Estimator<NetworkModel<Classifier>> estimator = plan().estimator();
        var one = estimator.fit(train, train).network().history().epochs();
        var other = estimator.fit(train, train.select("b", "y", "a")).network().history().epochs();
        assertThat(other.get(29).validationLoss()).isPresent().isEqualTo(one.get(29).validationLoss());
    }

    @Test
    void a_regressor_gives_a_value_for_each_row() {
        Table train = rows.without("y").withTarget("sum").with(NumericColumn.of("w", IntStream.range(0, 64).mapToDouble(i -> 1 + i % 2).toArray()))
                .withWeights("w");
        NetworkModel<Regressor> model = Trainer.regressor(Sequential.of(Dense.of(1))).optimizer(Adam.of(0.1)).epochs(40).batchSize(16).seed(1)
                .estimator().fit(train);
        assertThat(model.classNames()).isEmpty();
        assertThat(model.scores(train).shape()).isEqualTo(Shape.of(64));
        assertThat(model.scores(rows).toArray()[5]).isCloseTo((float) (Math.sin(5) - Math.cos(15)), within(0.05f));
    }
}
