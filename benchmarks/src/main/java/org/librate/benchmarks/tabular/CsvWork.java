package org.librate.benchmarks.tabular;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.librate.benchmarks.Work;
import org.librate.core.table.Csv;
import org.librate.core.table.Table;

/** Reads a file of 30 columns of normally distributed numbers with all their digits, types found out. */
final class CsvWork implements Work {

    private static final int COLUMNS = 30;

    private final Path file;
    private final int rows;

    private CsvWork(Path file, int rows) {
        this.file = file;
        this.rows = rows;
    }

    static CsvWork of(int rows) {
        return new CsvWork(SharedFiles.file("csv-" + rows + ".csv", file -> write(file, rows, 17)), rows);
    }

    /** @param digits at most, of each number */
    static void write(Path file, int rows, int digits) throws IOException {
        Random random = new Random(1);
        try (Writer out = Files.newBufferedWriter(file)) {
            StringBuilder line = new StringBuilder("c0");
            for (int c = 1; c < COLUMNS; c++) {
                line.append(",c").append(c);
            }
            out.append(line).append('\n');
            for (int row = 0; row < rows; row++) {
                line.setLength(0);
                for (int c = 0; c < COLUMNS; c++) {
                    String number = Double.toString(random.nextGaussian());
                    boolean plain = number.indexOf('E') < 0;
                    line.append(c == 0 ? "" : ",").append(number, 0, plain ? Math.min(number.length(), digits + 2) : number.length());
                }
                out.append(line).append('\n');
            }
        }
    }

    @Override
    public void run() {
        try {
            Table table = Csv.of(file).read();
            if (table.rows() != rows || table.names().size() != COLUMNS) {
                throw new IllegalStateException("CsvWork: read " + table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
