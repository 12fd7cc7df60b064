package org.librate.imbalance;

import org.librate.core.Check;

/** What to do with a class that has too few rows for as many neighbours as asked. */
public enum FewRows {
    /** An error that says which class, how many rows it has and how many it needs. */
    FAIL,
    /** As many neighbours as there are; a class of one row is still an error. */
    SHRINK_NEIGHBORS,
    /** New rows of that class are copies. */
    DUPLICATE;

    /**
     * How many neighbours to look for in a class; 0 if its rows are to be copied.
     *
     * @param who the sampler with what matters of its options
     * @param option what it calls its neighbours, as in "neighbors"
     */
    public int neighbors(String who, String option, int wanted, String className, int rows) {
        return neighbors(who, option, wanted, className, rows, "RandomOverSampler");
    }

    /**
     * The same.
     *
     * @param instead what else can be used for so few rows, for the message
     */
    public int neighbors(String who, String option, int wanted, String className, int rows, String instead) {
        if (rows > wanted) {
            return wanted;
        }
        if (this == DUPLICATE) {
            return 0;
        }
        if (this == SHRINK_NEIGHBORS && rows > 1) {
            return rows - 1;
        }
        int needed = this == FAIL ? wanted + 1 : 2;
        String fewer = this == FAIL && rows > 1 ? option + " <= " + (rows - 1) + ", withFewRows(..), " : "withFewRows(FewRows.DUPLICATE) ";
        Check.require(false, who, "class \"" + className + "\" needs at least " + needed + " rows" + (this == FAIL ? " (" + option + " + 1)" : ""),
                rows, "Use " + fewer + "or " + instead + ".");
        return 0;
    }
}
