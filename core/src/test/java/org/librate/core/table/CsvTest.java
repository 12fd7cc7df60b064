package org.librate.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.data.BadFileException;

class CsvTest {

    @TempDir
    private Path folder;

    private Csv csv(String text) throws IOException {
        return csv(text, StandardCharsets.UTF_8);
    }

    private Csv csv(String text, Charset charset) throws IOException {
        return Csv.of(Files.writeString(folder.resolve("t.csv"), text, charset));
    }

    private static List<String> texts(Table table, String column) {
        return IntStream.range(0, table.rows()).mapToObj(table.column(column)::text).toList();
    }

    @Test
    void finds_out_the_types() throws IOException {
        Table table = csv("""
                age,plan,active,since,note,id,nothing
                31,basic,yes,2024-02-29,hello,900719925474099312,
                ,gold,No,2024-03-01T12:30:05.25+02:00,"a, b",900719925474099313,NA
                4.5e1,basic,TRUE,NA,"say ""hi""\",900719925474099314,
                NaN,basic,,2024-03-02 08:15,,900719925474099315,
                -1,gold,false,1999-12-31T23:59:59Z,"two
                lines",900719925474099316,""
                """).withTarget("active").read();
        assertThat(table).hasToString("Table[5 rows, age NUMERIC, plan CATEGORY(2), active BOOLEAN (target), since DATE_TIME, note TEXT, id TEXT, "
                + "nothing NUMERIC]");
        assertThat(table.numeric("age").toArray()).containsExactly(31, Double.NaN, 45, Double.NaN, -1);
        assertThat(texts(table, "plan")).containsExactly("basic", "gold", "basic", "basic", "gold");
        assertThat(texts(table, "active")).containsExactly("true", "false", "true", "", "false");
        assertThat(table.dateTime("since").get(1)).isEqualTo(LocalDateTime.of(2024, 3, 1, 10, 30, 5, 250_000_000));
        assertThat(table.dateTime("since").isMissing(2)).isTrue();
        assertThat(table.dateTime("since").get(3)).isEqualTo(LocalDateTime.of(2024, 3, 2, 8, 15));
        assertThat(texts(table, "note")).containsExactly("hello", "a, b", "say \"hi\"", "", "two\nlines");
        assertThat(table.column("note").isMissing(3)).isTrue();
        assertThat(table.column("nothing").missingCount()).isEqualTo(5);
    }

    @Test
    void takes_the_types_it_is_given() throws IOException {
        Table table = csv("zip,n,when,class,flag\n01234,7,31.12.2023,1,yes\n99999,8,1.1.2024,0,no\n01234,x1,,10,yes\n02,x2,2024-05-01,2,\n")
                .withType("zip", ColumnType.CATEGORY).withType("n", ColumnType.TEXT).withDateFormat("when", "d.M.yyyy").withClassTarget("class")
                .read();
        assertThat(table.category("zip").levels()).as("numbers by size, as they are written").containsExactly("02", "01234", "99999");
        assertThat(texts(table, "n")).containsExactly("7", "8", "x1", "x2");
        assertThat(texts(table, "when")).containsExactly("2023-12-31T00:00", "2024-01-01T00:00", "", "2024-05-01T00:00");
        assertThat(table.classNames()).as("numbers by size").containsExactly("0", "1", "2", "10");
        assertThat(table.labels()).containsExactly(1, 0, 3, 2);
    }

    @Test
    void patterns_count_when_types_are_found_out() throws IOException {
        Table table = csv("a,b\n3-Mar-2024 07:05,03/04/2024\n,05/06/2024\n").withDateFormat("[d-MMM-yyyy HH:mm][dd/MM/yyyy]").read();
        assertThat(texts(table, "a")).containsExactly("2024-03-03T07:05", "");
        assertThat(texts(table, "b")).containsExactly("2024-04-03T00:00", "2024-06-05T00:00");
        assertThatThrownBy(() -> csv("a\n1\n").withDateFormat("jj.nn")).hasMessageContaining("pattern of DateTimeFormatter");
    }

    @Test
    void impossible_dates_are_none() throws IOException {
        for (String date : List.of("2023-02-29", "2023-13-01", "2023-00-01", "2023-01-32", "2023-01-01T24:00", "2023-01-01T12:60", "2023-01-01T12",
                "2023-01-01 12:00 x", "2023-1-1")) {
            assertThat(csv("a\n" + date + "\n" + date + "\n").read().column("a").type()).as(date).isEqualTo(ColumnType.CATEGORY);
        }
    }

    @Test
    void numbers_as_elsewhere() throws IOException {
        Table table = csv("a;b\n1.234,5;0,5\n-7,25;1e3\n").withSeparator(';').withDecimalComma().withThousands('.').read();
        assertThat(table.numeric("a").toArray()).containsExactly(1234.5, -7.25);
        assertThat(table.numeric("b").toArray()).containsExactly(0.5, 1000);
        assertThat(csv("a\n\"1,234\"\n").withThousands(',').read().numeric("a").get(0)).isEqualTo(1234);
        assertThatThrownBy(() -> csv("a,b\n").withDecimalComma().read()).hasMessageContaining("withSeparator(';')");
    }

    @Test
    void missing_is_what_was_agreed() throws IOException {
        Table table = csv("n,t\n?,?\n-999,NA\n3,\"?\"\n").withMissing("?", "-999").read();
        assertThat(table.numeric("n").toArray()).containsExactly(Double.NaN, Double.NaN, 3);
        assertThat(texts(table, "t")).containsExactly("", "NA", "?");
        assertThat(table.column("t").isMissing(2)).isFalse();
        Table quoted = csv("n,t\n\"\",\"\"\n\"1\",\"NA\"\n").withMissingInQuotes().withType("t", ColumnType.TEXT).read();
        assertThat(quoted.numeric("n").toArray()).containsExactly(Double.NaN, 1);
        assertThat(quoted.column("t").missingCount()).isEqualTo(2);
    }

    @Test
    void header_names_and_subsets() throws IOException {
        assertThat(csv("1,2\n3,4\n").withHeader(false).read().names()).containsExactly("column 1", "column 2");
        assertThat(csv("1,2\n3,4\n").withHeader(false).withNames("a", "b").read().numeric("b").toArray()).containsExactly(2, 4);
        assertThat(csv("x,y\n3,4\n").withNames("a", "b").read()).hasToString("Table[1 rows, a NUMERIC, b NUMERIC]");
        Table some = csv("a,b,c\n1,2,3\n4,5,6\n7,8,9\n").withColumns("c", "a").withRows(2).read();
        assertThat(some.names()).containsExactly("c", "a");
        assertThat(some.numeric("c").toArray()).containsExactly(3, 6);
        assertThat(csv(",a,a,a 2\n1,2,3,4\n").withRepairedNames().read().names()).containsExactly("column 1", "a", "a 3", "a 2");
        assertThat(csv(" a , \" b \"\n1,2\n").withHeader(false).read().names()).hasSize(2);
    }

    @Test
    void what_is_wrong_with_a_header_is_said() {
        assertThatThrownBy(() -> csv("a,b,a\n1,2,3\n").read()).isInstanceOf(BadFileException.class).hasMessageContaining("t.csv")
                .hasMessageContaining("\"a\" for columns 1 and 3").hasMessageContaining("withRepairedNames");
        assertThatThrownBy(() -> csv(",b\n1,2\n").read()).hasMessageContaining("none for column 1");
        assertThatThrownBy(() -> csv("").read()).hasMessageContaining("an empty file");
        assertThatThrownBy(() -> csv("\n\n").read()).hasMessageContaining("an empty file");
        assertThatThrownBy(() -> csv("a,b\n").read()).hasMessageContaining("only a header").hasMessageContaining("withTypesOf");
        assertThatThrownBy(() -> csv("a,b\n1,2\n").withNames("x").read()).hasMessageContaining("all columns, 2");
        assertThatThrownBy(() -> csv("a,b\n1,2\n").withTarget("c").read()).hasMessageContaining("\"c\"").hasMessageContaining("[a, b]");
        assertThatThrownBy(() -> csv("a,b\n1,2\n").withType("c", ColumnType.TEXT).read()).hasMessageContaining("withType");
        assertThatThrownBy(() -> csv("a,b\n1,2\n").withColumns("a").withTarget("b").read()).hasMessageContaining("withColumns too");
        assertThatThrownBy(() -> csv("a\n1\n").withType("a", ColumnType.VECTOR)).hasMessageContaining("VECTOR");
    }

    @Test
    void an_empty_file_with_all_types_is_an_empty_table() throws IOException {
        Table model = csv("a,b\n1,x\n2,y\n").withType("b", ColumnType.CATEGORY).read();
        Table none = csv("a,b\n").withTypesOf(model).read();
        assertThat(none).hasToString("Table[0 rows, a NUMERIC, b CATEGORY(2)]");
    }

    @Test
    void types_and_levels_of_another_table_come_first() throws IOException {
        Table model = csv("b,more\nx,1\ny,2\nx,3\n").read();
        Table other = csv("b,new\ny,1\na,2\n").withTypesOf(model).read();
        assertThat(other.category("b").levels()).containsExactly("x", "y", "a");
        assertThat(other.category("b").toCodes()).containsExactly(1, 2);
    }

    @Test
    void bad_rows_end_reading_and_say_where() {
        assertThatThrownBy(() -> csv("a,b\n1,2\n3\n").read()).isInstanceOf(BadFileException.class)
                .hasMessageContaining("t.csv: line 3 must have 2 cells, as the first line has, got 1").hasMessageContaining("BadRows.skip()");
        assertThatThrownBy(() -> csv("a,b\n1,2\n\n3,4,5\n").read()).hasMessageContaining("line 4 must have 2 cells").hasMessageContaining("got 3");
        assertThatThrownBy(() -> csv("a,b\n1,2\n3,old\n").withType("b", ColumnType.NUMERIC).read())
                .hasMessageContaining("line 3, column \"b\" must be a number, got \"old\"").hasMessageContaining("withMissing");
        assertThatThrownBy(() -> csv("a,b\n1,2\n3,old\n").withType("b", ColumnType.BOOLEAN).read()).hasMessageContaining("line 2")
                .hasMessageContaining("true, false, yes or no");
        assertThatThrownBy(() -> csv("a,b\n1,\"2\n3\"\n4,x\n").withType("b", ColumnType.DATE_TIME).read()).hasMessageContaining("line 2")
                .hasMessageContaining("ISO 8601");
        assertThatThrownBy(() -> csv("a,b\n1,\"x\n3\"\n4\n").read()).as("lines, not rows").hasMessageContaining("line 4 must");
    }

    @Test
    void bad_rows_can_be_skipped() throws IOException {
        Csv csv = csv("a,b,c\n1,2,x\n3\n4,no,y\n5,6,z\n7,no,no\n8,9,x,9\n9,1,x\n").withType("b", ColumnType.NUMERIC)
                .withType("c", ColumnType.CATEGORY);
        CsvResult result = csv.withBadRows(BadRows.skip()).readResult();
        assertThat(result.skipped()).isEqualTo(4);
        assertThat(result.examples()).hasSize(4).first().asString().startsWith("line 3 must have 3 cells");
        assertThat(result.examples().get(1)).isEqualTo("line 4, column \"b\" must be a number, got \"no\"");
        assertThat(result.table().numeric("a").toArray()).containsExactly(1, 5, 9);
        assertThat(result.table().category("c").levels()).as("those of skipped rows are not known").containsExactly("x", "z");
        assertThat(result.toString()).startsWith("CsvResult[3 rows, 4 skipped]");
        assertThat(csv.withBadRows(BadRows.skipAtMost(4)).read().rows()).isEqualTo(3);
        assertThatThrownBy(() -> csv.withBadRows(BadRows.skipAtMost(3)).read()).hasMessageContaining("line 7")
                .hasMessageContaining("BadRows.skipAtMost(3) has been used up");
    }

    @Test
    void byte_order_marks_gzip_and_charsets() throws IOException {
        assertThat(csv("\uFEFFä,b\n1,2\n").read().names()).containsExactly("ä", "b");
        assertThat(csv("\uFEFFä,b\n1,2\n", StandardCharsets.UTF_16LE).read().names()).containsExactly("ä", "b");
        assertThat(csv("\uFEFFä,b\n1,2\n", StandardCharsets.UTF_16BE).read().names()).containsExactly("ä", "b");
        assertThat(csv("ä,b\n1,2\n", StandardCharsets.ISO_8859_1).withCharset(StandardCharsets.ISO_8859_1).read().names()).containsExactly("ä", "b");
        Path packed = folder.resolve("packed.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("\uFEFFa\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Csv.of(packed).read()).hasToString("Table[1 rows, a NUMERIC]");
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, java.util.Arrays.copyOf(whole, whole.length - 6));
        assertThatThrownBy(() -> Csv.of(packed).read()).isInstanceOf(BadFileException.class).hasMessageContaining("gzip");
    }

    @Test
    void line_ends_of_every_kind() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThat(csv("a,b" + end + "1,2" + end + end + "3,4").read().numeric("b").toArray()).as(end).containsExactly(2, 4);
        }
    }

    @Test
    void what_is_no_csv_is_refused_with_the_line() throws IOException {
        Path file = folder.resolve("x.csv");
        Files.write(file, new byte[] {'a', ',', 'b', '\n', '1', 0, '2'});
        assertThatThrownBy(() -> Csv.of(file).read()).isInstanceOf(BadFileException.class).hasMessageContaining("zero byte in line 2");
        Files.write(file, "a,b\n1,2\nx,M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Csv.of(file).read()).hasMessageContaining("UTF-8").hasMessageContaining("line 3").hasMessageContaining("ISO_8859_1");
        assertThatThrownBy(() -> csv("a,b\n1,2\n3,\"open\n5,6\n").read()).isInstanceOf(BadFileException.class).hasMessageContaining("line 3")
                .hasMessageContaining("quote");
        assertThatThrownBy(() -> csv("a,b\n1,2\n3,\"x\"y\n5,6\n").read()).isInstanceOf(BadFileException.class).hasMessageContaining("line 3")
                .hasMessageContaining("closing quote");
        assertThatThrownBy(() -> Csv.of(folder.resolve("none.csv")).read()).isInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    @Test
    void prints_as_it_was_made() {
        assertThat(Csv.of(Path.of("churn.csv")).withSeparator('\t').withTypes(Map.of("zip", ColumnType.TEXT)).withMissing("?", "-")
                .withBadRows(BadRows.skip()).withTarget("churned"))
                .hasToString("Csv.of(churn.csv).withSeparator('\\t').withType(\"zip\", ColumnType.TEXT).withMissing(\"?\", "
                        + "\"-\").withBadRows(BadRows.skip()).withTarget(\"churned\")");
        assertThat(CsvOutput.to(Path.of("a.csv")).withSeparator(';').withExpandedVectors())
                .hasToString("CsvOutput.to(a.csv).withSeparator(';').withExpandedVectors()");
    }

    /** Blocks are split before it is known what their columns are. */
    @Test
    void columns_of_text_may_look_like_numbers_for_blocks() throws Exception {
        for (String first : List.of("x", "yes", "2020-01-01", "kg")) {
            for (String then : List.of("1", "-2.5", "0")) {
                Path file = Files.writeString(folder.resolve("late.csv"), "a,b\n" + (first + ",1\n") + (then + ",1\n").repeat(400_000 / then.length()));
                Table table = Csv.of(file).withType("a", ColumnType.CATEGORY).read();
                Table guessed = Csv.of(file).read();
                for (int row = 0; row < table.rows(); row += 997) {
                    assertThat(table.column("a").text(row)).as("row %s of %s", row, first).isEqualTo(row == 0 ? first : then);
                    assertThat(guessed.column("a").text(row)).as("row %s of %s, guessed", row, first).isEqualTo(row == 0 ? first : then);
                }
            }
        }
    }

    @Test
    void a_separator_may_be_a_sign() throws Exception {
        Path file = Files.writeString(folder.resolve("signs.csv"), "a-b-c\n1--2\n3-4-5\n");
        Table table = Csv.of(file).withSeparator('-').read();
        assertThat(table.numeric("a").toArray()).containsExactly(1, 3);
        assertThat(table.numeric("b").toArray()).containsExactly(Double.NaN, 4);
        assertThat(table.numeric("c").toArray()).containsExactly(2, 5);
    }
}
