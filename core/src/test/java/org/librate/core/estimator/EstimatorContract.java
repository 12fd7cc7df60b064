package org.librate.core.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.save.Safetensors;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** What every estimator promises. */
abstract class EstimatorContract {

    abstract Estimator<? extends Model> estimator();

    boolean classes() {
        return true;
    }

    /** Whether it looks at features at all. */
    boolean looks() {
        return true;
    }

    boolean needsTwoClasses() {
        return false;
    }

    /** Whether a weight of 2 is the same as the row twice. */
    boolean weightsRepeat() {
        return true;
    }

    double tolerance() {
        return 1e-6;
    }

    /** Rows with features that are not negative, three classes or a number, and weights 1 to 3 in a column without a role. */
    Table rows() {
        Random random = new Random(3);
        int n = 60;
        double[] a = random.doubles(n, 0, 4).map(Math::rint).toArray();
        double[] b = random.doubles(n, 0, 9).toArray();
        boolean[] c = new boolean[n];
        String[] label = new String[n];
        double[] number = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            c[i] = random.nextInt(3) == 0;
            double signal = a[i] + b[i] / 3 + random.nextGaussian();
            label[i] = signal < 2.5 ? "low" : signal < 4.5 ? "middle" : "high";
            number[i] = signal + (c[i] ? 1 : 0);
            weight[i] = 1 + random.nextInt(3);
        }
        Column target = classes() ? CategoryColumn.of("y", List.of("low", "middle", "high"), label) : NumericColumn.of("y", number);
        return Table.of(NumericColumn.of("a", a), NumericColumn.of("b", b), BooleanColumn.of("c", c), target, NumericColumn.of("w", weight))
                .withTarget("y").withWeights("w");
    }

    private Table plain() {
        return rows().without("w");
    }

    private double[] scores(Model model, Table rows) {
        return model.scores(rows).toDoubles();
    }

    @Test
    void scores_have_the_shape_of_the_target_and_probabilities_sum_to_one() {
        Table rows = plain();
        Model model = estimator().fit(rows);
        Tensor scores = model.scores(rows);
        assertThat(model.classNames()).isEqualTo(rows.classNames());
        assertThat(scores.shape().toArray()).isEqualTo(classes() ? new long[] {60, 3} : new long[] {60});
        assertThat(Arrays.stream(scores.toDoubles()).boxed()).allMatch(Double::isFinite);
        if (classes()) {
            assertThat(Arrays.stream(scores.sum(1).toDoubles()).boxed()).allSatisfy(sum -> assertThat(sum).isCloseTo(1, within(1e-5)));
            assertThat(Arrays.stream(scores.toDoubles()).boxed()).allMatch(p -> p >= 0);
        }
        assertThat(model.scores(rows.head(0)).shape().toArray()).as("no rows").isEqualTo(classes() ? new long[] {0, 3} : new long[] {0});
    }

    @Test
    void a_row_alone_gets_the_answer_it_gets_among_others() {
        Table rows = plain();
        Model model = estimator().fit(rows);
        double[] all = scores(model, rows);
        int width = all.length / rows.rows();
        for (int i = 0; i < rows.rows(); i += 7) {
            assertThat(scores(model, rows.rows(i))).isEqualTo(Arrays.copyOfRange(all, i * width, (i + 1) * width));
        }
    }

    @Test
    void columns_are_found_by_name_and_the_target_is_not_looked_at() {
        Table rows = plain();
        Model model = estimator().fit(rows);
        Table shuffled = rows.select("c", "b", "a").with(NumericColumn.of("unknown", new double[rows.rows()]));
        if (!(estimator() instanceof DummyClassifier)) {
            assertThat(scores(model, shuffled)).isEqualTo(scores(model, rows));
        }
    }

    @Test
    void a_column_that_is_missing_or_of_another_type_is_an_error_that_names_it() {
        if (!looks()) {
            return;
        }
        Table rows = plain();
        Model model = estimator().fit(rows);
        assertThatThrownBy(() -> model.scores(rows.without("b"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"b\"");
        assertThatThrownBy(() -> model.scores(rows.with(BooleanColumn.of("b", new boolean[60])))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b NUMERIC");
        double[] gap = rows.numeric("a").toArray();
        gap[4] = Double.NaN;
        assertThatThrownBy(() -> model.scores(rows.with(NumericColumn.of("a", gap)))).hasMessageContaining("\"a\"").hasMessageContaining("row 4")
                .hasMessageContaining("missing");
        gap[4] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> estimator().fit(rows.with(NumericColumn.of("a", gap)))).hasMessageContaining("\"a\"").hasMessageContaining("row 4");
    }

    @Test
    void the_same_rows_give_the_same_model_and_are_left_as_they_are() {
        Table rows = rows();
        String before = text(rows);
        Model model = estimator().fit(rows);
        assertThat(scores(estimator().fit(rows), rows)).isEqualTo(scores(model, rows));
        assertThat(text(rows)).isEqualTo(before);
    }

    private static String text(Table rows) {
        StringBuilder text = new StringBuilder();
        rows.columns().forEach(column -> IntStream.range(0, rows.rows()).forEach(i -> text.append(column.text(i)).append(' ')));
        return text.toString();
    }

    @Test
    void a_weight_is_as_many_times_the_row() {
        if (!weightsRepeat()) {
            return;
        }
        Table weighted = rows();
        int[] repeated = IntStream.range(0, 60).flatMap(i -> IntStream.generate(() -> i).limit((long) weighted.numeric("w").get(i))).toArray();
        double[] one = scores(estimator().fit(weighted), weighted);
        double[] other = scores(estimator().fit(weighted.rows(repeated).without("w")), weighted);
        assertThat(one).containsExactly(other, within(tolerance()));
    }

    @Test
    void a_class_without_rows_keeps_its_name_and_is_never_predicted() {
        if (!classes()) {
            return;
        }
        Table rows = plain();
        int[] labels = rows.labels();
        Table some = rows.rows(IntStream.range(0, 60).filter(i -> labels[i] != 1).toArray());
        Model model = estimator().fit(some);
        assertThat(model.classNames()).containsExactly("low", "middle", "high");
        double[] scores = scores(model, rows);
        for (int i = 0; i < 60; i++) {
            assertThat(scores[3 * i + 1]).isZero();
        }
        Table one = rows.rows(IntStream.range(0, 60).filter(i -> labels[i] == 2).toArray());
        if (needsTwoClasses()) {
            assertThatThrownBy(() -> estimator().fit(one)).hasMessageContaining("two classes").hasMessageContaining("high");
        } else {
            assertThat(estimator().fit(one).predict(rows).toInts()).containsOnly(2);
        }
    }

    @Test
    void a_constant_column_does_no_harm() {
        Table rows = plain().with(NumericColumn.of("same", IntStream.range(0, 60).mapToDouble(i -> 2).toArray()));
        assertThat(Arrays.stream(scores(estimator().fit(rows), rows)).boxed()).allMatch(Double::isFinite);
    }

    @Test
    void no_rows_and_no_target_are_errors() {
        Table rows = plain();
        assertThatThrownBy(() -> estimator().fit(rows.head(0))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least one row");
        assertThatThrownBy(() -> estimator().fit(rows.without("y"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("withTarget");
        Column wrong = classes() ? NumericColumn.of("y", new double[60]) : BooleanColumn.of("y", new boolean[60]);
        assertThatThrownBy(() -> estimator().fit(rows.with(wrong))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("target");
        assertThatThrownBy(() -> estimator().fit(rows.with(NumericColumn.of("none", new double[60])).withWeights("none")))
                .hasMessageContaining("weight > 0");
    }

    @Test
    void several_threads_may_ask_at_once() throws Exception {
        Table rows = plain();
        Model model = estimator().fit(rows);
        double[] expected = scores(model, rows);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<double[]>> asks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                asks.add(() -> scores(model, rows));
            }
            for (Future<double[]> answer : threads.invokeAll(asks)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_model_comes_back_from_its_text_and_tensors() throws Exception {
        Table rows = plain();
        Model model = estimator().fit(rows);
        if (!EstimatorTypes.types().knows(model.getClass())) {
            return;
        }
        Path file = Files.createTempFile("model", ".safetensors");
        try {
            var packed = EstimatorTypes.types().pack("model", model);
            Safetensors.write(file, packed.tensors(), Map.of("model", packed.json()));
            Model same = EstimatorTypes.types().unpack(model.getClass(), "model", Safetensors.read(file));
            assertThat(scores(same, rows)).isEqualTo(scores(model, rows));
            assertThat(same.toString()).isEqualTo(model.toString());
        } finally {
            Files.delete(file);
        }
    }
}
