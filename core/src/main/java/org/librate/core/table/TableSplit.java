package org.librate.core.table;

/** Three parts of a table that share no row; {@code validation} and {@code test} may be empty. */
public record TableSplit(Table train, Table validation, Table test) {

    /** As in {@code TableSplit[train=4930, validation=1056, test=1057]}. */
    @Override
    public String toString() {
        return "TableSplit[train=" + train.rows() + ", validation=" + validation.rows() + ", test=" + test.rows() + "]";
    }
}
