package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/** What {@code src/test/python/prepare_goldens.py} wrote. */
final class Goldens {

    private static final Map<String, String> LINES = read();

    private Goldens() {
    }

    private static Map<String, String> read() {
        InputStream stream = Objects.requireNonNull(Goldens.class.getResourceAsStream("goldens.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(String name) {
        return Objects.requireNonNull(LINES.get(name), name);
    }

    static double[] numbers(String name) {
        return Arrays.stream(line(name).split(" ")).mapToDouble(word -> word.equals("nan") ? Double.NaN : Double.parseDouble(word)).toArray();
    }

    /** Words; "?" is missing. */
    static String[] words(String name) {
        return Arrays.stream(line(name).split(" ")).map(word -> word.equals("?") ? null : word).toArray(String[]::new);
    }

    static NumericColumn column(String prefix, String name) {
        return NumericColumn.of(name, numbers(prefix + name));
    }

    /** The columns a to e: of training rows with "" (with missing values) or "full.", of three other rows with "other.". */
    static Table table(String prefix, String... names) {
        return Table.of(Arrays.stream(names).map(name -> column(prefix, name)).toList());
    }

    /** The 0 and 1, or 0 to 2, of a target as a category. */
    static CategoryColumn classes(String name) {
        return CategoryColumn.of(name, Arrays.stream(numbers(name)).mapToObj(y -> "class" + (int) y).toArray(String[]::new));
    }

    /** All numbers of a table, column by column, those of a vector too. */
    static List<double[]> columns(Table table) {
        List<double[]> all = new ArrayList<>();
        for (Column column : table.features()) {
            if (column instanceof VectorColumn vectors) {
                int width = (int) vectors.shape().last();
                float[] values = vectors.values().toArray();
                for (int j = 0; j < width; j++) {
                    double[] one = new double[column.size()];
                    for (int i = 0; i < one.length; i++) {
                        one[i] = values[i * width + j];
                    }
                    all.add(one);
                }
            } else if (column instanceof NumericColumn numbers) {
                all.add(numbers.toArray());
            }
        }
        return all;
    }

    /** Every column is as recorded under the name. */
    static void check(String name, Table table, double tolerance) {
        List<double[]> columns = columns(table);
        assertThat(LINES).as("as many columns").doesNotContainKey(name + "." + columns.size()).containsKey(name + "." + (columns.size() - 1));
        for (int c = 0; c < columns.size(); c++) {
            check(name + "." + c, columns.get(c), tolerance);
        }
    }

    static void check(String name, double[] values, double tolerance) {
        double[] wanted = numbers(name);
        assertThat(values).as(name).hasSize(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            if (Double.isNaN(wanted[i])) {
                assertThat(values[i]).as(name + " row " + i).isNaN();
            } else {
                assertThat(values[i]).as(name + " row " + i).isCloseTo(wanted[i], within(tolerance * Math.max(1, Math.abs(wanted[i]))));
            }
        }
    }

    /** The training rows, and the three others, after a step. */
    static void check(String name, ColumnStep<?> step, double tolerance, String... columns) {
        FittedTransformer fitted = step.fit(table("", columns));
        check(name + ".train", fitted.apply(table("", columns)), tolerance);
        check(name + ".other", fitted.apply(table("other.", columns)), tolerance);
    }
}
