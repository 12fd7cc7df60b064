package org.librate.tuning.split;

import java.util.Arrays;
import org.librate.core.table.Column;
import org.librate.core.table.Table;

/** Rows that must not be torn apart: the number of each row's group, and how many rows each has. */
record Groups(int[] of, int[] sizes) {

    static Groups of(Object who, Table rows) {
        Column column = rows.groups().orElseThrow(() -> new IllegalArgumentException(who
                + ": needs to know which rows belong together. Use withGroups(name) on the table."));
        int missing = column.missingCount();
        if (missing > 0) {
            throw new IllegalArgumentException(who + ": the group must be known in every row, \"" + column.name() + "\" is missing in " + missing
                    + ". Fill it, or leave these rows out.");
        }
        int[] of = Assigned.numbered(rows.rows(), column::text);
        int[] sizes = new int[Arrays.stream(of).max().orElse(-1) + 1];
        for (int group : of) {
            sizes[group]++;
        }
        return new Groups(of, sizes);
    }

    int count() {
        return sizes.length;
    }

    void checkCount(Object who, int folds) {
        if (count() < folds) {
            throw new IllegalArgumentException(who + ": needs a group for each of the " + folds + " folds, got " + count()
                    + " groups. Use fewer folds.");
        }
    }
}
