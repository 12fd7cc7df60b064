package org.librate.tuning.split;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.table.Table;

/** Each group ({@link Table#withGroups}) is tested by itself, on a model of all others, in the order of their first rows. */
public record LeaveOneGroupOut() implements Splitter {

    public static LeaveOneGroupOut create() {
        return new LeaveOneGroupOut();
    }

    @Override
    public List<Fold> folds(Table rows) {
        Groups groups = Groups.of(this, rows);
        Check.require(groups.count() >= 2, toString(), "needs at least 2 groups", groups.count());
        return Assigned.folds(groups.of(), groups.count());
    }

    @Override
    public String toString() {
        return "LeaveOneGroupOut";
    }
}
