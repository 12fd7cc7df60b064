package org.librate.core.prepare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;

/**
 * The levels that a column had in the training rows. A column of numbers has a level for each number, written as CSV would.
 *
 * @param type what the column was and must be
 */
public record Levels(String column, ColumnType type, List<String> levels) {

    static final int MISSING = -1;
    static final int UNSEEN = -2;

    /** What can have levels. */
    static final ColumnType[] TYPES = {ColumnType.CATEGORY, ColumnType.BOOLEAN, ColumnType.NUMERIC, ColumnType.TEXT};

    private static final int FEW = 8; // rows, for which a table of all levels would take longer than to search

    public Levels {
        levels = List.copyOf(levels);
    }

    /** The number of each row's level, or {@link #MISSING}, or {@link #UNSEEN}. */
    int[] codes(Edit edit) {
        return codes(edit.column(column, type));
    }

    int[] codes(Column values) {
        int[] codes = new int[values.size()];
        if (codes.length <= FEW) {
            for (int i = 0; i < codes.length; i++) {
                codes[i] = values.isMissing(i) ? MISSING : orUnseen(levels.indexOf(values.text(i)));
            }
            return codes;
        }
        Map<String, Integer> code = new HashMap<>(levels.size() * 2);
        for (int i = 0; i < levels.size(); i++) {
            code.put(levels.get(i), i);
        }
        if (values instanceof CategoryColumn category) {
            int[] known = category.levels().stream().mapToInt(level -> code.getOrDefault(level, UNSEEN)).toArray();
            for (int i = 0; i < codes.length; i++) {
                int own = category.code(i);
                codes[i] = own < 0 ? MISSING : known[own];
            }
        } else if (values instanceof BooleanColumn yes) {
            int no = code.getOrDefault("false", UNSEEN);
            int is = code.getOrDefault("true", UNSEEN);
            for (int i = 0; i < codes.length; i++) {
                codes[i] = yes.isTrue(i) ? is : yes.isFalse(i) ? no : MISSING;
            }
        } else {
            for (int i = 0; i < codes.length; i++) {
                codes[i] = values.isMissing(i) ? MISSING : code.getOrDefault(values.text(i), UNSEEN);
            }
        }
        return codes;
    }

    private static int orUnseen(int index) {
        return index < 0 ? UNSEEN : index;
    }

    /** Refuses what the policies refuse. */
    void check(String who, Column values, int[] codes, Unseen unseen, Missing missing) {
        if (unseen != Unseen.ERROR && missing != Missing.ERROR) {
            return;
        }
        for (int i = 0; i < codes.length; i++) {
            Check.require(codes[i] != MISSING || missing != Missing.ERROR, who, "\"" + column + "\" must not be missing",
                    "a missing value in row " + i,
                    "Impute before, or use withMissing(..).");
            if (codes[i] == UNSEEN && unseen == Unseen.ERROR) {
                Check.require(false, who, "\"" + column + "\" must be one of the " + levels.size() + " levels of the training rows " + some(),
                        "\"" + values.text(i) + "\" in row " + i, "Use withUnseen(..).");
            }
        }
    }

    private String some() {
        return levels.size() <= 10 ? levels.toString() : levels.subList(0, 10) + " and others";
    }

    @Override
    public String toString() {
        return column + "(" + levels.size() + ")";
    }
}
