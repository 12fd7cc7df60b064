package org.librate.examples;

import java.util.Locale;
import java.util.stream.IntStream;
import org.librate.augment.Augmentation;
import org.librate.augment.ByClass;
import org.librate.augment.Sequence;
import org.librate.augment.image.Border;
import org.librate.augment.image.HorizontalFlip;
import org.librate.augment.image.ImageRows;
import org.librate.augment.image.QuarterTurn;
import org.librate.augment.image.RandomCrop;
import org.librate.augment.image.Sample;
import org.librate.core.Padding;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.metrics.classification.Recall;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Relu;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.optim.AdamW;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/**
 * A class of which there are eight pictures beside hundreds of others. Weights alone make a network learn the eight by heart; varying them, and them
 * more than the others, shows it what they have in common. Three seeds.
 *
 * <p>What one class alone is given must leave no trace, or the trace is what is learned: a turn by any angle smooths noise, and a network then finds
 * smooth pictures rather than rings. So pixels are moved as a whole here.
 */
public final class RareClassAugmentation {

    private static final int RARE = 2;
    private static final int SEEDS = 3;

    private RareClassAugmentation() {
    }

    public static void main(String[] arguments) {
        Pictures.Kind[] kinds = {Pictures.Kind.SQUARE, Pictures.Kind.DISC, Pictures.Kind.RING};
        Dataset pictures = Pictures.of(450, RandomSource.of(5).stream("pictures").at(0), kinds).dataset();
        int[] kept = IntStream.range(0, pictures.size()).filter(i -> i % kinds.length != RARE || i < 8 * kinds.length).toArray();
        Dataset train = pictures.subset(kept);
        Dataset test = Pictures.of(600, RandomSource.of(5).stream("pictures").at(1), kinds).dataset();

        Sequence<Sample> some = Sequence.of(HorizontalFlip.create().withProbability(0.5));
        Sequence<Sample> more = some.then(QuarterTurn.random()).then(RandomCrop.of(Pictures.SIDE).withPadding(3).withBorder(Border.reflect()));
        System.out.printf("%d pictures, 8 of them rings%n%-24s %s%n", train.size(), "", "rings found, and all three classes on average");
        print("as they are", train, test, Augmentation.of(Sequence.<Sample>of()));
        print("all alike", train, test, Augmentation.of(some));
        print("more for the rare class", train, test, Augmentation.of(ByClass.<Sample>otherwise(some).with(RARE, more)));
    }

    private static void print(String name, Dataset train, Dataset test, Augmentation<Sample> augment) {
        double rare = 0;
        double mean = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Classifier model = Trainer.classifier(Sequential.of(
                            Conv2d.of(8, 3).withPadding(Padding.SAME), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                            Conv2d.of(16, 3).withPadding(Padding.SAME), BatchNorm.create(), Relu.create(), MaxPool2d.of(2), Flatten.create(),
                            Dense.of(3)))
                    .loss(CrossEntropy.create().withClassWeights(1, 1, 10))
                    .optimizer(AdamW.of(0.003)).epochs(10).batchSize(50).workers(1).seed(seed).display(Display.SILENT)
                    .fit(ImageRows.of(augment.withSeed(seed)).training(train))
                    .withRawProbabilities(); // among the test pictures rings are as frequent as the others
            rare += model.evaluate(test, Recall.of(RARE)).get(Recall.of(RARE)) / SEEDS;
            mean += model.evaluate(test, Recall.macro()).get(Recall.macro()) / SEEDS;
        }
        System.out.printf(Locale.ROOT, "%-24s %.3f  %.3f%n", name, rare, mean);
    }
}
