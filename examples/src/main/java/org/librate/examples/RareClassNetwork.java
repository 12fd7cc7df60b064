package org.librate.examples;

import java.util.List;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.imbalance.Weigh;
import org.librate.imbalance.over.Smote;
import org.librate.imbalance.report.ImbalanceReport;
import org.librate.imbalance.report.Remedy;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.loss.Focal;
import org.librate.nn.loss.LogitAdjustment;
import org.librate.nn.optim.Adam;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;
import org.librate.tuning.split.StratifiedKFold;

/**
 * A rare class that lies on a ring around the others, and a small network: focal losses, logit adjustment, weights and made-up rows on the same
 * folds. A loss that has to know how rare a class is learns it from the training rows of each fold.
 */
public final class RareClassNetwork {

    private RareClassNetwork() {
    }

    public static void main(String[] arguments) {
        Trainer<Classifier> network = Trainer.classifier(Sequential.of(Dense.of(16), Relu.create(), Dense.of(2)))
                .optimizer(Adam.of(0.02)).epochs(12).batchSize(100).seed(1).display(Display.SILENT);

        ImbalanceReport report = ImbalanceReport.of(Pipeline.start(StandardScaler.create()).estimator(network.estimator()))
                .withRemedies(List.of(
                        Remedy.loss("focal loss", counts -> Focal.create()),
                        Remedy.loss("balanced focal loss", counts -> Focal.classBalanced(counts, 0.999)),
                        Remedy.loss("logit adjustment", LogitAdjustment::of),
                        Remedy.resampling("class weights", Weigh.by(ClassWeights.balanced())),
                        Remedy.resampling("SMOTE", Smote.create())))
                .withFolds(StratifiedKFold.of(4).withSeed(1))
                .compare(ring(1600, RandomSource.of(4)));
        System.out.println(report);
    }

    /** One row in twenty has a radius of about 2.5; the others are about the middle. */
    static Table ring(int rows, RandomSource source) {
        RandomStream random = source.stream("ring").at(0);
        double[] x = new double[rows];
        double[] y = new double[rows];
        boolean[] rare = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            long at = 8L * i;
            rare[i] = i % 20 == 0;
            double angle = random.uniform(at, 0, 2 * Math.PI);
            x[i] = rare[i] ? 2.5 * Math.cos(angle) + 0.4 * random.normal(at + 2) : random.normal(at + 2);
            y[i] = rare[i] ? 2.5 * Math.sin(angle) + 0.4 * random.normal(at + 4) : random.normal(at + 4);
        }
        return Table.of(NumericColumn.of("x", x), NumericColumn.of("y", y), BooleanColumn.of("rare", rare)).withTarget("rare");
    }
}
