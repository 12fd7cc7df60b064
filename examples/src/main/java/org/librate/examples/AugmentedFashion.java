package org.librate.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.librate.augment.Augmentation;
import org.librate.augment.image.Border;
import org.librate.augment.image.HorizontalFlip;
import org.librate.augment.image.ImageRows;
import org.librate.augment.image.RandomCrop;
import org.librate.augment.image.RandomErasing;
import org.librate.augment.image.Sample;
import org.librate.core.Padding;
import org.librate.core.data.Dataset;
import org.librate.core.data.FashionMnist;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.random.RandomSource;
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
import org.librate.nn.optim.AdamW;
import org.librate.nn.schedule.OneCycle;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/**
 * What augmentation brings: the same network on the same pictures, with and without it, three seeds each. The training part alone is augmented; the
 * test pictures are used once for each fitted model.
 *
 * <p>Give it the folder with the four files of Fashion-MNIST, and a number of epochs if wanted; that takes minutes. Without, it draws small pictures
 * itself, and only a few to learn from.
 */
public final class AugmentedFashion {

    private AugmentedFashion() {
    }

    public static void main(String[] arguments) throws IOException {
        boolean drawn = arguments.length == 0;
        int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : drawn ? 24 : 20;
        RandomSource random = RandomSource.of(7).stream("pictures");
        Dataset all = drawn ? Pictures.of(550, random.at(0), Pictures.Kind.values()).dataset() : FashionMnist.train(Path.of(arguments[0]));
        Dataset test = drawn ? Pictures.of(600, random.at(1), Pictures.Kind.values()).dataset() : FashionMnist.test(Path.of(arguments[0]));

        Augmentation<Sample> augment = drawn
                ? Augmentation.sequence(
                        RandomCrop.of(28).withPadding(3).withBorder(Border.reflect()),
                        HorizontalFlip.create().withProbability(0.5))
                : Augmentation.sequence(
                        RandomCrop.of(28).withPadding(2),
                        HorizontalFlip.create().withProbability(0.5),
                        RandomErasing.create().withArea(0.02, 0.2).withProbability(0.3));
        System.out.println(augment);

        Trainer<Classifier> plan = Trainer.classifier(net(drawn ? 12 : 32))
                .optimizer(AdamW.of(0.004).withWeightDecay(0.02)).schedule(OneCycle.overEpochs(epochs))
                .epochs(epochs).batchSize(drawn ? 32 : 128).workers(1).display(Display.SILENT);
        AccuracyTable.printHead();
        double plain = AccuracyTable.print("as they are", plan, seed -> rows(all, test, seed, ImageRows.of(Augmentation.<Sample>sequence())));
        double augmented = AccuracyTable.print("augmented", plan, seed -> rows(all, test, seed, ImageRows.of(augment.withSeed(seed))));
        System.out.printf(Locale.ROOT, "Right on %.4f of the test pictures as they are, on %.4f with augmentation.%n", plain, augmented);
    }

    private static Rows rows(Dataset all, Dataset test, long seed, ImageRows images) {
        ImageRows normalized = images.withNormalization(0.286f, 0.353f);
        Split split = normalized.augment(all.split(SplitRule.stratified(0.9, 0.1, 0).withSeed(seed)));
        return new Rows(split.train(), split.validation(), normalized.evaluation(test));
    }

    private static Net net(int filters) {
        return Sequential.of(
                Conv2d.of(filters, 3).withPadding(Padding.SAME).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Conv2d.of(2 * filters, 3).withPadding(Padding.SAME).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Flatten.create(), Dropout.of(0.3), Dense.of(10));
    }
}
