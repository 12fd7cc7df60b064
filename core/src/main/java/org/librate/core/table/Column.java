package org.librate.core.table;

/** A named column of a {@link Table}: values of one type, some of which may be missing. Immutable. */
public sealed interface Column permits NumericColumn, CategoryColumn, BooleanColumn, DateTimeColumn, TextColumn, VectorColumn {

    String name();

    ColumnType type();

    /** How many rows. */
    int size();

    boolean isMissing(int row);

    /** The value as text, empty where it is missing: what a CSV file would hold. */
    String text(int row);

    /** The given rows in the given order; a row may occur several times. */
    Column rows(int... rows);

    /** The same values under another name. */
    Column named(String name);

    /** This column and then the other's rows; it must be of the same type. */
    Column concat(Column other);

    default int missingCount() {
        int count = 0;
        for (int i = 0; i < size(); i++) {
            count += isMissing(i) ? 1 : 0;
        }
        return count;
    }
}
