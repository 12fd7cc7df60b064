package org.librate.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of some rows, as characters one after another: filled by the thread that splits a file, read by the one that converts it, and used again.
 * It is full at so many cells that they stay in a core's cache. Some of the cells may have been read as numbers already.
 */
final class Chunk {

    static final int CELLS = 1 << 15;
    static final int CHARACTERS = 1 << 19;

    /** A row that cannot be taken. */
    record Bad(long line, String rule, String got) {

        String what() {
            return rule + ", got " + got;
        }
    }

    private char[] text = new char[CHARACTERS];
    private int[] starts; // of each cell
    private int[] ends; // of each cell, times two; odd if it was in quotes
    private double[] numbers = new double[0]; // of each cell, if there are any
    private long[] lines = new long[64];
    private final List<Bad> bad = new ArrayList<>();
    private long firstLine; // that lines are counted from
    private final int width;
    private final int mostRows;
    private int used;
    private int cells;
    private int rows;

    Chunk(int width) {
        this.width = width;
        this.mostRows = Math.max(1, CELLS / Math.max(1, width));
        this.ends = new int[Math.max(1, Math.min(CELLS, width * 64))];
        this.starts = new int[ends.length];
    }

    void add(char[] from, int offset, int length, boolean quoted) {
        if (length > text.length - used) {
            text = Arrays.copyOf(text, Math.toIntExact(Math.min(Integer.MAX_VALUE / 2L, 2L * (used + length))));
        }
        System.arraycopy(from, offset, text, used, length);
        add(used, used + length, quoted);
        used += length;
    }

    private void add(int start, int end, boolean quoted) {
        if (cells == ends.length) {
            starts = Arrays.copyOf(starts, 2 * cells);
            ends = Arrays.copyOf(ends, 2 * cells);
        }
        starts[cells] = start;
        ends[cells++] = end << 1 | (quoted ? 1 : 0);
    }

    /**
     * Adds a cell of characters that are given later, all at once.
     *
     * @param number that the cell is; {@link Decimals#NONE} if that is to be found out
     */
    void add(int start, int end, double number) {
        add(start, end, false);
        if (numbers.length < ends.length) {
            numbers = Arrays.copyOf(numbers, ends.length);
        }
        numbers[cells - 1] = number;
    }

    /** The cells added since the last row are a row if there are as many as there are columns, and else forgotten. */
    void endRow(long line, int fields, int columns, boolean brokenLine) {
        if (fields != columns) {
            bad.add(new Bad(line, " must have " + (columns == 1 ? "1 cell" : columns + " cells") + ", as the first line has",
                    fields + (brokenLine ? ", one of them with a line break (is a quote left open?)" : "")));
            restartRow();
            return;
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = line;
    }

    /** The cells added since the last row are forgotten. */
    void restartRow() {
        cells = rows * width;
        used = cells == 0 ? 0 : ends[cells - 1] >>> 1;
    }

    boolean isFull() {
        return rows + bad.size() >= mostRows || used >= CHARACTERS * 3 / 4;
    }

    boolean isEmpty() {
        return rows == 0 && bad.isEmpty();
    }

    void clear() {
        used = 0;
        cells = 0;
        rows = 0;
        bad.clear();
        if (text.length > CHARACTERS) {
            text = new char[CHARACTERS]; // one huge cell must not stay huge
        }
    }

    /** Lines that were counted from 0 begin there. */
    void countLinesFrom(long first) {
        firstLine = first;
    }

    int rows() {
        return rows;
    }

    long line(int row) {
        return firstLine + lines[row];
    }

    List<Bad> bad() {
        return bad.stream().map(row -> new Bad(firstLine + row.line, "line " + (firstLine + row.line) + row.rule, row.got)).toList();
    }

    char[] text() {
        return text;
    }

    /** Room for so many characters. */
    char[] text(int length) {
        if (length > text.length) {
            text = new char[length];
        }
        return text;
    }

    /** The number that a cell is known to be; {@link Decimals#NONE} if nothing is known. */
    double number(int row, int column) {
        return numbers.length == 0 ? Decimals.NONE : numbers[row * width + column];
    }

    int from(int row, int column) {
        return starts[row * width + column];
    }

    int to(int row, int column) {
        return ends[row * width + column] >>> 1;
    }

    boolean quoted(int row, int column) {
        return (ends[row * width + column] & 1) != 0;
    }
}
