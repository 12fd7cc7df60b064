package org.librate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.librate.core.data.Dataset;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.examples.Pictures.Kind;
import org.librate.nn.LayerSpec;
import org.librate.nn.Net;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.GlobalAvgPool2d;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.SaveOptions;
import org.librate.nn.train.Trainer;

/**
 * Learns four kinds of pictures from four of each, by what a network has learned from many pictures of six other kinds.
 *
 * <p>First only a new last layer learns and all others stay as they are; then all learn, the others with a tenth of the rate. What to take away: a
 * fitted model gives its network with its weights, parts of which are replaced, frozen and slowed down by name; and it is saved to one file, from
 * which it comes back whole, with the story of how it was trained.
 */
public final class TransferLearning {

    private static final Kind[] KNOWN = {Kind.DISC, Kind.FRAME, Kind.PLUS, Kind.ROWS, Kind.CHECKERS, Kind.TRIANGLE};
    private static final Kind[] NEW = {Kind.RING, Kind.SQUARE, Kind.CROSS, Kind.COLUMNS};

    private TransferLearning() {
    }

    public static void main(String[] arguments) throws IOException {
        RandomSource random = RandomSource.of(9).stream("pictures");
        Dataset many = Pictures.of(3000, random.at(0), KNOWN).dataset();
        Dataset few = Pictures.of(4 * NEW.length, random.at(1), NEW).dataset();
        Dataset unseen = Pictures.of(1000, random.at(2), NEW).dataset();

        Classifier base = plan(net(KNOWN.length), 0.005, 8).fit(many);
        System.out.println(many.size() + " pictures of " + many.classNames() + ":");
        System.out.println(base.history());

        Path file = Files.createTempFile("base", ".safetensors");
        base.save(file, SaveOptions.create().withNote("pictures", "drawn"));
        Classifier loaded = Classifier.load(file);          // elsewhere, some other day: the file is all it takes
        Files.delete(file);
        System.out.println("\nsaved and loaded again:\n" + loaded.provenance());

        LayerSpec newHead = Dense.of(NEW.length).named("head");
        Classifier head = plan(loaded.pretrained().withHead(newHead), 0.02, 60).freeze("*").unfreeze("head").fit(few);
        Classifier tuned = plan(head.pretrained(), 0.005, 20).rateFactor("*", 0.1).rateFactor("head", 1).fit(few);
        Classifier scratch = plan(net(NEW.length), 0.005, 60).fit(few);

        System.out.printf("%n%d pictures of %s, on 1000 others of which it is right:%n", few.size(), few.classNames());
        print("new head on the frozen network", head, unseen);
        print("all of it, gently", tuned, unseen);
        print("the same network from scratch", scratch, unseen);
        System.out.printf(Locale.ROOT, "  %-30s %.3f%n", "guessing", 1.0 / NEW.length);
    }

    private static Net net(int classes) {
        return Sequential.of(
                Conv2d.of(16, 3).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Conv2d.of(32, 3).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Conv2d.of(48, 3).withBias(false), BatchNorm.create(), Relu.create(), GlobalAvgPool2d.create(),
                Dense.of(classes).named("head"));
    }

    private static Trainer<Classifier> plan(Net net, double rate, int epochs) {
        return Trainer.classifier(net)
                .optimizer(Adam.of(rate)).schedule(Cosine.overEpochs(epochs))
                .epochs(epochs).batchSize(50).seed(9)
                .display(Display.SILENT);
    }

    private static void print(String who, Classifier model, Dataset unseen) {
        System.out.printf(Locale.ROOT, "  %-30s %.3f%n", who, model.evaluate(unseen, Accuracy.metric()).get(Accuracy.metric()));
    }
}
