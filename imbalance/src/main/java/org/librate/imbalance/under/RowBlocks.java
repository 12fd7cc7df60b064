package org.librate.imbalance.under;

import java.util.Arrays;

/**
 * A growing set of rows, laid out column by column in blocks of 64, so that the distances of a block to a row come from loops over neighbours in
 * memory, which the compiler turns into vector instructions. Each distance is the sum over the columns in their order, the same bits as a plain loop
 * gives.
 */
final class RowBlocks {

    static final int SIZE = 64;

    private final int width;
    private double[] columns; // [blocks, width, SIZE]
    private int[] numbers; // of the rows, in the order they came
    private int count;

    RowBlocks(int width) {
        this.width = width;
        this.columns = new double[width * SIZE];
        this.numbers = new int[SIZE];
    }

    /** Some rows of {@code [rows, width]}. */
    static RowBlocks of(double[] values, int width, int[] rows) {
        RowBlocks blocks = new RowBlocks(width);
        for (int row : rows) {
            blocks.add(values, row);
        }
        return blocks;
    }

    void add(double[] values, int row) {
        if (count == numbers.length) {
            int more = Math.max(count / 2, SIZE) / SIZE * SIZE;
            numbers = Arrays.copyOf(numbers, count + more);
            columns = Arrays.copyOf(columns, Math.multiplyExact(count + more, width));
        }
        int at = count / SIZE * width * SIZE + count % SIZE;
        for (int j = 0; j < width; j++) {
            columns[at + j * SIZE] = values[row * width + j];
        }
        numbers[count++] = row;
    }

    int count() {
        return count;
    }

    int blocks() {
        return (count + SIZE - 1) / SIZE;
    }

    /** How many rows a block has: all but the last are full. */
    int count(int block) {
        return Math.min(SIZE, count - block * SIZE);
    }

    /** The number of a row of a block. */
    int number(int block, int place) {
        return numbers[block * SIZE + place];
    }

    /** The squares of the distances of all rows of a block to a row; behind the last row stands anything. */
    void squares(int block, double[] values, int row, double[] squares) {
        Arrays.fill(squares, 0);
        int from = block * width * SIZE;
        for (int j = 0; j < width; j++) {
            double value = values[row * width + j];
            int at = from + j * SIZE;
            for (int i = 0; i < SIZE; i++) {
                double apart = value - columns[at + i];
                squares[i] += apart * apart;
            }
        }
    }
}
