package org.librate.core.neighbor;

/**
 * What decides who is nearer: one number for two rows, in float64, summed in the order of columns, so that it is the same bits wherever it is
 * computed.
 */
interface Measure {

    double between(Rows a, int i, Rows b, int j);

    /** The distance that a number stands for; numbers order rows as distances do. */
    default double distance(double measured) {
        return measured;
    }

    /** Squares of the straight line. */
    record Straight() implements Measure {

        @Override
        public double between(Rows a, int i, Rows b, int j) {
            int width = a.width;
            int p = i * width;
            int q = j * width;
            double sum = 0;
            for (int c = 0; c < width; c++) {
                double apart = a.values[p + c] - b.values[q + c];
                sum += apart * apart;
            }
            return sum;
        }

        @Override
        public double distance(double measured) {
            return Math.sqrt(measured);
        }
    }

    record Blocks() implements Measure {

        @Override
        public double between(Rows a, int i, Rows b, int j) {
            int width = a.width;
            int p = i * width;
            int q = j * width;
            double sum = 0;
            for (int c = 0; c < width; c++) {
                sum += Math.abs(a.values[p + c] - b.values[q + c]);
            }
            return sum;
        }
    }

    /** For rows of length 1, or of zeros. */
    record Angle() implements Measure {

        @Override
        public double between(Rows a, int i, Rows b, int j) {
            int width = a.width;
            int p = i * width;
            int q = j * width;
            double sum = 0;
            for (int c = 0; c < width; c++) {
                sum += a.values[p + c] * b.values[q + c];
            }
            return Math.max(0, 1 - sum);
        }
    }

    /** Squares of the straight line, and a penalty for each category that differs. */
    record Mixed(double[] penalties) implements Measure {

        private static final Straight STRAIGHT = new Straight();

        @Override
        public double between(Rows a, int i, Rows b, int j) {
            double sum = STRAIGHT.between(a, i, b, j);
            int columns = penalties.length;
            int p = i * columns;
            int q = j * columns;
            for (int c = 0; c < columns; c++) {
                if (a.codes[p + c] != b.codes[q + c]) {
                    sum += penalties[c];
                }
            }
            return sum;
        }

        @Override
        public double distance(double measured) {
            return Math.sqrt(measured);
        }
    }

    /** The sum of what a table for each column says of two codes. */
    record Tables(double[][][] tables) implements Measure {

        @Override
        public double between(Rows a, int i, Rows b, int j) {
            int columns = tables.length;
            int p = i * columns;
            int q = j * columns;
            double sum = 0;
            for (int c = 0; c < columns; c++) {
                sum += tables[c][a.codes[p + c]][b.codes[q + c]];
            }
            return sum;
        }
    }
}
