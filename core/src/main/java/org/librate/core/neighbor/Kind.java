package org.librate.core.neighbor;

import java.util.Arrays;
import org.librate.core.Check;

/** What rows a table has and how it measures them. */
interface Kind {

    /** Checked, and as the measure wants them: the same arrays where that is how they are. */
    Rows prepared(double[] values, int[] codes);

    default Rows prepared(double[] values) {
        return prepared(values, new int[0]);
    }

    Measure measure();

    default Distance distance() {
        return Distance.EUCLIDEAN;
    }

    /** Which columns of categories make a difference. */
    default boolean[] counts() {
        return new boolean[0];
    }

    /** Whether rows of both can be measured against each other. */
    boolean isLike(Kind other);

    /** Numbers alone. */
    record Numbers(int width, Distance distance) implements Kind {

        @Override
        public Rows prepared(double[] values, int[] codes) {
            Check.require(values.length % width == 0, NeighborTable.NAME, "needs queries of " + width + " numbers", values.length);
            check(values, width);
            return Rows.of(distance == Distance.COSINE ? normalized(values, width) : values, width);
        }

        @Override
        public Measure measure() {
            return switch (distance) {
                case EUCLIDEAN -> new Measure.Straight();
                case MANHATTAN -> new Measure.Blocks();
                case COSINE -> new Measure.Angle();
            };
        }

        @Override
        public boolean isLike(Kind other) {
            return equals(other);
        }

        @Override
        public String toString() {
            return width + ", " + distance;
        }
    }

    /** Numbers and categories. */
    record Mixed(int width, Measure.Mixed measure) implements Kind {

        public Mixed {
            Check.require(width >= 0, NeighborTable.NAME, "width must not be negative", width);
            Check.require(measure.penalties().length > 0, NeighborTable.NAME, "needs a penalty for each column of categories", "none",
                    "Without categories use NeighborTable.of.");
            for (double penalty : measure.penalties()) {
                Check.require(penalty >= 0 && penalty < Double.POSITIVE_INFINITY, NeighborTable.NAME, "a penalty must be finite and not below 0",
                        penalty);
            }
        }

        @Override
        public Rows prepared(double[] values, int[] codes) {
            int columns = measure.penalties().length;
            Check.require(codes.length % columns == 0 && codes.length > 0, NeighborTable.NAME,
                    "needs at least one row, and whole rows of " + columns + " codes", codes.length + " codes",
                    "For queries with categories make a table of them.");
            int count = codes.length / columns;
            Check.require(values.length == count * width, NeighborTable.NAME, "needs " + width + " numbers for each of " + count + " rows",
                    values.length);
            check(values, width);
            return new Rows(count, width, values, columns, codes);
        }

        @Override
        public boolean[] counts() {
            boolean[] counts = new boolean[measure.penalties().length];
            for (int c = 0; c < counts.length; c++) {
                counts[c] = measure.penalties()[c] > 0;
            }
            return counts;
        }

        @Override
        public boolean isLike(Kind other) {
            return other instanceof Mixed mixed && mixed.width == width && Arrays.equals(mixed.measure.penalties(), measure.penalties());
        }

        @Override
        public String toString() {
            return width + " numbers and " + measure.penalties().length + " categories";
        }
    }

    /** Categories alone, by tables. */
    record Tables(double[][][] tables) implements Kind {

        public Tables {
            Check.require(tables.length > 0, NeighborTable.NAME, "needs a table for each column", "none");
            for (int c = 0; c < tables.length; c++) {
                for (double[] line : tables[c]) {
                    Check.require(line.length == tables[c].length, NeighborTable.NAME,
                            "the table of column " + c + " must be square, " + tables[c].length + " by as many", line.length);
                    for (double apart : line) {
                        if (!(apart >= 0 && apart < Double.POSITIVE_INFINITY)) {
                            Check.require(false, NeighborTable.NAME, "a distance in the table of column " + c + " must be finite and not below 0",
                                    apart);
                        }
                    }
                }
            }
        }

        @Override
        public Rows prepared(double[] values, int[] codes) {
            int columns = tables.length;
            Check.require(codes.length % columns == 0 && codes.length > 0, NeighborTable.NAME,
                    "needs at least one row, and whole rows of " + columns + " codes", codes.length + " codes",
                    "For queries with categories make a table of them.");
            for (int i = 0; i < codes.length; i++) {
                int known = tables[i % columns].length;
                if (codes[i] < 0 || codes[i] >= known) {
                    Check.require(false, NeighborTable.NAME, "a code of column " + i % columns + " must be in [0, " + (known - 1) + "]", codes[i]);
                }
            }
            return new Rows(codes.length / columns, 0, new double[0], columns, codes);
        }

        @Override
        public Measure measure() {
            return new Measure.Tables(tables);
        }

        @Override
        public boolean[] counts() {
            boolean[] counts = new boolean[tables.length];
            Arrays.fill(counts, true);
            return counts;
        }

        @Override
        public boolean isLike(Kind other) {
            return other instanceof Tables others && Arrays.deepEquals(others.tables, tables);
        }

        @Override
        public String toString() {
            return tables.length + " categories, by tables";
        }
    }

    private static void check(double[] values, int width) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(NeighborTable.NAME + ": all numbers must be finite, got " + values[i] + " in row " + i / width
                        + ", column " + i % width + ". Impute it.");
            }
        }
    }

    private static double[] normalized(double[] numbers, int width) {
        double[] values = numbers.clone();
        for (int at = 0; at < values.length; at += width) {
            double largest = 0;
            for (int j = 0; j < width; j++) {
                largest = Math.max(largest, Math.abs(values[at + j]));
            }
            if (largest > 0) {
                double sum = 0;
                for (int j = 0; j < width; j++) {
                    sum += values[at + j] / largest * (values[at + j] / largest);
                }
                double length = Math.sqrt(sum);
                for (int j = 0; j < width; j++) {
                    values[at + j] = values[at + j] / largest / length;
                }
            }
        }
        return values;
    }
}
