package org.librate.core.learn;

import java.util.List;
import java.util.Random;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.prepare.Impute;
import org.librate.core.prepare.OneHot;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** Customers, made up, some of whom leave. */
final class Churn {

    private Churn() {
    }

    static Table table(int rows) {
        Random random = new Random(3);
        double[] age = new double[rows];
        double[] income = new double[rows];
        String[] plan = new String[rows];
        boolean[] churned = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            age[i] = 18 + random.nextInt(60);
            income[i] = random.nextInt(10) == 0 ? Double.NaN : 1000 + 3000 * random.nextDouble();
            plan[i] = random.nextInt(12) == 0 ? null : List.of("basic", "gold", "trial").get(random.nextInt(3));
            churned[i] = random.nextDouble() < ("trial".equals(plan[i]) ? 0.7 : 0.2);
        }
        return Table.of(NumericColumn.of("age", age), NumericColumn.of("income", income), CategoryColumn.of("plan", plan),
                BooleanColumn.of("churned", churned)).withTarget("churned");
    }

    static Pipeline<LinearClassifier> plan() {
        return Pipeline.start(Impute.median()).then(OneHot.create()).then(StandardScaler.create()).estimator(LogisticRegression.create());
    }
}
