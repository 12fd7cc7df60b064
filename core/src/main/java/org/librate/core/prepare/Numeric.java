package org.librate.core.prepare;

import org.librate.core.table.ColumnType;

/** What most steps act on. */
final class Numeric {

    static final Columns COLUMNS = Columns.ofType(ColumnType.NUMERIC);

    private Numeric() {
    }
}
