package org.librate.tuning.split;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.table.Table;

/** Each row is tested by itself, on a model of all others. As many fits as rows: for tens of rows. */
public record LeaveOneOut() implements Splitter {

    public static LeaveOneOut create() {
        return new LeaveOneOut();
    }

    @Override
    public List<Fold> folds(Table rows) {
        Check.require(rows.rows() >= 2, toString(), "needs at least 2 rows", rows.rows());
        return Assigned.folds(Assigned.where(rows.rows(), any -> true), rows.rows());
    }

    @Override
    public String toString() {
        return "LeaveOneOut";
    }
}
