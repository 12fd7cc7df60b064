package org.librate.tuning.split;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** The folds that a column names: the number, from 0 on, of the fold in which a row is tested; −1 or missing for rows that are only learned from. */
public record PredefinedFolds(String column) implements Splitter {

    public static PredefinedFolds of(String column) {
        return new PredefinedFolds(column);
    }

    @Override
    public List<Fold> folds(Table rows) {
        NumericColumn numbers = rows.numeric(column);
        int[] testFold = new int[rows.rows()];
        for (int i = 0; i < testFold.length; i++) {
            double number = numbers.isMissing(i) ? Assigned.NEVER : numbers.get(i);
            Check.require(number == (int) number && number >= Assigned.NEVER && number < rows.rows(), toString(),
                    "a fold must be a whole number from -1 on, below the number of rows",
                    numbers.get(i) + " in row " + i);
            testFold[i] = (int) number;
        }
        int folds = Arrays.stream(testFold).max().orElse(Assigned.NEVER) + 1;
        Check.require(folds > 0, toString(), "names at least one row to test", "none");
        List<Fold> all = Assigned.folds(testFold, folds);
        for (int f = 0; f < folds; f++) {
            Check.require(all.get(f).test().length > 0, toString(), "every fold up to the last must have a row", "none in fold " + f);
        }
        return all;
    }

    @Override
    public String toString() {
        return "PredefinedFolds[" + column + "]";
    }
}
