package org.librate.core.table;

import java.util.Arrays;
import org.librate.core.Check;

/** Numbers; NaN where one is missing. */
public final class NumericColumn implements Column {

    private final String name;
    private final double[] values;

    private NumericColumn(String name, double[] values) {
        this.name = Names.check(name);
        this.values = values;
    }

    /** Copies the values. */
    public static NumericColumn of(String name, double... values) {
        return new NumericColumn(name, values.clone());
    }

    /** Takes the values as they are: do not write to the array any more. */
    public static NumericColumn wrap(String name, double[] values) {
        return new NumericColumn(name, values);
    }

    public double get(int row) {
        return values[row];
    }

    /** A copy of all values. */
    public double[] toArray() {
        return values.clone();
    }

    /** Copies the values of rows {@code from} to {@code from + into.length - 1}. */
    public void copy(int from, double[] into) {
        System.arraycopy(values, from, into, 0, into.length);
    }

    /** The values themselves, not to be written to: for what reads every row many times. */
    double[] values() {
        return values;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnType type() {
        return ColumnType.NUMERIC;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public int missingCount() {
        int count = 0;
        for (double value : values) {
            count += value == value ? 0 : 1;
        }
        return count;
    }

    /** A whole number without a point; what is read back is the same number to the last bit. */
    @Override
    public String text(int row) {
        double value = values[row];
        if (Double.isNaN(value)) {
            return "";
        }
        boolean whole = value == (long) value && Math.abs(value) < 1e15 && (value != 0 || 1 / value > 0);
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public NumericColumn rows(int... rows) {
        double[] some = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = values[rows[i]];
        }
        return new NumericColumn(name, some);
    }

    @Override
    public NumericColumn named(String name) {
        return new NumericColumn(name, values);
    }

    @Override
    public NumericColumn concat(Column other) {
        Check.require(other instanceof NumericColumn, "Table", "columns \"" + name + "\" must be of one type to be put together", other.type());
        double[] more = ((NumericColumn) other).values;
        double[] all = Arrays.copyOf(values, Math.addExact(values.length, more.length));
        System.arraycopy(more, 0, all, values.length, more.length);
        return new NumericColumn(name, all);
    }

    @Override
    public String toString() {
        return "NumericColumn[" + name + ", " + values.length + " rows]";
    }
}
