package org.librate.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.librate.core.Padding;
import org.librate.core.data.Dataset;
import org.librate.core.data.FashionMnist;
import org.librate.core.data.Row;
import org.librate.core.data.RowTransform;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
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
import org.librate.nn.model.Mlp;
import org.librate.nn.optim.AdamW;
import org.librate.nn.schedule.OneCycle;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.EarlyStopping;
import org.librate.nn.train.Trainer;

/**
 * How accurate two networks are on Fashion-MNIST: a dense one, and one of two convolutions with less than 100,000 parameters. Three seeds each; a
 * tenth of the training pictures is set aside to choose the epoch; the test pictures are used once for each fitted model.
 *
 * <p>Arguments: the folder with the four files; then, if wanted, {@code dense} or {@code conv} for one network only, and a number of epochs. Takes
 * minutes.
 */
public final class FashionMnistAccuracy {

    private FashionMnistAccuracy() {
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("FashionMnistAccuracy: needs the folder with the four files of Fashion-MNIST as argument.");
        }
        Dataset all = FashionMnist.train(Path.of(arguments[0])).withNormalization(0.286f, 0.353f);
        Dataset test = FashionMnist.test(Path.of(arguments[0])).withNormalization(0.286f, 0.353f);
        String which = arguments.length > 1 ? arguments[1] : "both";
        int epochs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;

        AccuracyTable.printHead();
        if (!which.equals("conv")) {
            AccuracyTable.print("dense 256-128-100", plan(dense(), epochs), seed -> rows(all, test, seed, false));
        }
        if (!which.equals("dense")) {
            AccuracyTable.print("two convolutions", plan(convolutional(), epochs), seed -> rows(all, test, seed, true));
        }
    }

    private static Net dense() {
        return Sequential.of(Flatten.create(), Mlp.of(Relu.create(), 0.15, 256, 128, 100, 10));
    }

    private static Net convolutional() {
        return Sequential.of(
                Conv2d.of(32, 3).withPadding(Padding.SAME).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Conv2d.of(64, 3).withPadding(Padding.SAME).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Flatten.create(), Dropout.of(0.4), Dense.of(10));
    }

    private static Trainer<Classifier> plan(Net net, int epochs) {
        return Trainer.classifier(net)
                .optimizer(AdamW.of(0.004).withWeightDecay(0.02)).schedule(OneCycle.overEpochs(epochs))
                .epochs(epochs).batchSize(128).workers(1)
                .callbacks(EarlyStopping.maximizing(Accuracy.metric()).withPatience(8));
    }

    /** The training pictures, mirrored by chance if wanted; those set aside; and the test pictures. */
    private static Rows rows(Dataset all, Dataset test, long seed, boolean mirrored) {
        Split split = all.split(SplitRule.stratified(0.9, 0.1, 0).withSeed(seed));
        Dataset train = split.train();
        if (mirrored) {
            train = train.map(RowTransform.inPlace(FashionMnistAccuracy::mirror), RandomSource.of(seed).stream("mirror"));
        }
        return new Rows(train, split.validation(), test);
    }

    private static void mirror(Row row, RandomStream random) {
        if (random.bernoulli(0, 0.5)) {
            return;
        }
        for (int line = 0; line < 28 * 28; line += 28) {
            for (int left = line, right = line + 27; left < right; left++, right--) {
                double kept = row.get(0, left);
                row.set(0, left, row.get(0, right));
                row.set(0, right, kept);
            }
        }
    }
}
