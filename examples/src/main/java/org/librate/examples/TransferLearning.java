package org.librate.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Loader;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.examples.Pictures.Kind;
import org.librate.nn.Network;
import org.librate.nn.Pass;
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
import org.librate.nn.train.Trainer;

/**
 * Learns four kinds of pictures from eight of each, by what a network has learned from many pictures of six other kinds.
 *
 * <p>All layers but the last stay as they are; a new last layer learns from what they make of the few pictures. As they are frozen, that is computed
 * once, not in every epoch. What to take away: parameters have names, and layers that are the same in two networks have the same ones.
 */
public final class TransferLearning {

    private static final Shape PICTURE = Shape.of(Pictures.SIDE, Pictures.SIDE, 1);
    private static final Kind[] KNOWN = {Kind.DISC, Kind.FRAME, Kind.PLUS, Kind.ROWS, Kind.CHECKERS, Kind.TRIANGLE};
    private static final Kind[] NEW = {Kind.RING, Kind.SQUARE, Kind.CROSS, Kind.COLUMNS};

    private TransferLearning() {
    }

    public static void main(String[] arguments) {
        RandomSource random = RandomSource.of(9).stream("pictures");
        Dataset many = Pictures.of(3000, random.at(0), KNOWN).dataset();
        Dataset few = Pictures.of(8 * NEW.length, random.at(1), NEW).dataset();
        Dataset unseen = Pictures.of(1000, random.at(2), NEW).dataset();

        Sequential body = Sequential.of(
                Conv2d.of(16, 3).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Conv2d.of(32, 3).withBias(false), BatchNorm.create(), Relu.create(), MaxPool2d.of(2),
                Conv2d.of(48, 3).withBias(false), BatchNorm.create(), Relu.create(), GlobalAvgPool2d.create());
        Classifier base = fit(body.then(Dense.of(KNOWN.length).named("head")), 8, many);
        System.out.println(many.size() + " pictures of " + many.classNames() + ":");
        System.out.println(base.history());

        Network frozen = withoutHead(body, base.network());
        Classifier head = fit(Sequential.of(BatchNorm.create(), Dense.of(NEW.length)), 100, features(frozen, few));
        Classifier scratch = fit(body.then(Dense.of(NEW.length).named("head")), 100, few);

        System.out.printf("%n%d pictures of %s, on 1000 others of which it is right:%n", few.size(), few.classNames());
        print("new head on the frozen body", Score.of(Accuracy.metric(), head::predictProbabilities, features(frozen, unseen)));
        print("the same network from scratch", Score.of(Accuracy.metric(), scratch::predictProbabilities, unseen));
        print("guessing", 1.0 / NEW.length);
    }

    private static Classifier fit(Sequential net, int epochs, Dataset rows) {
        return Trainer.classifier(net)
                .optimizer(Adam.of(0.005)).schedule(Cosine.overEpochs(epochs))
                .epochs(epochs).batchSize(50).seed(9)
                .display(Display.SILENT)
                .fit(rows);
    }

    /** The body with the weights and running statistics that it has in a trained network. */
    private static Network withoutHead(Sequential body, Network trained) {
        Network copy = Network.build(body, PICTURE, RandomSource.of(0));
        copy.learned().forEach(one -> one.parameter().tensor().assign(trained.parameter(one.parameter().name()).tensor()));
        copy.states().forEach((name, state) -> state.assign(Objects.requireNonNull(trained.states().get(name))));
        return copy;
    }

    /** What the network makes of each picture, as inputs of a dataset with the same classes. */
    private static Dataset features(Network network, Dataset pictures) {
        List<Tensor> features = new ArrayList<>();
        try (Batches batches = Loader.of(pictures).withBatchSize(250).withOrder(BatchOrder.sequential()).open(1)) {
            for (Batch batch : batches) {
                features.add(Tensor.withoutGradients(() -> network.forward(batch.x(), Pass.inference())));
            }
        }
        return Dataset.of(Tensor.concat(0, features), Tensor.of(pictures.labels())).withClassNames(pictures.classNames());
    }

    private static void print(String who, double accuracy) {
        System.out.printf(Locale.ROOT, "  %-30s %.3f%n", who, accuracy);
    }
}
