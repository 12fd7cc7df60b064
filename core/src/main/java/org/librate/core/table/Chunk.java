package org.librate.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of some rows, as characters one after another: filled by the thread that splits a file, read by the one that converts it, and used again. It is full at
 * so many cells that they stay in a core's cache.
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
    private int[] ends; // of each cell, times two; odd if it was in quotes
    private long[] lines = new long[64];
    private final List<Bad> bad = new ArrayList<>();
    private final int width;
    private final int mostRows;
    private int used;
    private int cells;
    private int rows;

    Chunk(int width) {
        this.width = width;
        this.mostRows = Math.max(1, CELLS / Math.max(1, width));
        this.ends = new int[Math.max(1, Math.min(CELLS, width * 64))];
    }

    void add(char[] from, int offset, int length, boolean quoted) {
        if (length > text.length - used) {
            text = Arrays.copyOf(text, Math.toIntExact(Math.min(Integer.MAX_VALUE / 2L, 2L * (used + length))));
        }
        System.arraycopy(from, offset, text, used, length);
        used += length;
        if (cells == ends.length) {
            ends = Arrays.copyOf(ends, 2 * cells);
        }
        ends[cells++] = used << 1 | (quoted ? 1 : 0);
    }

    /** The cells added since the last row are a row. */
    void endRow(long line) {
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = line;
    }

    /** The cells added since the last row are forgotten, for the reason given. */
    void dropRow(Bad why) {
        cells = rows * width;
        used = cells == 0 ? 0 : ends[cells - 1] >>> 1;
        bad.add(why);
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

    int rows() {
        return rows;
    }

    long line(int row) {
        return lines[row];
    }

    List<Bad> bad() {
        return bad;
    }

    char[] text() {
        return text;
    }

    int from(int row, int column) {
        int cell = row * width + column;
        return cell == 0 ? 0 : ends[cell - 1] >>> 1;
    }

    int to(int row, int column) {
        return ends[row * width + column] >>> 1;
    }

    boolean quoted(int row, int column) {
        return (ends[row * width + column] & 1) != 0;
    }
}
