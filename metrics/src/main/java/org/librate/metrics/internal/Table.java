package org.librate.metrics.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text in columns: the first on the left, the others on the right. Internal to Librate. */
public final class Table {

    private static final double EXACT = 1L << 53;

    private Table() {
    }

    /** Rows of the same number of cells; the first is the heading. */
    public static String text(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(pad(row.get(0), widths[0], true));
            for (int i = 1; i < columns; i++) {
                line.append("  ").append(pad(row.get(i), widths[i], false));
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }

    private static String pad(String cell, int width, boolean left) {
        String spaces = " ".repeat(width - cell.length());
        return left ? cell + spaces : spaces + cell;
    }

    /** A count: whole as such, with thousands apart; a sum of weights with two digits after the point. */
    public static String count(double value) {
        boolean whole = value == Math.rint(value) && value < EXACT;
        return whole ? String.format(Locale.ROOT, "%,d", (long) value) : String.format(Locale.ROOT, "%,.2f", value);
    }

    /** A metric's value with four digits; a dash where it is undefined. */
    public static String value(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
