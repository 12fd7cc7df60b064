package org.librate.core.prepare;

import org.librate.core.table.BooleanColumn;
import org.librate.core.table.Column;

/** What becomes of a missing category. */
public enum Missing {
    /** No level: zeros, or a missing number. */
    NONE,
    /** A level of its own, "missing": also if no training row misses it. */
    OWN_LEVEL,
    /** It is refused. */
    ERROR;

    /** What the level is called. */
    static final String LEVEL = "missing";

    /** Whether each row's value is missing, under the name "x_missing". */
    static BooleanColumn indicator(Column column) {
        boolean[] missing = new boolean[column.size()];
        for (int i = 0; i < missing.length; i++) {
            missing[i] = column.isMissing(i);
        }
        return BooleanColumn.of(column.name() + "_missing", missing);
    }
}
