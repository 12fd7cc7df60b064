package org.librate.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.prepare.BooleanToNumber;
import org.librate.core.prepare.DateParts;
import org.librate.core.prepare.TfIdf;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.DateTimeColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;
import org.librate.core.table.VectorColumn;

/** What a fitted pipeline does with one row, and with rows that are not what it was fitted with. */
class PipelineRowTest {

    private final Table train = Churn.table(300);
    private final FittedPipeline<LinearClassifier> fitted = Churn.plan().fit(train);

    private static Row row(Table table, int i) {
        Map<String, Object> values = new HashMap<>();
        values.put("age", table.numeric("age").get(i));
        values.put("income", table.numeric("income").get(i));
        values.put("plan", table.column("plan").isMissing(i) ? null : table.column("plan").text(i));
        return Row.of(values);
    }

    @Test
    void a_row_alone_scores_as_it_does_in_its_table() {
        float[] scores = fitted.scores(train).toArray();
        List<String> names = fitted.predictNames(train);
        for (int i = 0; i < 50; i++) {
            assertThat(fitted.scores(row(train, i))).containsExactly(scores[2 * i], scores[2 * i + 1]);
            assertThat(fitted.predictName(row(train, i))).isEqualTo(names.get(i));
        }
    }

    @Test
    void eight_threads_get_what_one_gets() throws Exception {
        float[] scores = fitted.scores(train).toArray();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Float>>> tasks = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                tasks.add(() -> IntStream.range(0, 300).mapToObj(i -> fitted.scores(row(train, i))[1]).toList());
            }
            List<Float> expected = IntStream.range(0, 300).mapToObj(i -> scores[2 * i + 1]).toList();
            for (Future<List<Float>> answer : threads.invokeAll(tasks)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void every_type_of_column_can_be_given() {
        Table table = Table.of(
                TextColumn.of("note", "a cat", "a dog", "a cat and a dog", "no pets"),
                BooleanColumn.of("vip", true, false, true, false),
                DateTimeColumn.of("since", LocalDateTime.of(2024, 5, 1, 0, 0), LocalDateTime.of(2023, 1, 2, 3, 4), LocalDateTime.of(2022, 7, 1, 0, 0),
                        LocalDateTime.of(2021, 1, 1, 0, 0)),
                VectorColumn.of("place", Tensor.of(Shape.of(4, 2), new float[] {1, 2, 3, 4, 5, 6, 7, 8})),
                NumericColumn.of("weight", 1, 2, 1, 1),
                BooleanColumn.of("bought", true, false, true, false)).withTarget("bought").withWeights("weight");
        FittedPipeline<LinearClassifier> pets = Pipeline.start(TfIdf.create()).then(BooleanToNumber.create()).then(DateParts.create())
                .estimator(LogisticRegression.create()).fit(table);

        Row row = Row.create().with("note", "a cat").with("vip", true).with("since", LocalDate.of(2024, 5, 1)).with("place", new float[] {1, 2});
        assertThat(pets.scores(row)).isEqualTo(pets.scores(table.head(1)).toArray());
        assertThat(pets.scores(row.with("weight", 3))).as("weights may be given, and change nothing").isEqualTo(pets.scores(row));
        assertThat(pets.inputs()).filteredOn(InputColumn::required).extracting(InputColumn::name).containsExactly("note", "vip", "since", "place");

        assertThatThrownBy(() -> pets.scores(row.with("vip", "yes")))
                .hasMessageContaining("\"vip\" BOOLEAN must be true or false, got \"yes\", which is text");
        assertThatThrownBy(() -> pets.scores(row.with("since", "2024-05-01")))
                .hasMessageContaining("\"since\" DATE_TIME must be a LocalDateTime or LocalDate");
        assertThatThrownBy(() -> pets.scores(row.with("note", 3))).hasMessageContaining("\"note\" TEXT must be text, got 3.0, which is a Double");
        assertThatThrownBy(() -> pets.scores(row.with("place", new float[3]))).hasMessageContaining("must have 2 numbers, got 3");
        assertThatThrownBy(() -> pets.scores(row.missing("place"))).hasMessageContaining("\"place\"").hasMessageContaining("numbers in every row");
    }

    @Test
    void a_row_with_other_columns_is_refused_by_name() {
        Row good = Row.create().with("age", 31).with("plan", "gold").missing("income");
        assertThat(fitted.scores(good)).hasSize(2);
        assertThatThrownBy(() -> fitted.scores(good.with("agee", 3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got \"agee\"");
        assertThatThrownBy(() -> fitted.scores(Row.create().with("Age", 31).with("plan", "gold").missing("income")))
                .hasMessageContaining("Did you mean \"age\"?");
        assertThatThrownBy(() -> fitted.scores(Row.create().with("age", 31).with("plan", "gold"))).hasMessageContaining("\"income\" NUMERIC")
                .hasMessageContaining("missing(\"income\")");
        assertThatThrownBy(() -> fitted.scores(good.with("age", "31")))
                .hasMessageContaining("\"age\" NUMERIC must be a number, got \"31\", which is text");
        assertThatThrownBy(() -> fitted.scores(good.with("churned", true))).hasMessageContaining("what it predicts. Leave it out");
    }

    @Test
    void a_table_with_other_columns_is_refused_by_name() {
        assertThatThrownBy(() -> fitted.scores(train.without("plan"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"plan\" CATEGORY");
        Table renamed = train.without("income").with(NumericColumn.of("In-come", new double[300]));
        assertThatThrownBy(() -> fitted.scores(renamed)).hasMessageContaining("\"income\" NUMERIC").hasMessageContaining("Did you mean \"In-come\"?");
        assertThatThrownBy(() -> fitted.scores(train.with(BooleanColumn.of("age", new boolean[300])))).hasMessageContaining("\"age\" NUMERIC")
                .hasMessageContaining("BOOLEAN");
        assertThat(fitted.scores(train.without("churned")).toArray()).as("the target is not looked at").isEqualTo(fitted.scores(train).toArray());
        assertThat(fitted.scores(train.with(NumericColumn.of("more", new double[300]))).toArray()).as("columns besides are not either")
                .isEqualTo(fitted.scores(train).toArray());
    }
}
