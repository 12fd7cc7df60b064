package org.librate.benchmarks.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.librate.core.table.Csv;
import org.librate.core.table.Table;

/**
 * Reads 10 million rows of 30 numbers, which are 2.4 GB, in a JVM of 3 GB. Not run with the tests: the file takes 2.4 GB too.
 *
 * <pre>java -Xmx3g -cp ... org.librate.benchmarks.tabular.BigTable [rows]</pre>
 */
public final class BigTable {

    private BigTable() {
    }

    public static void main(String[] arguments) throws IOException {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        Path file = Files.createTempFile("big-table", ".csv");
        try {
            CsvWork.write(file, rows, 6);
            System.out.printf(Locale.ROOT, "%d rows in %.2f GB of text, a heap of %.2f GB%n", rows, Files.size(file) / 1e9,
                    Runtime.getRuntime().maxMemory() / 1e9);
            long start = System.nanoTime();
            Table table = Csv.of(file).read();
            System.out.printf(Locale.ROOT, "%s%nread in %.1f s%n", table, (System.nanoTime() - start) / 1e9);
        } finally {
            Files.delete(file);
        }
    }
}
