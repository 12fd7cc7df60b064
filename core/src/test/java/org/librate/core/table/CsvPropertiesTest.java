package org.librate.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;

/** What holds for any table and any size of file. */
class CsvPropertiesTest {

    private static final List<String> NASTY = List.of("", " ", "a", "NA", "null", " NA ", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "a\nb",
            "é", "日本", "🚀", "\uFEFF", "\u2028", "#x", "1", "-1e5",
            "true", "2024-01-01", "'", "=1+1", "\u0001", "x\"y\",z", "\\", "\\n", "  lead", "trail  ");

    @TempDir
    private Path folder;

    /** The values, told apart from missing ones. */
    private static List<List<String>> values(Table table) {
        List<List<String>> all = new ArrayList<>();
        for (Column column : table.columns()) {
            all.add(IntStream.range(0, table.rows()).mapToObj(row -> column.isMissing(row) ? "<missing>"
                    : "=" + (column instanceof NumericColumn numbers
                    ? Long.toHexString(Double.doubleToRawLongBits(numbers.get(row))) : column.text(row))).toList());
        }
        return all;
    }

    private static String nasty(Random random) {
        return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> NASTY.get(random.nextInt(NASTY.size()))).collect(Collectors.joining());
    }

    private static Table random(Random random) {
        int rows = 1 + random.nextInt(60);
        int width = 1 + random.nextInt(6);
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            String name = c + nasty(random) + "x";
            double missing = random.nextInt(3) / 2.5;
            @Nullable String[] texts = new @Nullable String[rows];
            @Nullable Boolean[] flags = new @Nullable Boolean[rows];
            double[] numbers = new double[rows];
            long[] millis = new long[rows];
            for (int row = 0; row < rows; row++) {
                boolean gone = random.nextDouble() < missing;
                texts[row] = gone ? null : nasty(random);
                flags[row] = gone ? null : random.nextBoolean();
                double number = switch (random.nextInt(4)) {
                    case 0 -> Double.longBitsToDouble(random.nextLong());
                    case 1 -> random.nextInt(100) - 50;
                    case 2 -> random.nextGaussian();
                    default -> List.of(-0.0, 0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e15, 1e22,
                            9007199254740993.0).get(random.nextInt(9));
                };
                numbers[row] = gone ? Double.NaN : number;
                millis[row] = gone ? DateTimeColumn.MISSING : random.nextInt(20) == 0 ? random.nextLong() % 400_000_000_000_000L
                        : random.nextLong() % 4_000_000_000_000L;
            }
            columns.add(switch (random.nextInt(5)) {
                case 0 -> NumericColumn.of(name, numbers);
                case 1 -> BooleanColumn.ofNullable(name, flags);
                case 2 -> DateTimeColumn.ofMillis(name, millis);
                case 3 -> CategoryColumn.of(name, texts);
                default -> TextColumn.of(name, texts);
            });
        }
        return Table.of(columns);
    }

    @Test
    void what_was_written_is_read() throws IOException {
        for (int seed = 0; seed < 400; seed++) {
            Table table = random(new Random(seed));
            char separator = seed % 3 == 0 ? ';' : ',';
            Path file = folder.resolve(seed % 7 == 0 ? "t.csv.gz" : "t.csv");
            CsvOutput.to(file).withSeparator(separator).write(table);
            Table read = Csv.of(file).withSeparator(separator).withTypesOf(table).read();
            assertThat(read.names()).as("seed " + seed).isEqualTo(table.names());
            assertThat(values(read)).as("seed " + seed).isEqualTo(values(table));
            for (Column column : table.columns()) {
                assertThat(read.column(column.name()).type()).isEqualTo(column.type());
                if (column instanceof CategoryColumn category) {
                    assertThat(read.category(column.name()).levels()).isEqualTo(category.levels());
                }
            }
        }
    }

    @Test
    void types_are_found_again_where_texts_are_words() throws IOException {
        Random random = new Random(5);
        int rows = 300;
        Table table = Table.of(NumericColumn.of("n", random.doubles(rows).toArray()),
                CategoryColumn.of("c", IntStream.range(0, rows).mapToObj(i -> "level " + i % 7).toArray(String[]::new)),
                TextColumn.of("t", IntStream.range(0, rows).mapToObj(i -> "word " + i).toArray(String[]::new)),
                DateTimeColumn.ofMillis("d", random.longs(rows, 0, 4_000_000_000_000L).toArray()));
        Csv.write(table, folder.resolve("t.csv"));
        Table read = Csv.of(folder.resolve("t.csv")).read();
        assertThat(read).hasToString(table.toString());
        assertThat(values(read)).isEqualTo(values(table));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Chunk.CELLS / 4 - 1, Chunk.CELLS / 4, Chunk.CELLS / 4 + 1, Chunk.CELLS / 2, 5 * Chunk.CELLS / 4,
            3 * Segments.LONGEST - 16})
    void chunks_and_segments_leave_no_trace(int rows) throws IOException {
        Path file = folder.resolve("t.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("n,late,c,t\n");
            for (int i = 0; i < rows; i++) {
                out.write(i + "," + (i == rows - 1 && rows > 1 ? "last" : i % 2 == 0 ? "007" : "") + ",k" + i % 5 + ",text " + i + "\n");
            }
        }
        CsvResult result = Csv.of(file).readResult();
        Table table = result.table();
        assertThat(table.rows()).isEqualTo(rows);
        for (int i = 0; i < rows; i++) {
            if (table.numeric("n").get(i) != i || !table.column("t").text(i).equals("text " + i) || !table.column("c").text(i).equals("k" + i % 5)) {
                throw new AssertionError("row " + i);
            }
        }
        if (rows > 1) { // what had been numbers is as it was written
            assertThat(table.column("late").text(0)).isEqualTo("007");
            assertThat(table.column("late").text(rows - 1)).isEqualTo("last");
            assertThat(table.column("late").isMissing(rows - 2 - rows % 2)).isEqualTo((rows - 2 - rows % 2) % 2 == 1);
            assertThat(result.notes()).hasSize(Files.size(file) > PlainBlock.BYTES + 1000 ? 1 : 0)
                    .allMatch(note -> note.contains("\"late\"") && note.contains("line " + (rows + 1)));
        }
    }

    @Test
    void a_second_pass_leaves_out_the_same_rows() throws IOException {
        int rows = Chunk.CELLS;
        Path file = folder.resolve("t.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("n,late\n");
            for (int i = 0; i < rows; i++) {
                out.write((i % 1000 == 7 ? "bad" : i) + "," + (i == rows - 1 ? "x" : i) + (i % 1000 == 8 ? ",more" : "") + "\n");
            }
        }
        CsvResult result = Csv.of(file).withType("n", ColumnType.NUMERIC).withBadRows(BadRows.skip()).readResult();
        assertThat(result.skipped()).isEqualTo(66);
        assertThat(result.examples()).hasSize(5).first().asString().contains("line 9,");
        Table table = result.table();
        assertThat(table.rows()).isEqualTo(rows - 66);
        assertThat(IntStream.range(0, table.rows() - 1).allMatch(i -> table.column("late").text(i).equals(table.column("n").text(i)))).isTrue();
    }

    @Test
    void the_first_bad_row_is_told_whichever_thread_finds_it() throws IOException {
        int rows = Chunk.CELLS;
        for (int bad : new int[] {3, rows / 2, rows - 2}) {
            Path file = folder.resolve("t.csv");
            try (Writer out = Files.newBufferedWriter(file)) {
                out.write("n,m\n");
                for (int i = 0; i < rows; i++) {
                    out.write((i == bad ? "bad" : i) + "," + i + (i == bad + 1 ? ",more" : "") + "\n");
                }
                out.write("1,\"open");
            }
            assertThatThrownBy(() -> Csv.of(file).withType("n", ColumnType.NUMERIC).read())
                    .hasMessageContaining("line " + (bad + 2) + ", column \"n\" must be a number, got \"bad\"");
            assertThatThrownBy(() -> Csv.of(file).withColumns("m").read()).hasMessageContaining("line " + (bad + 3) + " must have 2 cells");
            assertThatThrownBy(() -> Csv.of(file).withColumns("m").withBadRows(BadRows.skip()).read()).hasMessageContaining("line " + (rows + 2));
        }
    }

    @Test
    void memory_is_a_few_chunks_and_what_the_columns_hold() throws IOException {
        int rows = 40_000;
        int width = 20;
        Path file = folder.resolve("t.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n");
            for (int i = 0; i < rows; i++) {
                out.write((i + ",").repeat(width - 1) + i + "\n");
            }
        }
        CsvReading reading = new CsvReading(new CsvOptions(file));
        assertThat(reading.run().table().rows()).isEqualTo(rows);
        assertThat(reading.chunks()).as("chunks at a time, of a file of " + rows * width / Chunk.CELLS).isLessThanOrEqualTo(CsvReading.CHUNKS);

        Cells.Numbers cells = new Cells.Numbers(new Decimals('.', (char) 0), true);
        for (int i = 0; i < 1_000_000; i++) {
            cells.addMissing();
        }
        assertThat(cells.capacity()).isBetween(1_000_000L, 1_000_000L + Segments.LONGEST);
        assertThat(cells.finish("x").size()).isEqualTo(1_000_000);
    }

    @Test
    void many_columns() throws IOException {
        int width = 1 << 16;
        Path file = folder.resolve("wide.csv");
        String header = IntStream.range(0, width).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = IntStream.range(0, width).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Files.writeString(file, header + "\n" + row + "\n" + row + "\n" + row + "\n");
        Table table = Csv.of(file).read();
        assertThat(table.names()).hasSize(width);
        assertThat(table.numeric("c65535").toArray()).containsExactly(65535, 65535, 65535);
    }

    @Test
    void huge_cells() throws IOException {
        Path file = folder.resolve("huge.csv");
        String huge = "x".repeat(3_000_000);
        Files.writeString(file, "a,b\n1," + huge + "\n2,\"" + huge + "\n\"\n3,c\n");
        Table table = Csv.of(file).read();
        assertThat(table.column("b").text(0)).isEqualTo(huge);
        assertThat(table.column("b").text(1)).hasSize(3_000_001);
        assertThat(table.column("b").text(2)).isEqualTo("c");
    }

    /** What opens in the middle of a big file swallows the rest of it; so much is not waited for. */
    @Test
    void a_quote_left_open_in_a_big_file() throws IOException {
        Path file = folder.resolve("open.csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("a,b\n1,2\n3,\"4\n");
            String lines = "5,6\n".repeat(10_000);
            for (int i = 0; i < 500; i++) {
                out.write(lines);
            }
        }
        assertThatThrownBy(() -> Csv.of(file).read()).isInstanceOf(BadFileException.class).hasMessageContaining("line 3")
                .hasMessageContaining("withQuote");
    }

    @Test
    void bytes_that_are_no_utf8_late_in_a_file() throws IOException {
        byte[] line = "5,6\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[line.length * 100_000 + 4];
        Arrays.fill(all, (byte) '1');
        for (int i = 0; i < 100_000; i++) {
            System.arraycopy(line, 0, all, i * line.length, line.length);
        }
        all[all.length - 3] = ',';
        all[all.length - 2] = (byte) 0xC3; // begins a character that does not go on
        Path file = Files.write(folder.resolve("t.csv"), all);
        assertThatThrownBy(() -> Csv.of(file).withHeader(false).read()).isInstanceOf(BadFileException.class).hasMessageContaining("line 100001");
    }

    @Test
    void random_bytes_are_an_answer_or_a_complaint() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = seed % 2 == 0 ? bytes[i] : (byte) ",\"\n\r1a; .-eE\0".charAt(bytes[i] & 7);
            }
            Path file = Files.write(folder.resolve("t.csv"), bytes);
            try {
                Csv.of(file).withRepairedNames().withBadRows(BadRows.skip()).read();
            } catch (BadFileException e) {
                assertThat(e.getMessage()).contains("t.csv", "got");
            }
        }
    }

    /** All that comes out of a file, or the complaint. */
    private String told(Csv csv, int plainBlocks) throws IOException {
        try {
            CsvResult result = new CsvReading(csv.options(), plainBlocks).run();
            return result.table().columns().stream().map(column -> column.name() + " " + column.type()).toList() + "\n" + values(result.table())
                    + "\n" + result.skipped() + " " + result.examples();
        } catch (BadFileException e) {
            return e.getMessage();
        }
    }

    private static String lines(Random random, String separator, int most) {
        List<String> cells = new ArrayList<>(List.of("1", "-2.5", "+3", "0.1234567890123456", "-0.00012345678901234567", "12345678901234567",
                "9007199254740993", "1e5", "1E-7", ".5", "5.", "-", "1,5", "-999",
                "Infinity", "-inf", "1.2.3", "1 2", " 7", "7 ", "", "", "NA", "null", "yes", "no", "2024-02-30", "2024-01-01", "a", "word", "1_000",
                "0x1p3", "1d", "NaN", "99999999999999999999.5",
                "0.0000000000000000000000001", "123456789.123456789", "1.23456789012345678901234567890", "é", "日本 1", "🚀", "\u0663"));
        if (random.nextInt(3) == 0) {
            cells.addAll(List.of("\"q\"", "\"1\"", "\"a\nb\"", "x\"y", "\"open", "\"a\"\"b\"", "\"c\"d"));
        }
        boolean numbers = random.nextBoolean();
        List<String> used = numbers ? cells.subList(0, 8) : cells;
        int odd = random.nextInt(40);
        int width = 1 + random.nextInt(4);
        String end = List.of("\n", "\r\n", "\n", "\n", "\r").get(random.nextInt(random.nextInt(4) == 0 ? 5 : 3));
        StringBuilder text = new StringBuilder(IntStream.range(0, width).mapToObj(i -> (random.nextInt(20) == 0 ? "\"c" + i + "\"" : "c" + i))
                .collect(Collectors.joining(separator))).append(random.nextInt(30) == 0 ? "\r\r\n" : end);
        int rows = random.nextInt(most);
        for (int row = 0; row < rows; row++) {
            int cellsHere = random.nextInt(60) == 0 ? random.nextInt(6) : width;
            List<String> from = random.nextInt(40) == odd ? cells : used;
            text.append(IntStream.range(0, cellsHere).mapToObj(i -> from.get(random.nextInt(from.size()))).collect(Collectors.joining(separator)));
            text.append(row == rows - 1 && random.nextBoolean() ? "" : random.nextInt(50) == 0
                    ? List.of("\n", "\n\n", "\r\r\n").get(random.nextInt(3)) : end);
        }
        return text.toString();
    }

    /** Blocks of plain lines are read without FastCSV; nobody may see the difference. */
    @Test
    void plain_lines_are_what_they_are_to_fast_csv() throws IOException {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            char separator = ",;\t|".charAt(random.nextInt(4));
            byte[] bytes = lines(random, String.valueOf(separator), seed % 50 == 0 ? 60_000 : 60).getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(15) == 0 && bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("t.csv"), bytes);
            List<UnaryOperator<Csv>> options = List.of(csv -> csv, csv -> csv, csv -> csv.withBadRows(BadRows.skip()),
                    csv -> csv.withBadRows(BadRows.skip()).withType("c0", ColumnType.NUMERIC),
                    csv -> csv.withHeader(false), csv -> csv.withMissing("-999", "1", "word"),
                    csv -> csv.withBadRows(BadRows.skipAtMost(2)).withColumns("c0").withDecimalComma(),
                    csv -> csv.withThousands(' ').withBadRows(BadRows.skip()),
                    csv -> csv.withCharset(StandardCharsets.ISO_8859_1).withRepairedNames());
            Csv csv = options.get(random.nextInt(options.size())).apply(Csv.of(file).withSeparator(separator));
            String expected = told(csv, 0);
            assertThat(told(csv, 1)).as("seed " + seed).isEqualTo(expected);
            assertThat(told(csv, CsvReading.CHUNKS)).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void vectors_are_refused_or_become_columns() throws IOException {
        Path file = folder.resolve("v.csv");
        Table table = Table.of(NumericColumn.of("x", 1, 2), VectorColumn.of("v", Tensor.of(new float[][] {{0.1f, 2}, {3, -4}})));
        assertThatThrownBy(() -> Csv.write(table, file)).hasMessageContaining("VECTOR").hasMessageContaining("\"v\"")
                .hasMessageContaining("withExpandedVectors");
        assertThat(file).doesNotExist();
        CsvOutput.to(file).withExpandedVectors().write(table);
        assertThat(Files.readString(file)).isEqualTo("x,v[0],v[1]\n1,0.1,2.0\n2,3.0,-4.0\n");
    }

    @Test
    void a_file_is_replaced_once_the_new_one_is_whole() throws IOException {
        Path file = folder.resolve("deep/t.csv");
        Csv.write(Table.of(TextColumn.of("a", "old")), file);
        assertThatThrownBy(() -> Csv.write(Table.of(TextColumn.of("a", "\uD800")), file)).isInstanceOf(IOException.class)
                .hasMessageContaining("half");
        assertThat(Files.readString(file)).isEqualTo("a\nold\n");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).hasSize(1);
        }
    }
}
