package org.librate.examples;

import java.util.Locale;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.KNeighborsClassifier;
import org.librate.core.estimator.NeighborModel;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Pipeline;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;
import org.librate.imbalance.over.Smote;
import org.librate.metrics.classification.RocAuc;
import org.librate.tuning.split.StratifiedKFold;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;

/**
 * Noise, of which one row in twenty is of a class: nobody can rank better than by chance, a ROC-AUC of one half. Whoever fills up the class with
 * SMOTE and cross-validates afterwards tests on rows that lie between rows he has learned from, and seems to be nearly always right. As a step of the
 * pipeline SMOTE sees training rows alone, and the truth comes out.
 */
public final class SmoteLeak {

    private static final int COLUMNS = 6;

    private SmoteLeak() {
    }

    public static void main(String[] arguments) {
        Table noise = noise(1600, RandomSource.of(8));
        Estimator<NeighborModel> neighbors = KNeighborsClassifier.of(5);
        CrossValidation validation = CrossValidation.of(StratifiedKFold.of(5).withSeed(1)).metrics(RocAuc.metric());

        // Wrong: made-up rows and their parents fall into different folds. A made-up row keeps the origin of a parent, so it is found out.
        Table filled = Smote.create().withSeed(1).apply(noise).table();
        try {
            validation.run(neighbors, filled);
            throw new AssertionError("The leak was not found.");
        } catch (IllegalStateException refused) {
            System.out.println("Refused: " + refused.getMessage());
        }

        // What it would have said: the same rows as if they came from somewhere else.
        CvResult<?> wrong = validation.run(neighbors, Table.of(filled.columns()).withTarget("rare"));

        // Right: SMOTE is a step, and acts on training rows alone.
        CvResult<?> right = validation.run(Pipeline.start(Smote.create()).estimator(neighbors), noise);

        System.out.printf(Locale.ROOT, "SMOTE before the folds:   ROC-AUC %.3f%n", wrong.mean(RocAuc.metric()));
        System.out.printf(Locale.ROOT, "SMOTE in the pipeline:    ROC-AUC %.3f%n", right.mean(RocAuc.metric()));
        System.out.println("The truth is 0.500: there is nothing to be found.");
    }

    private static Table noise(int rows, RandomSource source) {
        RandomStream random = source.stream("noise").at(0);
        boolean[] rare = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            rare[i] = i % 20 == 0;
        }
        float[] x = random.normalFloats(COLUMNS * rows);
        return Table.of(VectorColumn.of("x", Tensor.of(Shape.of(rows, COLUMNS), x)), BooleanColumn.of("rare", rare)).withTarget("rare");
    }
}
