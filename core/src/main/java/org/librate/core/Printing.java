package org.librate.core;

import java.util.Locale;
import java.util.function.LongConsumer;
import org.librate.core.kernel.NativeArray;

/** Tensors as text that a person can read: the ends of long axes, columns aligned. */
final class Printing {

    private static final int MOST = 8;
    private static final int ENDS = 3;

    private Printing() {
    }

    static String describe(Tensor x) {
        StringBuilder text = new StringBuilder("Tensor ").append(x.dtype().name().toLowerCase(Locale.ROOT)).append(' ').append(x.shape());
        if (x.size() == 0) {
            return text.append(" (empty)").toString();
        }
        NativeArray array;
        try {
            array = x.array();
        } catch (IllegalStateException dead) {
            return text.append(" (its step has run again)").toString();
        }
        text.append(x.rank() < 2 ? " " : "\n");
        Grid grid = new Grid(array, x.shape(), x.dtype());
        grid.measure(0, 0);
        grid.write(text, 0, 0);
        return text.toString();
    }

    private static final class Grid {
        private final NativeArray array;
        private final Shape shape;
        private final long[] strides;
        private final boolean floating;
        private final boolean truth;
        private int width;
        private boolean whole = true;
        private double largest;
        private double smallest = Double.POSITIVE_INFINITY;

        Grid(NativeArray array, Shape shape, DType dtype) {
            this.array = array;
            this.shape = shape;
            this.strides = shape.strides();
            this.floating = dtype.isFloating();
            this.truth = dtype == DType.BOOL;
        }

        /** What is shown decides how it is shown: whole numbers without zeros behind the point, very large or small ones with an exponent. */
        void measure(int axis, long at) {
            if (axis == shape.rank()) {
                double value = Access.element(array, (int) at);
                if (floating && Double.isFinite(value)) {
                    whole &= value == Math.rint(value) && Math.abs(value) < 1e7;
                    largest = Math.max(largest, Math.abs(value));
                    if (value != 0) {
                        smallest = Math.min(smallest, Math.abs(value));
                    }
                }
                return;
            }
            each(axis, i -> measure(axis + 1, at + i * strides[axis]));
            if (axis == 0) {
                measureWidth(0, 0);
            }
        }

        private void measureWidth(int axis, long at) {
            if (axis == shape.rank()) {
                width = Math.max(width, format(at).length());
            } else {
                each(axis, i -> measureWidth(axis + 1, at + i * strides[axis]));
            }
        }

        void write(StringBuilder text, int axis, long at) {
            if (axis == shape.rank()) {
                String number = format(at);
                text.append(" ".repeat(Math.max(0, width - number.length()))).append(number);
                return;
            }
            boolean last = axis == shape.rank() - 1;
            String between = last ? ", " : ",\n" + " ".repeat(axis + 1);
            text.append('[');
            long[] before = {-1};
            each(axis, i -> {
                if (before[0] >= 0) {
                    text.append(between);
                    if (i != before[0] + 1) {
                        text.append("...").append(between);
                    }
                }
                before[0] = i;
                write(text, axis + 1, at + i * strides[axis]);
            });
            text.append(']');
        }

        private void each(int axis, LongConsumer visit) {
            long n = shape.dim(axis);
            for (long i = 0; i < n; i++) {
                if (n > MOST && i == ENDS) {
                    i = n - ENDS;
                }
                visit.accept(i);
            }
        }

        private String format(long at) {
            double value = Access.element(array, (int) at);
            if (truth) {
                return value != 0 ? "true" : "false";
            }
            if (!floating) {
                return array.dtype() == DType.INT64 ? Long.toString(array.block().longs().get(array.start() + (int) at))
                        : Integer.toString((int) value);
            }
            if (Double.isNaN(value)) {
                return "NaN";
            }
            if (Double.isInfinite(value)) {
                return value > 0 ? "Infinity" : "-Infinity";
            }
            if (whole) {
                return String.format(Locale.ROOT, "%.1f", value);
            }
            boolean extreme = largest >= 1e6 || smallest < 1e-4 && largest < 1e-2 || largest / smallest > 1e8;
            return String.format(Locale.ROOT, extreme ? "%.4e" : "%.4f", value);
        }
    }
}
