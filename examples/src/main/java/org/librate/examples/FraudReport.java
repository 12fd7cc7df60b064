package org.librate.examples;

import org.librate.core.estimator.LogisticRegression;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.OneHot;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.imbalance.Balance;
import org.librate.imbalance.over.RandomOverSampler;
import org.librate.imbalance.report.ImbalanceReport;
import org.librate.imbalance.report.Remedy;

/**
 * Payments of which one in a hundred is a fraud. Before anything is done about that, one call says whether it would help: here a threshold does, and
 * made-up or left-out rows add nothing to it.
 */
public final class FraudReport {

    private FraudReport() {
    }

    public static void main(String[] arguments) {
        Table payments = payments(4000, RandomSource.of(11));
        Pipeline<?> plan = Pipeline.start(OneHot.create()).then(StandardScaler.create()).estimator(LogisticRegression.create());

        ImbalanceReport report = ImbalanceReport.of(plan)
                .without("focal loss", "logit adjustment")              // those are for networks
                .with(Remedy.resampling("a few copies", RandomOverSampler.create().to(Balance.ratio(0.1))))
                .compare(payments);
        System.out.println(report);
    }

    /** Frauds are for more money, more often from afar and at night; most look like any other payment. */
    static Table payments(int rows, RandomSource source) {
        RandomStream random = source.stream("payments").at(0);
        int[] order = random.permutation(rows);
        double[] amount = new double[rows]; // its logarithm
        double[] hour = new double[rows];
        double[] attempts = new double[rows];
        String[] from = new String[rows];
        boolean[] fraud = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            long at = rows + 8L * i;
            fraud[i] = order[i] < rows / 100;
            amount[i] = 3 + random.normal(at) + (fraud[i] ? 1.2 : 0);
            hour[i] = fraud[i] && random.bernoulli(at + 3, 0.4) ? random.uniform(at + 2, 0, 6) : random.uniform(at + 2, 0, 24);
            attempts[i] = Math.floor(-(fraud[i] ? 1.2 : 0.5) * Math.log(random.uniform(at + 4)));
            from[i] = random.bernoulli(at + 5, fraud[i] ? 0.5 : 0.1) ? "abroad" : random.bernoulli(at + 6, 0.7) ? "shop" : "home";
        }
        return Table.of(NumericColumn.of("amount", amount), NumericColumn.of("hour", hour), NumericColumn.of("attempts", attempts),
                CategoryColumn.of("from", from), BooleanColumn.of("fraud", fraud)).withTarget("fraud");
    }
}
