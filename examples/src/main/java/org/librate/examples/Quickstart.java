package org.librate.examples;

import java.util.Locale;
import org.librate.core.Shape;
import org.librate.core.data.Dataset;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.nn.Net;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.EarlyStopping;
import org.librate.nn.train.Trainer;

/**
 * Trains a small network to tell three interleaved spirals apart, and evaluates it on points it has not seen.
 *
 * <p>The data is made here, so nothing is downloaded. What to take away: a {@link Net} is written without sizes of its inputs, a {@link Trainer} is
 * an immutable plan whose {@code fit} returns a model of another type, and one seed makes each run print the same. {@link StepByStep} does the same
 * without layers and trainer.
 */
public final class Quickstart {

    private Quickstart() {
    }

    public static void main(String[] arguments) {
        Dataset points = Spirals.of(4500, RandomSource.of(42).stream("spirals").at(0)).dataset();
        Split split = points.split(SplitRule.stratified(0.6, 0.1, 0.3).withSeed(42));
        System.out.println("Three spirals: " + split);

        Net net = Sequential.of(Dense.of(64), Relu.create(), Dense.of(64), Relu.create(), Dense.of(3));
        System.out.println(net.summary(Shape.of(2)));

        Classifier model = Trainer.classifier(net)
                .optimizer(Adam.of(0.01)).schedule(Cosine.overEpochs(20))
                .epochs(20).batchSize(64).seed(42)
                .callbacks(EarlyStopping.onLoss().withPatience(8))
                .display(Display.SILENT)
                .fit(split.train(), split.validation());
        System.out.println(model.history());

        double accuracy = model.evaluate(split.test(), Accuracy.metric()).get(Accuracy.metric());
        System.out.printf(Locale.ROOT, "Right on %.3f of the points it has not seen; guessing would be on 0.333.%n", accuracy);
        System.out.println("The point (0.5, 0) is of arm " + model.predictRow(0.5f, 0) + ".");
    }
}
