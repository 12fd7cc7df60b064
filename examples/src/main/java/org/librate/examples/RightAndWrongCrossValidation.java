package org.librate.examples;

import java.util.Locale;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Pipeline;
import org.librate.core.learn.Transformer;
import org.librate.core.metric.Accuracy;
import org.librate.core.prepare.FeatureSelection;
import org.librate.core.prepare.Score;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;
import org.librate.tuning.split.Repeated;
import org.librate.tuning.split.StratifiedKFold;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;
import org.librate.tuning.validation.PermutationTest;

/**
 * Fifty rows, 5,000 features of pure noise, and two classes thrown like a coin: nobody can be right more than half of the time. Whoever chooses the
 * best twenty features on all rows and cross-validates afterwards seems to be right nearly always, because the choice has seen the test rows. As a
 * step of the pipeline it is made anew on each fold's training rows, and the truth comes out.
 */
public final class RightAndWrongCrossValidation {

    private static final int ROWS = 50;
    private static final int FEATURES = 5000;

    private RightAndWrongCrossValidation() {
    }

    public static void main(String[] arguments) {
        Table noise = noise();
        Transformer selection = FeatureSelection.best(Score.F_TEST, 20);
        Estimator<?> classifier = new BalancedLogistic(0.01);
        CrossValidation validation = CrossValidation
                .of(Repeated.times(4, seed -> StratifiedKFold.of(5).withSeed(seed)))
                .metrics(Accuracy.metric());

        // Wrong: what is chosen here has seen every row that is tested below.
        Table chosen = selection.fit(noise).apply(noise);
        CvResult<?> wrong = validation.run(classifier, chosen);

        // Right: the choice is a step, and learns from training rows like any other.
        CvResult<?> right = validation.run(Pipeline.start(selection).estimator(classifier), noise);

        System.out.printf(Locale.ROOT, "features chosen before the folds:  right on %.3f ± %.3f%n", wrong.mean(Accuracy.metric()),
                wrong.deviation(Accuracy.metric()));
        System.out.printf(Locale.ROOT, "features chosen in the pipeline:   right on %.3f ± %.3f%n", right.mean(Accuracy.metric()),
                right.deviation(Accuracy.metric()));
        System.out.println("The truth is 0.500: there is nothing to be found.");

        PermutationTest.Result chance = PermutationTest.of(StratifiedKFold.of(5).withSeed(1), Accuracy.metric())
                .permutations(30)
                .run(Pipeline.start(selection).estimator(classifier), noise);
        System.out.println("Against shuffled classes: " + chance);
    }

    private static Table noise() {
        float[] x = RandomSource.of(5).stream("features").at(0).normalFloats(ROWS * FEATURES);
        boolean[] y = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = i % 2 == 0;
        }
        return Table.of(VectorColumn.of("x", Tensor.of(Shape.of(ROWS, FEATURES), x)), BooleanColumn.of("y", y)).withTarget("y");
    }
}
