package org.librate.core.data;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * A file of numbers separated by commas, with or without a header, plain or gzip. Every field is a number, none is missing or quoted; files with
 * text, dates or gaps are for a table reader.
 *
 * <pre>{@code
 * Dataset digits = NumericCsv.of(path).withHeader(false).read();          // the last column is the class
 * Dataset houses = NumericCsv.of(path).withNumberTarget(0).read();        // the first column is a number to predict
 * }</pre>
 */
public final class NumericCsv {

    private final Path path;
    private final boolean header;
    private final int target;
    private final boolean classes;

    private NumericCsv(Path path, boolean header, int target, boolean classes) {
        this.path = path;
        this.header = header;
        this.target = target;
        this.classes = classes;
    }

    /** A file whose first line is a header and whose last column is the class. */
    public static NumericCsv of(Path path) {
        return new NumericCsv(path, true, -1, true);
    }

    /** Whether the first line is a header, which is passed over. */
    public NumericCsv withHeader(boolean header) {
        return new NumericCsv(path, header, target, classes);
    }

    /** The column with the class, from 0 on, or from the back when negative: targets {@code [n]} of INT32. */
    public NumericCsv withClassTarget(int column) {
        return new NumericCsv(path, header, column, true);
    }

    /** The column with the number to predict, from 0 on, or from the back when negative: targets {@code [n, 1]} of FLOAT32. */
    public NumericCsv withNumberTarget(int column) {
        return new NumericCsv(path, header, column, false);
    }

    public TensorDataset read() throws IOException {
        List<float[]> rows = new ArrayList<>();
        try (Content content = Content.open(path);
                BufferedReader lines = new BufferedReader(new InputStreamReader(content.stream(), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (number == 1 && header || line.isBlank()) {
                    continue;
                }
                rows.add(numbers(line, number, rows.isEmpty() ? -1 : rows.get(0).length));
            }
        } catch (EOFException | ZipException e) {
            throw new BadFileException(path, "a gzip file must be whole", String.valueOf(e.getMessage()), e);
        }
        if (rows.isEmpty()) {
            throw new BadFileException(path, "there must be a row of numbers", "none");
        }
        return dataset(rows);
    }

    private float[] numbers(String line, int number, int columns) throws IOException {
        String[] cells = line.split(",", -1);
        if (columns >= 0 && cells.length != columns) {
            throw new BadFileException(path, "every line must have " + columns + " columns", cells.length + " in line " + number);
        }
        float[] row = new float[cells.length];
        for (int i = 0; i < row.length; i++) {
            try {
                row[i] = Float.parseFloat(cells[i].strip());
            } catch (NumberFormatException e) {
                throw new BadFileException(path, "every cell must be a number", "\"" + cells[i] + "\" in line " + number + ", column " + i
                        + (number == 1 ? " (is it a header?)" : ""));
            }
        }
        return row;
    }

    private TensorDataset dataset(List<float[]> rows) throws IOException {
        int columns = rows.get(0).length;
        Check.require(target >= -columns && target < columns && columns >= 2, "NumericCsv",
                "the target's column must be one of several, in [" + -columns + ", " + columns + ")", target);
        int at = target < 0 ? target + columns : target;
        float[] x = new float[Math.multiplyExact(rows.size(), columns - 1)];
        float[] y = new float[rows.size()];
        for (int i = 0; i < y.length; i++) {
            float[] row = rows.get(i);
            System.arraycopy(row, 0, x, i * (columns - 1), at);
            System.arraycopy(row, at + 1, x, i * (columns - 1) + at, columns - 1 - at);
            y[i] = row[at];
        }
        TensorDataset inputs = TensorDataset.of(Tensor.of(Shape.of(y.length, columns - 1), x));
        return inputs.withTarget("y", classes ? Tensor.of(classes(y)) : Tensor.of(Shape.of(y.length, 1), y));
    }

    private int[] classes(float[] y) throws IOException {
        int[] labels = new int[y.length];
        for (int i = 0; i < y.length; i++) {
            labels[i] = (int) y[i];
            if (labels[i] != y[i] || labels[i] < 0) {
                throw new BadFileException(path, "a class must be a whole number >= 0 (use withNumberTarget to predict numbers)",
                        y[i] + " in row " + i);
            }
        }
        return labels;
    }

    @Override
    public String toString() {
        return "NumericCsv[" + path + ", header=" + header + ", target=" + target + (classes ? ", classes]" : ", numbers]");
    }
}
