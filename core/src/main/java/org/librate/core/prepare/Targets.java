package org.librate.core.prepare;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** A target as one or more lists of numbers: the values; or 1 for rows of the second of two classes; or the same for each of several classes. */
final class Targets {

    private final List<String> names;
    private final double[][] values;

    private Targets(List<String> names, double[][] values) {
        this.names = names;
        this.values = values;
    }

    Targets(String who, Table train) {
        Check.require(train.target().isPresent(), who, "needs a target", "none among " + train.names(), "Use withTarget(name) of the table.");
        if (train.hasClasses()) {
            int[] labels = train.labels();
            List<String> classes = train.classNames();
            boolean two = classes.size() <= 2;
            names = two ? List.of("") : classes;
            values = new double[names.size()][labels.length];
            for (int t = 0; t < values.length; t++) {
                int one = two ? 1 : t;
                for (int i = 0; i < labels.length; i++) {
                    values[t][i] = labels[i] == one ? 1 : 0;
                }
            }
        } else {
            names = List.of("");
            values = new double[][] {numbers(who, train)};
        }
    }

    /** A target of numbers, all of them known. */
    static double[] numbers(String who, Table train) {
        NumericColumn target = train.numeric(train.target().orElseThrow().name());
        double[] numbers = Stats.present(who, target);
        Check.require(numbers.length == target.size(), who, "needs to know the target of every row", target.missingCount() + " missing",
                "Leave these rows out.");
        return numbers;
    }

    int count() {
        return values.length;
    }

    /** What each list is about; "" if it is about all. */
    List<String> names() {
        return names;
    }

    double[] values(int t) {
        return values[t];
    }

    Targets rows(int[] rows) {
        return new Targets(names, Arrays.stream(values).map(all -> Arrays.stream(rows).mapToDouble(i -> all[i]).toArray()).toArray(double[][]::new));
    }
}
