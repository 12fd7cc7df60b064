package org.librate.core.estimator;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.table.Table;

/** What linear classifiers learn from: numbers, and the places of the rows' classes among those that are present. */
final class ClassRows {

    final FeatureSchema schema;
    final List<String> classNames;
    final int[] present;
    final int[] labels; // into present
    final double[] weights;
    final FeatureRows x;
    final int n;

    /** @param dense whether one-hot columns are wanted as numbers, for solvers that read them so */
    ClassRows(String who, Table table, ClassWeights classWeights, boolean dense) {
        TrainingRows rows = TrainingRows.ofClasses(who, table);
        schema = FeatureSchema.ofNumbers(who, table);
        classNames = rows.classNames();
        int[] codes = rows.labels();
        weights = classWeights.apply(classNames, codes, rows.weights());
        present = rows.presentClasses();
        Check.require(present.length > 1, who, "needs rows of at least two classes", present.length + ": " + classNames.get(present[0]),
                "DummyClassifier learns from one; stratified splits keep all.");
        int[] place = new int[classNames.size()];
        for (int k = 0; k < present.length; k++) {
            place[present[k]] = k;
        }
        labels = Arrays.stream(codes).map(code -> place[code]).toArray();
        n = table.rows();
        x = dense ? FeatureRows.dense(schema.matrix(who, table), n, schema.width()) : schema.rows(who, table);
    }

    /** One output tells two classes apart; more need one each. */
    int outputs() {
        return present.length == 2 ? 1 : present.length;
    }

    double weightSum() {
        return Arrays.stream(weights).sum();
    }

    double[] shares() {
        double sum = weightSum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }
}
