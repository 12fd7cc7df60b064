package org.librate.tuning.split;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.data.SplitRule;
import org.librate.core.table.Table;

/** A single division; classes keep their shares if the target has any. Quick, and its figure depends on the deal. */
public record HoldOut(double test, long seed) implements Splitter {

    public HoldOut {
        Check.require(test > 0 && test < 1, "HoldOut", "the share of test rows must be in (0, 1)", test);
    }

    /** The share of rows that are tested. */
    public static HoldOut of(double test) {
        return new HoldOut(test, 0);
    }

    public HoldOut withSeed(long seed) {
        return new HoldOut(test, seed);
    }

    @Override
    public List<Fold> folds(Table rows) {
        SplitRule rule = rows.hasClasses() ? SplitRule.stratified(1 - test, 0, test).withSeed(seed)
                : SplitRule.random(1 - test, 0, test).withSeed(seed);
        int[][] parts = rule.parts(rows.rows(), rows::labels);
        Arrays.sort(parts[0]);
        Arrays.sort(parts[2]);
        Check.require(parts[0].length > 0 && parts[2].length > 0, toString(), "both parts need a row", parts[0].length + " and " + parts[2].length
                + " of " + rows.rows());
        return List.of(new Fold(parts[0], parts[2]));
    }

    @Override
    public String toString() {
        return "HoldOut[test=" + test + ", seed=" + seed + "]";
    }
}
