package org.librate.examples;

import java.util.Locale;
import org.librate.augment.mix.Mixup;
import org.librate.augment.tabular.ColumnNoise;
import org.librate.core.data.Dataset;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.metrics.classification.LogLoss;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.AdamW;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/**
 * A table with few rows, which a network learns by heart: as it is, with noise in its columns, and with rows mixed with one another, whose targets
 * are shares of classes. All three see the same rows and are tested on the same; the loss says how sure a model is where it errs.
 */
public final class MixupOnATable {

    private static final int SEEDS = 3;

    /** What is made of the training rows. */
    private interface Change {
        Dataset of(Dataset train, long seed);
    }

    private MixupOnATable() {
    }

    public static void main(String[] arguments) {
        Dataset all = TabularClassification.table(900, RandomSource.of(11).stream("table").at(0));
        Split split = all.split(SplitRule.stratified(0.2, 0, 0.8).withSeed(11));
        System.out.printf("%-14s %8s %8s%n", split.train().size() + " rows", "accuracy", "loss");
        print(split, "as they are", (train, seed) -> train);
        print(split, "noise", (train, seed) -> ColumnNoise.of(0.3).withSeed(seed).over(train));
        print(split, "mixup", (train, seed) -> Mixup.of(0.4).withSeed(seed).over(train));
    }

    private static void print(Split split, String name, Change change) {
        double accuracy = 0;
        double loss = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Classifier model = Trainer.classifier(Sequential.of(BatchNorm.create(), Dense.of(64), Relu.create(), Dense.of(64), Relu.create(),
                    Dense.of(3))).optimizer(AdamW.of(0.01)).epochs(60).batchSize(36).seed(seed).display(Display.SILENT)
                    .fit(change.of(split.train(), seed));
            accuracy += model.evaluate(split.test(), Accuracy.metric()).get(Accuracy.metric()) / SEEDS;
            loss += model.evaluate(split.test(), LogLoss.metric()).get(LogLoss.metric()) / SEEDS;
        }
        System.out.printf(Locale.ROOT, "%-14s %8.3f %8.3f%n", name, accuracy, loss);
    }
}
