package org.librate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.librate.core.data.SplitRule;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BadRows;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Csv;
import org.librate.core.table.CsvResult;
import org.librate.core.table.Table;
import org.librate.core.table.TableSplit;

/**
 * Reads a CSV file of customers as files are: with missing values, a code that looks like a number, and rows that are broken.
 *
 * <p>What to take away: look at the description before anything else; say which columns only look like numbers; know how many rows were left out, and
 * why.
 */
public final class TableTour {

    private TableTour() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("table-tour");
        Path file = folder.resolve("customers.csv");
        Files.write(file, customers(2000, RandomSource.of(3).stream("customers").at(0)));

        CsvResult result = Csv.of(file)
                .withType("zip", ColumnType.CATEGORY)
                .withType("charge", ColumnType.NUMERIC)
                .withMissing("NA", "?")
                .withBadRows(BadRows.skipAtMost(20))
                .withTarget("churned")
                .readResult();
        System.out.println(result);

        Table table = result.table();
        System.out.println(table.toText(5));
        System.out.println(table.describe());

        Table longest = table.filter(row -> !row.isMissing("months") && row.isTrue("churned")).sortByDescending("months");
        System.out.println("Those who stayed longest and left all the same:\n" + longest.toText(3));

        Table more = table
                .withNumeric("paid", row -> row.number("charge") * row.number("months"))
                .withBoolean("newcomer", row -> row.number("months") < 6)
                .rename("charge", "monthly charge");
        System.out.println(more + "\nplans: " + more.counts("plan"));

        TableSplit split = more.split(SplitRule.stratified(0.70, 0.15, 0.15).withSeed(42));
        System.out.println(split);

        Path copy = folder.resolve("training.csv.gz");
        Csv.write(split.train(), copy);
        Table again = Csv.of(copy).withTypesOf(split.train()).withTarget("churned").read();
        System.out.println("Written and read again: the same description is " + again.describe().equals(split.train().describe()) + ".");

        Files.delete(copy);
        Files.delete(file);
        Files.delete(folder);
    }

    /** Lines of a file, of which some are as they should not be. */
    private static List<String> customers(int rows, RandomStream random) {
        List<String> plans = List.of("basic", "gold", "family, large");
        List<String> lines = new ArrayList<>(List.of("customer,zip,since,plan,months,charge,churned"));
        for (int i = 0; i < rows; i++) {
            long at = 8L * i;
            int months = 1 + random.integer(at, 0, 72);
            int plan = random.integer(at + 1, 0, 3);
            boolean left = random.uniform(at + 2) < 0.45 - 0.005 * months;
            String charge = i % 400 == 17 ? "free" : random.integer(at + 3, 0, 20) == 0 ? "NA"
                    : String.format(Locale.ROOT, "%.2f", 10 + 15 * plan + 5 * random.uniform(at + 4));
            String since = String.format(Locale.ROOT, "%d-%02d-01", 2025 - (months + 11) / 12, 1 + (12 - months % 12) % 12);
            String line = String.join(",", "C" + (10_000 + i), String.format(Locale.ROOT, "%05d", 1000 + 7 * random.integer(at + 5, 0, 30)), since,
                    '"' + plans.get(plan) + '"', random.integer(at + 6, 0, 30) == 0 ? "?" : String.valueOf(months), charge, left ? "yes" : "no");
            lines.add(i % 700 == 69 ? line.substring(0, line.lastIndexOf(',')) : line);
        }
        return lines;
    }
}
