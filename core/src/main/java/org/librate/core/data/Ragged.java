package org.librate.core.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;

/** Sequences of different lengths, one after another in one array. */
abstract class Ragged {

    private final int[] starts; // of each row in steps, and where the last ends
    final int width;            // elements of a step

    private Ragged(int[] starts, int width) {
        this.starts = starts;
        this.width = width;
    }

    static Ragged of(List<int[]> rows) {
        int[] starts = starts(rows.stream().mapToInt(row -> row.length).toArray(), 1);
        int[] all = new int[starts[rows.size()]];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, starts[i], rows.get(i).length);
        }
        return new Tokens(starts, all);
    }

    static Ragged of(String who, float[][][] rows) {
        int width = -1;
        int[] lengths = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            lengths[i] = rows[i].length;
            for (float[] step : rows[i]) {
                width = width < 0 ? step.length : width;
                Check.require(step.length == width, who, "all steps must have " + width + " features, as the first", step.length + " in row " + i);
            }
        }
        Check.require(width > 0, who, "needs at least one step with features", "none");
        int[] starts = starts(lengths, width);
        float[] all = new float[starts[rows.length] * width];
        for (int i = 0; i < rows.length; i++) {
            for (int t = 0; t < lengths[i]; t++) {
                System.arraycopy(rows[i][t], 0, all, (starts[i] + t) * width, width);
            }
        }
        return new Series(starts, width, all);
    }

    private static int[] starts(int[] lengths, int width) {
        int[] starts = new int[lengths.length + 1];
        long end = 0;
        for (int i = 0; i < lengths.length; i++) {
            end += lengths[i];
            Check.require(end * width <= Integer.MAX_VALUE - 8, "SequenceDataset",
                    "all rows together must have at most " + (Integer.MAX_VALUE - 8) + " elements", end * width);
            starts[i + 1] = (int) end;
        }
        return starts;
    }

    final int rows() {
        return starts.length - 1;
    }

    final int length(int row) {
        return starts[row + 1] - starts[row];
    }

    final int longest() {
        int longest = 0;
        for (int row = 0; row < rows(); row++) {
            longest = Math.max(longest, length(row));
        }
        return longest;
    }

    /** The length of a row of which at most so many steps are taken. */
    final int length(int row, int most) {
        return Math.min(length(row), most);
    }

    /** Writes as much of a row as may be taken, and padding. */
    final void write(int row, int most, Truncation truncation, Row into, int field, double padding) {
        int taken = length(row, most);
        int from = starts[row] + (truncation == Truncation.KEEP_TAIL ? length(row) - taken : 0);
        write(from, taken, into, field, padding);
    }

    final void update(CRC32C crc) {
        update(crc, starts);
        content(crc);
    }

    static void update(CRC32C crc, int[] values) {
        ByteBuffer chunk = ByteBuffer.allocate(1 << 14);
        for (int value : values) {
            if (!chunk.hasRemaining()) {
                crc.update(chunk.flip());
                chunk.clear();
            }
            chunk.putInt(value);
        }
        crc.update(chunk.flip());
    }

    static void update(CRC32C crc, float[] values) {
        ByteBuffer chunk = ByteBuffer.allocate(1 << 14);
        for (float value : values) {
            if (!chunk.hasRemaining()) {
                crc.update(chunk.flip());
                chunk.clear();
            }
            chunk.putFloat(value);
        }
        crc.update(chunk.flip());
    }

    abstract DType dtype();

    /** The shape of a row of so many steps. */
    abstract Shape shape(int steps);

    abstract void write(int from, int count, Row into, int field, double padding);

    abstract void content(CRC32C crc);

    /** One whole number for each step. */
    private static final class Tokens extends Ragged {
        private final int[] values;

        Tokens(int[] starts, int[] values) {
            super(starts, 1);
            this.values = values;
        }

        @Override
        DType dtype() {
            return DType.INT32;
        }

        @Override
        Shape shape(int steps) {
            return Shape.of(steps);
        }

        @Override
        void write(int from, int count, Row into, int field, double padding) {
            into.putSteps(field, values, from, count, (int) padding);
        }

        @Override
        void content(CRC32C crc) {
            update(crc, values);
        }
    }

    /** Some numbers for each step. */
    private static final class Series extends Ragged {
        private final float[] values;

        Series(int[] starts, int width, float[] values) {
            super(starts, width);
            this.values = values;
        }

        @Override
        DType dtype() {
            return DType.FLOAT32;
        }

        @Override
        Shape shape(int steps) {
            return Shape.of(steps, width);
        }

        @Override
        void write(int from, int count, Row into, int field, double padding) {
            into.putSteps(field, values, from * width, count * width, (float) padding);
        }

        @Override
        void content(CRC32C crc) {
            update(crc, values);
        }
    }
}
