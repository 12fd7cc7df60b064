package org.librate.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.librate.core.Padding;
import org.librate.core.data.Dataset;
import org.librate.core.data.NumericCsv;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Accuracy;
import org.librate.examples.AccuracyTable.Rows;
import org.librate.nn.Net;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Reshape;
import org.librate.nn.optim.AdamW;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.EarlyStopping;
import org.librate.nn.train.Trainer;

/**
 * How accurate a small network is on 1,797 handwritten digits of 8×8 points. Three seeds, each with a division of its own: 70 % to learn from, 15 %
 * to choose the epoch, 15 % to test once.
 *
 * <p>Argument: the folder with {@code digits.csv.gz}, as scikit-learn ships it: 64 numbers from 0 to 16 and the digit in each line.
 */
public final class DigitsAccuracy {

    private DigitsAccuracy() {
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("DigitsAccuracy: needs the folder with digits.csv.gz as argument.");
        }
        Dataset digits = NumericCsv.of(Path.of(arguments[0]).resolve("digits.csv.gz")).withHeader(false).withClassTarget(-1).read();
        int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;

        Net net = Sequential.of(
                Reshape.of(8, 8, 1), BatchNorm.create(),
                Conv2d.of(16, 3).withPadding(Padding.SAME), Relu.create(),
                Conv2d.of(32, 3).withPadding(Padding.SAME), Relu.create(), MaxPool2d.of(2),
                Flatten.create(), Dropout.of(0.3), Dense.of(64), Relu.create(), Dense.of(10));
        Trainer<Classifier> plan = Trainer.classifier(net)
                .optimizer(AdamW.of(0.002).withWeightDecay(0.01)).schedule(Cosine.overEpochs(epochs))
                .epochs(epochs).batchSize(32)
                .callbacks(EarlyStopping.maximizing(Accuracy.metric()).withPatience(15));

        AccuracyTable.printHead();
        AccuracyTable.print("two convolutions on 8×8", plan, seed -> {
            Split split = digits.split(SplitRule.stratified(0.7, 0.15, 0.15).withSeed(seed));
            return new Rows(split.train(), split.validation(), split.test());
        });
    }
}
