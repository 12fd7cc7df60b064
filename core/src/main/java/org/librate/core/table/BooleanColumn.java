package org.librate.core.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/** Yes or no in each row, or missing. */
public final class BooleanColumn implements Column {

    private static final byte MISSING = -1;

    private final String name;
    private final byte[] values;

    private BooleanColumn(String name, byte[] values) {
        this.name = Names.check(name);
        this.values = values;
    }

    public static BooleanColumn of(String name, boolean... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return new BooleanColumn(name, bytes);
    }

    /** Values, null where one is missing. */
    public static BooleanColumn ofNullable(String name, @Nullable Boolean... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            Boolean value = values[i];
            bytes[i] = value == null ? MISSING : (byte) (value ? 1 : 0);
        }
        return new BooleanColumn(name, bytes);
    }

    /** 1, 0, or −1 where it is missing; taken as they are. */
    static BooleanColumn ofBytes(String name, byte[] values) {
        return new BooleanColumn(name, values);
    }

    /** Whether it is yes: not if it is missing. */
    public boolean isTrue(int row) {
        return values[row] == 1;
    }

    /** Whether it is no: not if it is missing. */
    public boolean isFalse(int row) {
        return values[row] == 0;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return values[row] == MISSING;
    }

    @Override
    public String text(int row) {
        return isMissing(row) ? "" : Boolean.toString(isTrue(row));
    }

    @Override
    public BooleanColumn rows(int... rows) {
        byte[] some = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = values[rows[i]];
        }
        return new BooleanColumn(name, some);
    }

    @Override
    public BooleanColumn named(String name) {
        return new BooleanColumn(name, values);
    }

    @Override
    public BooleanColumn concat(Column other) {
        Check.require(other instanceof BooleanColumn, "Table", "columns \"" + name + "\" must be of one type to be put together", other.type());
        byte[] more = ((BooleanColumn) other).values;
        byte[] all = Arrays.copyOf(values, Math.addExact(values.length, more.length));
        System.arraycopy(more, 0, all, values.length, more.length);
        return new BooleanColumn(name, all);
    }

    @Override
    public String toString() {
        return "BooleanColumn[" + name + ", " + values.length + " rows]";
    }
}
