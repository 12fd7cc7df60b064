package org.librate.imbalance;

import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** Rows of which one in twenty is a fraud, made up; their log-odds are linear in x and y. */
final class Fraud {

    private Fraud() {
    }

    static Table rows(int n, long seed) {
        RandomStream random = RandomSource.of(seed).at(0);
        double[] x = new double[n];
        double[] y = new double[n];
        boolean[] fraud = new boolean[n];
        for (int i = 0; i < n; i++) {
            fraud[i] = random.bernoulli(i, 0.05);
            x[i] = random.normal(n + 4L * i) + (fraud[i] ? 1.5 : 0);
            y[i] = random.normal(n + 4L * i + 2) + (fraud[i] ? 1 : 0);
        }
        return Table.of(NumericColumn.of("x", x), NumericColumn.of("y", y), BooleanColumn.of("fraud", fraud)).withTarget("fraud");
    }
}
