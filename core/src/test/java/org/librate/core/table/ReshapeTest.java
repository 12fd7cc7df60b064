package org.librate.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;

class ReshapeTest {

    private final Table table = Table.of(
            NumericColumn.of("age", 31, 45, Double.NaN, 31),
            CategoryColumn.of("plan", "gold", "basic", null, "basic"),
            BooleanColumn.ofNullable("active", true, null, false, true),
            DateTimeColumn.of("since", LocalDateTime.of(2024, 2, 29, 13, 5), null, LocalDateTime.of(1969, 12, 31, 23, 59),
                    LocalDateTime.of(2000, 1, 1, 0, 0)),
            TextColumn.of("note", "b", null, "10", "a"),
            VectorColumn.of("embedding", Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}})),
            BooleanColumn.of("churned", false, true, false, true)).withTarget("churned");

    private static List<String> texts(Table table, String column) {
        return IntStream.range(0, table.rows()).mapToObj(table.column(column)::text).toList();
    }

    @Test
    void rows_are_filtered_and_sorted() {
        assertThat(texts(table.filter(row -> row.number("age") < 40 && row.isTrue("active")), "note")).containsExactly("b", "a");
        assertThat(texts(table.filter(row -> row.isMissing("plan") || row.text("plan").equals("gold") || row.index() == 3), "age"))
                .containsExactly("31", "", "31");
        assertThat(table.filter(row -> false).rows()).isZero();
        assertThat(texts(table.sortBy("age"), "note")).as("equal ones keep their order").containsExactly("b", "a", "", "10");
        assertThat(texts(table.sortByDescending("age"), "note")).as("missing ones last").containsExactly("", "b", "a", "10");
        assertThat(texts(table.sortBy("plan"), "plan")).containsExactly("basic", "basic", "gold", "");
        assertThat(texts(table.sortBy("active"), "active")).containsExactly("false", "true", "true", "");
        assertThat(texts(table.sortBy("since"), "note")).containsExactly("10", "a", "b", "");
        assertThat(texts(table.sortBy("note"), "note")).containsExactly("10", "a", "b", "");
        assertThatThrownBy(() -> table.sortBy("embedding")).hasMessageContaining("VECTOR");
        assertThatThrownBy(() -> table.filter(row -> row.isTrue("age"))).hasMessageContaining("must be BOOLEAN");
    }

    /** Row i holds i, so each origin must be that of the row its number tells. */
    @Test
    void origins_survive_every_operation() {
        double[] numbers = IntStream.range(0, 50).asDoubleStream().toArray();
        Table made = Table.of(NumericColumn.of("i", numbers),
                NumericColumn.of("key", IntStream.range(0, 50).mapToDouble(i -> i * 17 % 50).toArray()));
        long[] origins = LongStream.range(0, 50).map(i -> made.origin((int) i)).toArray();
        List<UnaryOperator<Table>> operations = List.of(
                t -> t.filter(row -> row.number("key") > 20), t -> t.sortBy("key"), t -> t.sortByDescending("key"),
                t -> t.rename("key", "other").rename("other", "key"),
                t -> t.map("key", x -> x + 1), t -> t.asCategory("key").asNumeric("key"), t -> t.asText("key").asNumeric("key"),
                t -> t.withNumeric("more", row -> row.number("i") * 2),
                t -> t.withBoolean("even", row -> row.number("i") % 2 == 0).asNumeric("even").asBoolean("even"),
                t -> t.withCategory("c", row -> row.text("i")), t -> t.rows(4, 4, 1),
                t -> t.head(7), t -> t.concat(t.rows(3)), t -> t.select("key", "i"),
                t -> t.withTarget("key").withGroups("i").without("key").with(t.column("key")));
        for (int k = 0; k < operations.size(); k++) {
            Table after = operations.get(k).apply(made.sortBy("key"));
            for (int row = 0; row < after.rows(); row++) {
                assertThat(after.origin(row)).as("operation " + k).isEqualTo(origins[(int) after.numeric("i").get(row)]);
            }
        }
    }

    @Test
    void columns_are_renamed_with_their_roles() {
        Table renamed = table.withGroups("plan").rename("churned", "left").rename("plan", "tariff");
        assertThat(renamed.names()).containsExactly("age", "tariff", "active", "since", "note", "embedding", "left");
        assertThat(renamed.target().orElseThrow().name()).isEqualTo("left");
        assertThat(renamed.groups().orElseThrow().name()).isEqualTo("tariff");
        assertThatThrownBy(() -> table.rename("age", "plan")).hasMessageContaining("\"plan\" again");
    }

    @Test
    void columns_are_worked_out_from_others() {
        assertThat(table.map("age", x -> x * 2).numeric("age").toArray()).containsExactly(62, 90, Double.NaN, 62);
        assertThat(table.withNumeric("twice", row -> row.number("age") * 2).numeric("twice").toArray()).containsExactly(62, 90, Double.NaN, 62);
        assertThat(texts(table.withCategory("decade", row -> row.isMissing("age") ? null : (int) row.number("age") / 10 + "0s"), "decade"))
                .containsExactly("30s", "40s", "", "30s");
        assertThat(texts(table.withBoolean("leap", row -> !row.isMissing("since") && row.dateTime("since").getMonthValue() == 2), "leap"))
                .containsExactly("true", "false", "false", "false");
        assertThat(table.counts("plan")).containsExactly(java.util.Map.entry("basic", 2), java.util.Map.entry("gold", 1));
        assertThat(table.counts("age")).containsExactly(java.util.Map.entry("31", 2), java.util.Map.entry("45", 1));
    }

    @Test
    void columns_change_their_type() {
        assertThat(table.asCategory("age").category("age").levels()).containsExactly("31", "45");
        assertThat(table.asCategory("age").column("age").isMissing(2)).isTrue();
        assertThat(table.asNumeric("active").numeric("active").toArray()).containsExactly(1, Double.NaN, 0, 1);
        assertThat(texts(table.asNumeric("active").asBoolean("active"), "active")).containsExactly("true", "", "false", "true");
        Table words = Table.of(TextColumn.of("n", "1.5", null, " 7 "), CategoryColumn.of("b", "yes", "no", null));
        assertThat(words.asNumeric("n").numeric("n").toArray()).containsExactly(1.5, Double.NaN, 7);
        assertThat(texts(words.asBoolean("b"), "b")).containsExactly("true", "false", "");
        assertThat(texts(words.asText("b"), "b")).containsExactly("yes", "no", "");
        assertThatThrownBy(() -> table.asNumeric("note")).hasMessageContaining("\"note\" must be a number in every row")
                .hasMessageContaining("\"b\" in row 0");
        assertThatThrownBy(() -> table.asBoolean("age")).hasMessageContaining("31.0 in row 0").hasMessageContaining("withBoolean");
        assertThatThrownBy(() -> table.asCategory("embedding")).hasMessageContaining("VECTOR");
        assertThatThrownBy(() -> table.asNumeric("since")).hasMessageContaining("DATE_TIME");
    }

    @Test
    void a_table_is_printed_in_columns() {
        assertThat(table.select("age", "plan", "note").withNumeric("x", row -> row.index() / 3.0).toText(2)).isEqualTo("""
                age  plan   note                   x
                ------------------------------------
                 31  gold   b                      0
                 45  basic        0.3333333333333333
                ... 2 rows more""");
        assertThat(Table.of(TextColumn.of("t", "a\nb", "x".repeat(50))).toText(5)).contains("a\\nb", "x...").doesNotContain("more");
    }

    /** pandas 3.1.1: {@code s = pd.Series([3, 1, 4, 1, 5, 9.5, 2, 6, None, 5.25]); s.describe(), s.nunique()}. */
    @Test
    void numbers_are_described_as_pandas_does() {
        ColumnSummary summary = Table.of(NumericColumn.of("s", 3, 1, 4, 1, 5, 9.5, 2, 6, Double.NaN, 5.25)).describe().column("s");
        assertThat(summary.missing()).isEqualTo(1);
        assertThat(summary.distinct()).isEqualTo(8);
        assertThat(summary.mean()).isCloseTo(4.083333333333333, org.assertj.core.data.Offset.offset(1e-14));
        assertThat(summary.deviation()).isCloseTo(2.732901388634431, org.assertj.core.data.Offset.offset(1e-14));
        assertThat(List.of(summary.min(), summary.quartile1(), summary.median(), summary.quartile3(), summary.max()))
                .containsExactly(1.0, 2.0, 4.0, 5.25, 9.5);
    }

    @Test
    void a_description_tells_each_type() {
        TableDescription description = table.describe();
        assertThat(description.toString().lines().map(String::strip)).containsExactly(
                "4 rows",
                "column     type       missing  distinct    mean  deviation               min  25%  50%  75%               max  most frequent",
                "-".repeat(126),
                "age        NUMERIC          1         2  35.667     8.0829                31   31   31   38                45",
                "plan       CATEGORY         1         2                                                                        basic 2, gold 1",
                "active     BOOLEAN          1         2                                                                        true 2, false 1",
                "since      DATE_TIME        1         3                     1969-12-31T23:59                 2024-02-29T13:05",
                "note       TEXT             1         3",
                "embedding  VECTOR           0",
                "churned    BOOLEAN          0         2                                                                        false 2, true 2",
                "target: false 2 (50.0 %) true 2 (50.0 %)");
        assertThat(description.toJson())
                .startsWith("{\"rows\":4,\"columns\":[{\"name\":\"age\",\"type\":\"NUMERIC\",\"missing\":1,\"distinct\":2,\"mean\":35.6")
                .contains("{\"name\":\"plan\",\"type\":\"CATEGORY\",\"missing\":1,\"distinct\":2,\"top\":{\"basic\":2,\"gold\":1}}",
                        "\"first\":\"1969-12-31T23:59\"",
                        "{\"name\":\"embedding\",\"type\":\"VECTOR\",\"missing\":0}", "\"classes\":{\"false\":2,\"true\":2}}").doesNotContain("NaN");
        assertThatThrownBy(() -> description.column("x")).hasMessageContaining("\"x\"");
    }

    @Test
    void edges_are_described() {
        ColumnSummary one = Table.of(NumericColumn.of("x", 7)).describe().column("x");
        assertThat(one.deviation()).isNaN();
        assertThat(one.median()).isEqualTo(7);
        ColumnSummary none = Table.of(NumericColumn.of("x", Double.NaN, Double.NaN)).describe().column("x");
        assertThat(none.distinct()).isZero();
        assertThat(none.mean()).isNaN();
        ColumnSummary infinite = Table.of(NumericColumn.of("x", Double.POSITIVE_INFINITY, 1, Double.POSITIVE_INFINITY)).describe().column("x");
        assertThat(infinite.quartile3()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Table.of(NumericColumn.of("x", 1, 2)).filter(row -> false).describe().toString()).startsWith("0 rows");
    }
}
