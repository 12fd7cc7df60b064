package org.librate.examples;

import java.util.Locale;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.data.TensorDataset;
import org.librate.core.metric.Mae;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Graph;
import org.librate.nn.Net;
import org.librate.nn.layer.Concat;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Flatten;
import org.librate.nn.layer.MaxPool2d;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.train.Display;
import org.librate.nn.train.MeanPredictor;
import org.librate.nn.train.Regressor;
import org.librate.nn.train.Trainer;
import org.librate.nn.train.ValuePredictor;

/**
 * Says how large a ball is from a picture and the distance it was taken from: neither is enough alone.
 *
 * <p>What to take away: a {@link Graph} is written node by node, inputs keep the order they are made in, and a dataset has as many inputs as the
 * graph.
 */
public final class SeveralInputs {

    private static final int SIDE = 16;

    private SeveralInputs() {
    }

    public static void main(String[] arguments) {
        Split both = balls(3000, true).split(SplitRule.random(0.7, 0.1, 0.2).withSeed(3));
        Split picturesOnly = balls(3000, false).split(SplitRule.random(0.7, 0.1, 0.2).withSeed(3));

        Graph net = twoInputs();
        System.out.println(net.inputNames() + " to " + net.outputNames());
        System.out.println(net.summary(Shape.of(SIDE, SIDE, 1), Shape.of(1)));
        Regressor model = fit(net, both);
        System.out.println(model.history());

        System.out.println("Mean absolute error of the radius, on balls it has not seen:");
        print("picture and distance", error(model, both.test()));
        print("picture alone", error(fit(oneInput(), picturesOnly), picturesOnly.test()));
        print("always saying the mean", error(MeanPredictor.of(both.train()), both.test()));
    }

    private static Graph twoInputs() {
        Graph.Builder g = Graph.builder();
        Graph.Node picture = g.input("picture");
        Graph.Node distance = g.input("distance");
        Graph.Node seen = seen(picture);
        Graph.Node joined = g.join(Concat.create(), seen, distance);
        return g.outputs(joined.then(Dense.of(32)).then(Relu.create()).then("radius", Dense.of(1)));
    }

    private static Graph oneInput() {
        Graph.Builder g = Graph.builder();
        return g.outputs(seen(g.input("picture")).then(Dense.of(32)).then(Relu.create()).then("radius", Dense.of(1)));
    }

    private static Graph.Node seen(Graph.Node picture) {
        return picture.then(Conv2d.of(8, 3)).then(Relu.create()).then(MaxPool2d.of(2)).then(Flatten.create()).then(Dense.of(16)).then(Relu.create());
    }

    private static Regressor fit(Net net, Split split) {
        return Trainer.regressor(net)
                .optimizer(Adam.of(0.003)).schedule(Cosine.overEpochs(15))
                .epochs(15).batchSize(50).seed(3)
                .display(Display.SILENT)
                .fit(split.train(), split.validation());
    }

    private static double error(ValuePredictor model, Dataset rows) {
        return model.evaluate(rows, Mae.metric()).get(Mae.metric());
    }

    private static void print(String who, double error) {
        System.out.printf(Locale.ROOT, "  %-22s %.3f%n", who, error);
    }

    /** Pictures, distances if wanted, and radii: a ball twice as far looks half as large. */
    private static TensorDataset balls(int n, boolean withDistance) {
        RandomStream random = RandomSource.of(3).stream("balls").at(0);
        float[] pictures = new float[n * SIDE * SIDE];
        float[] distances = new float[n];
        float[] radii = new float[n];
        for (int i = 0; i < n; i++) {
            double looks = random.uniform(4L * i, 2, 6);
            distances[i] = (float) random.uniform(4L * i + 1, 1, 3);
            radii[i] = (float) looks * distances[i] / 10;
            draw(looks, random.uniform(4L * i + 2, 7, 9), random.uniform(4L * i + 3, 7, 9), pictures, i * SIDE * SIDE);
        }
        TensorDataset data = TensorDataset.of(Tensor.of(Shape.of(n, SIDE, SIDE, 1), pictures));
        return (withDistance ? data.withInput("distance", Tensor.of(Shape.of(n, 1), distances)) : data)
                .withTarget("radius", Tensor.of(Shape.of(n, 1), radii));
    }

    /** A disc with a soft edge. */
    private static void draw(double radius, double middleX, double middleY, float[] pictures, int from) {
        for (int i = 0; i < SIDE * SIDE; i++) {
            double inside = radius - Math.hypot(i % SIDE - middleX, i / SIDE - middleY);
            pictures[from + i] = (float) Math.max(0, Math.min(1, inside + 0.5));
        }
    }
}
