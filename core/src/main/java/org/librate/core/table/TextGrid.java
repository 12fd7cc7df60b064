package org.librate.core.table;

import java.util.ArrayList;
import java.util.List;

/** Cells in columns under each other: the first row is the head, the first column a name. */
final class TextGrid {

    private static final int WIDEST = 32;

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /** @param right for each column whether its cells end under each other, as numbers do */
    TextGrid(boolean... right) {
        this.right = right.clone();
    }

    void add(List<String> row) {
        rows.add(row.stream().map(TextGrid::shortened).toList());
    }

    /** On one line, and not too long for one. */
    private static String shortened(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < WIDEST + 3; i++) {
            char c = text.charAt(i);
            line.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : Character.isISOControl(c) ? "?" : String.valueOf(c));
        }
        return line.length() <= WIDEST ? line.toString() : line.substring(0, WIDEST - 3) + "...";
    }

    @Override
    public String toString() {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String cell = rows.get(r).get(c);
                String blanks = " ".repeat(widths[c] - cell.length());
                line.append(c == 0 ? "" : "  ").append(right[c] ? blanks + cell : cell + blanks);
            }
            text.append(line.toString().stripTrailing()).append('\n');
            if (r == 0) {
                int width = 2 * (widths.length - 1);
                for (int w : widths) {
                    width += w;
                }
                text.append("-".repeat(width)).append('\n');
            }
        }
        return text.toString().stripTrailing();
    }
}
