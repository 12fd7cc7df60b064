package org.librate.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Loader;
import org.librate.core.data.SplitRule;

class TableTest {

    private final Table table = Table.of(
            NumericColumn.of("age", 31, 45, Double.NaN, 52),
            CategoryColumn.of("plan", "gold", "basic", null, "basic"),
            BooleanColumn.ofNullable("active", true, null, false, true),
            DateTimeColumn.of("since", LocalDateTime.of(2024, 2, 29, 13, 5), null, LocalDateTime.of(1969, 12, 31, 23, 59),
                    LocalDateTime.of(2000, 1, 1, 0, 0)),
            TextColumn.of("note", "a", null, "", "b"),
            VectorColumn.of("embedding", Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}})),
            BooleanColumn.of("churned", false, true, false, true)).withTarget("churned");

    @Test
    void every_column_goes_along_when_rows_are_picked() {
        Table picked = table.rows(3, 0, 0, 2, 1);
        for (Column column : table.columns()) {
            List<String> expected = IntStream.of(3, 0, 0, 2, 1).mapToObj(column::text).toList();
            Column got = picked.column(column.name());
            assertThat(IntStream.range(0, 5).mapToObj(got::text).toList()).as(column.name()).isEqualTo(expected);
            assertThat(got.isMissing(4)).as(column.name()).isEqualTo(column.isMissing(1));
            assertThat(got.type()).isEqualTo(column.type());
        }
        assertThat(IntStream.range(0, 5).mapToLong(picked::origin))
                .containsExactly(table.origin(3), table.origin(0), table.origin(0), table.origin(2), table.origin(1));
        assertThat(picked.target()).isPresent();
    }

    @Test
    void tables_put_together_keep_values_and_origins() {
        Table other = table.rows(2, 1).with(CategoryColumn.of("plan", "silver", "basic"));
        Table both = table.concat(other);
        assertThat(both.rows()).isEqualTo(6);
        assertThat(IntStream.range(0, 6).mapToObj(both.column("plan")::text)).containsExactly("gold", "basic", "", "basic", "silver", "basic");
        assertThat(both.origin(4)).isEqualTo(table.origin(2));
        assertThat(both.column("embedding").text(5)).isEqualTo("3.0 4.0");
        assertThat(both.dateTime("since").get(3)).isEqualTo(LocalDateTime.of(2000, 1, 1, 0, 0));
    }

    @Test
    void origins_tell_content_apart_and_come_again_with_the_same_content() {
        Table a = Table.of(NumericColumn.of("x", 1, 2, 3));
        assertThat(a.origin(1)).isEqualTo(Table.of(NumericColumn.of("x", 1, 2, 3)).origin(1)).isNotEqualTo(a.origin(2));
        assertThat(a.origin(1)).isNotEqualTo(Table.of(NumericColumn.of("x", 1, 2, 4)).origin(1));
        assertThat(a.with(NumericColumn.of("y", 1, 1, 1)).origin(1)).as("a column more makes no other rows").isEqualTo(a.origin(1));
    }

    @Test
    void a_stratified_split_takes_every_row_once_and_each_class_alike() {
        double[] x = IntStream.range(0, 1000).asDoubleStream().toArray();
        boolean[] rare = new boolean[1000];
        for (int i = 0; i < 1000; i += 10) {
            rare[i] = true;
        }
        Table many = Table.of(NumericColumn.of("x", x), BooleanColumn.of("rare", rare)).withTarget("rare");
        TableSplit split = many.split(SplitRule.stratified(0.7, 0.1, 0.2).withSeed(5));
        List<Double> all = new ArrayList<>();
        for (Table part : List.of(split.train(), split.validation(), split.test())) {
            for (int i = 0; i < part.rows(); i++) {
                all.add(part.numeric("x").get(i));
            }
        }
        assertThat(all).hasSize(1000).doesNotHaveDuplicates();
        assertThat(IntStream.of(split.test().labels()).sum()).isEqualTo(20);
        assertThat(split).hasToString("TableSplit[train=700, validation=100, test=200]");
    }

    @Test
    void a_table_of_numbers_becomes_a_data_set_with_the_same_origins() {
        Table rows = Table.of(NumericColumn.of("a", 1, 2), VectorColumn.of("v", Tensor.of(new float[][] {{5, 6}, {7, 8}})),
                BooleanColumn.of("b", true, false),
                VectorColumn.of("image", Tensor.ones(2, 3, 3, 1)), CategoryColumn.of("y", "no", "yes"), NumericColumn.of("w", 2, 0.5)).withTarget("y")
                .withWeights("w");
        Dataset data = rows.dataset();
        assertThat(data.fields()).contains(Field.target("y", DType.INT32, Shape.scalar()));
        assertThat(data.classNames()).containsExactly("no", "yes");
        assertThat(data.origin(1)).isEqualTo(rows.origin(1));
        assertThat(rows.featureNames()).containsExactly("a", "v[0]", "v[1]", "b");
        try (Batches batches = Loader.of(data).withBatchSize(2).open(1)) {
            Batch batch = batches.next();
            assertThat(batch.get("x").toArray()).containsExactly(1, 5, 6, 1, 2, 7, 8, 0);
            assertThat(batch.get("image").shape()).isEqualTo(Shape.of(2, 3, 3, 1));
            assertThat(batch.y().toInts()).containsExactly(0, 1);
            assertThat(batch.weights().orElseThrow().toArray()).containsExactly(2, 0.5f);
        }
    }

    @Test
    void a_column_may_have_the_name_that_the_features_have_in_a_data_set() {
        Table rows = Table.of(NumericColumn.of("a", 1, 2), NumericColumn.of("x", 3, 4), VectorColumn.of("image", Tensor.ones(2, 3, 3, 1)),
                CategoryColumn.of("weight", "light", "heavy"), NumericColumn.of("w", 1, 2));
        assertThat(rows.withTarget("x").select("a", "x").dataset().fields()).extracting(Field::name).containsExactly("x_", "x");
        assertThat(rows.withTarget("x").select("image", "x").dataset().fields()).extracting(Field::name).containsExactly("image", "x");
        assertThat(rows.select("a", "image").rename("image", "x").dataset().fields()).extracting(Field::name).containsExactly("x_", "x");
        assertThat(rows.select("a", "x", "image").rename("image", "x_").withTarget("x").dataset().fields()).extracting(Field::name)
                .containsExactly("x__", "x_", "x");
        Dataset data = rows.select("a", "x").dataset();
        assertThat(data.fields()).extracting(Field::name).as("a feature is one of those beside each other").containsExactly("x");
        Dataset weighted = rows.select("a", "weight", "w").withTarget("weight").withWeights("w").dataset();
        try (Batches batches = Loader.of(weighted).withBatchSize(2).open(1)) {
            Batch batch = batches.next();
            assertThat(batch.y().toInts()).containsExactly(1, 0);
            assertThat(batch.weights().orElseThrow().toArray()).containsExactly(1, 2);
        }
    }

    @Test
    void what_a_data_set_of_a_table_knows_of_its_rows_is_not_read_again() {
        Dataset data = Table.of(NumericColumn.of("a", 1, 2), BooleanColumn.of("y", true, false)).withTarget("y").dataset();
        assertThat(data.hasLabelsAtHand()).isTrue();
        assertThat(data.labels()).containsExactly(1, 0);
    }

    @Test
    void messages_name_the_column_and_the_way_out() {
        assertThatThrownBy(() -> table.column("agee")).hasMessageContaining("no column \"agee\"").hasMessageContaining("age");
        assertThatThrownBy(() -> table.numeric("plan")).hasMessageContaining("\"plan\" must be NUMERIC").hasMessageContaining("CATEGORY");
        assertThatThrownBy(table::matrix).hasMessageContaining("\"age\" must be known in every row").hasMessageContaining("1 missing");
        assertThatThrownBy(() -> table.without("age").matrix()).hasMessageContaining("CATEGORY \"plan\"").hasMessageContaining("Encode");
        assertThatThrownBy(() -> table.withTarget("plan").labels()).hasMessageContaining("\"plan\" must be known");
        assertThatThrownBy(() -> table.withTarget("age").labels()).hasMessageContaining("must be CATEGORY or BOOLEAN");
        assertThatThrownBy(() -> table.without("churned").labels()).hasMessageContaining("needs a target");
        assertThatThrownBy(() -> table.rows(4)).hasMessageContaining("must be in [0, 4)");
        assertThatThrownBy(() -> table.with(NumericColumn.of("x", 1))).hasMessageContaining("same number of rows");
        assertThatThrownBy(() -> Table.of(NumericColumn.of("x", 1), NumericColumn.of("x", 1))).hasMessageContaining("used once");
        assertThatThrownBy(() -> Table.of(NumericColumn.of("w", -1)).withWeights("w")).hasMessageContaining("-1.0 in row 0");
        assertThatThrownBy(() -> table.concat(table.without("age"))).hasMessageContaining("same columns");
        assertThatThrownBy(() -> table.select("age", "plan").concat(table.select("age", "plan").with(TextColumn.of("plan", "a", "b", "c", "d"))))
                .hasMessageContaining("one type");
    }

    @Test
    void says_what_it_holds() {
        assertThat(table).hasToString("Table[4 rows, age NUMERIC, plan CATEGORY(2), active BOOLEAN, since DATE_TIME, note TEXT, embedding "
                + "VECTOR[2], churned BOOLEAN (target)]");
        assertThat(table.column("age").missingCount()).isOne();
    }

    @Test
    void no_row_at_all_is_a_table_too() {
        Table none = table.rows(new int[0]);
        assertThat(none.head(3).rows()).isZero();
        assertThat(none.labels()).isEmpty();
        assertThat(none.concat(table).rows()).isEqualTo(4);
    }
}
