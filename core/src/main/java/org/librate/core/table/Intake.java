package org.librate.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns chunks of cells into columns, in the order of the file.
 *
 * <p>A column whose type is not given begins as the first type that all cells of the first chunk fit. If a later cell does not fit, it is text; but
 * what came before is numbers by now, and how they were written is gone. So the column is read {@link #again}, as text, which happens to few columns
 * of few files.
 */
final class Intake {

    private static final int EXAMPLES = 5;

    private final CsvOptions options;
    private final MissingWords missing;
    private final List<Slot> slots = new ArrayList<>();
    private final long[] leftOut; // lines of rows that an earlier pass skipped
    private final List<Long> skippedLines = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long skipped;
    private int rows;

    /** A column on its way. */
    private static final class Slot {
        private final String name;
        private final @Nullable ColumnType type; // null: to be found out
        private @Nullable Cells<?> cells; // null until something is known, and when it must be read again
        private boolean again;

        Slot(String name, @Nullable ColumnType type) {
            this.name = name;
            this.type = type;
        }

        /** Whether a cell may be wrong. */
        boolean strict() {
            return type == ColumnType.NUMERIC || type == ColumnType.BOOLEAN || type == ColumnType.DATE_TIME;
        }
    }

    /** A cell in a row that is not what it must be. */
    private record Wrong(int row, Chunk.Bad bad) {
    }

    Intake(CsvOptions options, List<String> names) {
        this(options, new long[0]);
        for (String name : names) {
            Slot slot = new Slot(name, options.type(name));
            slot.cells = slot.type == null ? null : cells(slot.type, name);
            slots.add(slot);
        }
    }

    /** A pass for columns that are text, over the rows that another pass took. */
    static Intake ofTexts(CsvOptions options, List<String> names, Intake before) {
        Intake intake = new Intake(options, before.skippedLines.stream().mapToLong(line -> line).toArray());
        for (String name : names) {
            Slot slot = new Slot(name, ColumnType.TEXT);
            slot.cells = new Cells.Categories(true, List.of());
            intake.slots.add(slot);
        }
        return intake;
    }

    private Intake(CsvOptions options, long[] leftOut) {
        this.options = options;
        this.missing = new MissingWords(options.missing);
        this.leftOut = leftOut;
    }

    private Cells<?> cells(ColumnType type, String name) {
        return switch (type) {
            case NUMERIC -> new Cells.Numbers(new Decimals(options.point, options.thousands), false);
            case BOOLEAN -> new Cells.YesNo();
            case DATE_TIME -> new Cells.Times(options.dates(name));
            case TEXT -> new Cells.Texts();
            case CATEGORY, VECTOR -> new Cells.Categories(false, options.levels(name));
        };
    }

    /** The names of columns that turned out to be text after some of it had been taken for something else. */
    List<String> again() {
        return slots.stream().filter(slot -> slot.again).map(slot -> slot.name).toList();
    }

    /** Which columns may be numbers, as far as is known. */
    boolean[] numeric() {
        boolean[] numeric = new boolean[slots.size()];
        for (int i = 0; i < numeric.length; i++) {
            Slot slot = slots.get(i);
            numeric[i] = !slot.again && (slot.cells == null || slot.cells instanceof Cells.Numbers);
        }
        return numeric;
    }

    int rows() {
        return rows;
    }

    long skipped() {
        return skipped;
    }

    List<String> examples() {
        return examples;
    }

    List<String> notes() {
        return notes;
    }

    /** Room claimed for values, in values. */
    long capacity() {
        return slots.stream().map(slot -> slot.cells).filter(cells -> cells != null).mapToLong(Cells::capacity).sum();
    }

    /** Takes all rows of a chunk. */
    void take(Chunk chunk) {
        boolean[] out = new boolean[chunk.rows()];
        List<Chunk.Bad> bad = new ArrayList<>(leftOut.length == 0 ? chunk.bad() : List.of());
        for (int row = 0; row < out.length; row++) {
            out[row] = leftOut.length > 0 && Arrays.binarySearch(leftOut, chunk.line(row)) >= 0;
        }
        for (int column = 0; column < slots.size(); column++) {
            if (slots.get(column).strict()) {
                for (Wrong wrong : wrong(chunk, column)) {
                    if (!out[wrong.row]) {
                        out[wrong.row] = true;
                        bad.add(wrong.bad);
                    }
                }
            }
        }
        bad.sort(Comparator.comparingLong(Chunk.Bad::line));
        bad.forEach(this::skip);
        for (int column = 0; column < slots.size(); column++) {
            take(chunk, column, out);
        }
        for (boolean left : out) {
            rows = Math.addExact(rows, left ? 0 : 1);
        }
    }

    private void skip(Chunk.Bad bad) {
        skipped++;
        if (skipped > options.badRows.most()) {
            String wayOut = skipped > 1 ? options.badRows + " has been used up." : bad.rule().contains(", column")
                    ? "Correct it, give the column another type, name what is missing with withMissing, or leave such rows out with "
                    + "withBadRows(BadRows.skip())." : "Correct it, or leave such rows out with withBadRows(BadRows.skip()).";
            throw new Splitter.CsvComplaint(bad.rule(), bad.got(), wayOut);
        }
        skippedLines.add(bad.line());
        if (examples.size() < EXAMPLES) {
            examples.add(bad.what());
        }
    }

    /** The cells of a column that are not of its type, found out without keeping anything: how much is copied may depend on it. */
    private List<Wrong> wrong(Chunk chunk, int column) {
        List<Wrong> found = new ArrayList<>();
        Slot slot = slots.get(column);
        Cells<?> cells = slot.cells;
        boolean numbers = cells instanceof Cells.Numbers;
        for (int row = 0; cells != null && row < chunk.rows(); row++) {
            if (numbers && !Double.isNaN(chunk.number(row, column))) {
                continue;
            }
            int from = chunk.from(row, column);
            int to = chunk.to(row, column);
            if (!isMissing(chunk.text(), from, to) && !cells.fits(chunk.text(), from, to)) {
                long line = chunk.line(row);
                String cell = new String(chunk.text(), from, Math.min(to - from, 60)) + (to - from > 60 ? "..." : "");
                found.add(new Wrong(row, new Chunk.Bad(line, "line " + line + ", column \"" + slot.name + "\" " + cells.rule(), "\"" + cell + "\"")));
            }
        }
        return found;
    }

    private boolean isMissing(char[] text, int from, int to) {
        return from == to || !missing.surelyNot(text[from]) && (missing.has(text, from, to) || Blanks.only(text, from, to));
    }

    private boolean isMissingText(char[] text, int from, int to, boolean quoted) {
        return (!quoted || options.missingInQuotes) && (from == to || missing.has(text, from, to));
    }

    private void take(Chunk chunk, int column, boolean[] out) {
        Slot slot = slots.get(column);
        if (slot.again) {
            return;
        }
        Cells<?> cells = slot.cells;
        if (cells == null) {
            slot.cells = guess(chunk, column, out);
            return;
        }
        int wrong = fill(cells, chunk, column, out);
        if (wrong >= 0) {
            note(slot, cells, chunk, column, wrong);
            slot.cells = null;
            slot.again = true;
        }
    }

    private void note(Slot slot, Cells<?> cells, Chunk chunk, int column, int row) {
        int from = chunk.from(row, column);
        String cell = new String(chunk.text(), from, Math.min(chunk.to(row, column) - from, 60));
        notes.add("Column \"" + slot.name + "\" is read as text because of \"" + cell + "\" in line " + chunk.line(row) + ": the " + cells.size()
                + " cells before it would do without. If that cell is wrong, give the type with withType.");
    }

    /** Adds the column's cells of a chunk; gives the row of the first that does not fit, −1 if all do. */
    private int fill(Cells<?> cells, Chunk chunk, int column, boolean[] out) {
        boolean text = cells instanceof Cells.Texts || cells instanceof Cells.Categories;
        Cells.Numbers numbers = cells instanceof Cells.Numbers some ? some : null;
        char[] characters = chunk.text();
        for (int row = 0; row < out.length; row++) {
            if (out[row]) {
                continue;
            }
            double number = numbers == null ? Decimals.NONE : chunk.number(row, column);
            if (numbers != null && !Double.isNaN(number)) {
                numbers.add(number);
                continue;
            }
            int from = chunk.from(row, column);
            int to = chunk.to(row, column);
            if (text ? isMissingText(characters, from, to, chunk.quoted(row, column)) : isMissing(characters, from, to)) {
                cells.addMissing();
            } else if (!cells.add(characters, from, to)) {
                return row;
            }
        }
        return -1;
    }

    /** The column so far, as what all cells of this chunk and the missing ones before are; null if all are missing. */
    private @Nullable Cells<?> guess(Chunk chunk, int column, boolean[] out) {
        Slot slot = slots.get(column);
        boolean known = false;
        for (int row = 0; row < out.length && !known; row++) {
            known = !out[row] && (!Double.isNaN(chunk.number(row, column))
                    || !isMissing(chunk.text(), chunk.from(row, column), chunk.to(row, column)));
        }
        if (!known) {
            return null;
        }
        List<Cells<?>> kinds = List.of(new Cells.Numbers(new Decimals(options.point, options.thousands), true), new Cells.YesNo(),
                new Cells.Times(options.dates(slot.name)));
        for (Cells<?> cells : kinds) {
            addMissing(cells, rows);
            if (fill(cells, chunk, column, out) < 0) {
                return cells;
            }
        }
        if (rows > 0) { // missing so far; but blanks, or what is in quotes, may have been text
            slot.again = true;
            return null;
        }
        Cells<?> texts = new Cells.Categories(true, List.of());
        fill(texts, chunk, column, out);
        return texts;
    }

    private static void addMissing(Cells<?> cells, int count) {
        for (int i = 0; i < count; i++) {
            cells.addMissing();
        }
    }

    /** The columns that need not be read again, each of them let go here once it is made. */
    List<Column> finish() {
        List<Column> columns = new ArrayList<>();
        for (Slot slot : slots) {
            if (!slot.again) {
                Cells<?> cells = slot.cells;
                if (cells == null) {
                    cells = new Cells.Numbers(new Decimals(options.point, options.thousands), true);
                    addMissing(cells, rows);
                }
                slot.cells = null;
                columns.add(cells.finish(slot.name));
            }
        }
        return columns;
    }
}
