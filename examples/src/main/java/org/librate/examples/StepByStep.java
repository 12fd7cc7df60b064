package org.librate.examples;

import java.util.Locale;
import org.librate.core.Activation;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Parameters;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.Updates;
import org.librate.core.random.RandomSource;

/**
 * What {@link Quickstart} does, one level below: without layers, optimizers and a trainer, only tensors.
 *
 * <p>This is the level on which a training loop of another kind is written. What to take away: a {@link Step} holds one update of the network and is
 * recorded and replayed; {@link Parameters} hold what it changes; every random number has a named stream, so each run prints the same.
 */
public final class StepByStep {

    private static final int BATCH = 128;

    private final RandomSource random = RandomSource.of(42);
    private final Parameter w1 = Parameter.of("w1", weights("w1", 2, 64));
    private final Parameter b1 = Parameter.zeros("b1", Shape.of(64));
    private final Parameter w2 = Parameter.of("w2", weights("w2", 64, 64));
    private final Parameter b2 = Parameter.zeros("b2", Shape.of(64));
    private final Parameter w3 = Parameter.of("w3", weights("w3", 64, Spirals.ARMS));
    private final Parameter b3 = Parameter.zeros("b3", Shape.of(Spirals.ARMS));
    private final Parameters net = Parameters.of(w1, b1, w2, b2, w3, b3);

    public static void main(String[] arguments) {
        new StepByStep().run();
    }

    private void run() {
        Spirals train = Spirals.of(3000, random.stream("train").at(0));
        Spirals test = Spirals.of(1500, random.stream("test").at(0));
        System.out.println("Three spirals: " + train.size() + " points to train on, " + test.size() + " to test on.");
        System.out.println(net);

        Tensor first = Tensor.zeros(DType.FLOAT32, net.values().shape());
        Tensor second = Tensor.zeros(DType.FLOAT32, net.values().shape());
        Tensor rate = Tensor.of(0.005f);
        Tensor count = Tensor.of(0L);
        try (Step update = Step.of("update", in -> {
            Tensor loss = logits(in.get(0)).crossEntropy(in.get(1)).mean();
            net.backward(loss);
            Updates.adam(net.values(), net.gradients(), first, second, rate, count, 0.9, 0.999, 1e-8, 0);
            return loss;
        })) {
            long started = System.nanoTime();
            long updates = 0;
            for (int epoch = 1; epoch <= 40; epoch++) {
                int[] order = random.stream("shuffle").at(epoch).permutation(train.size());
                double sum = 0;
                for (int from = 0; from < order.length; from += BATCH) {
                    int to = Math.min(from + BATCH, order.length);
                    count.assign(++updates);
                    sum += update.run(xy(train, order, from, to), labels(train, order, from, to)).item() * (to - from);
                }
                if (epoch % 10 == 0) {
                    print("epoch %2d  loss %.3f  accuracy on unseen points %.3f%n", epoch, sum / train.size(), accuracy(test));
                }
            }
            print("%d updates, %.0f a second. Guessing would be right %.3f of the time.%n", updates, updates / ((System.nanoTime() - started) / 1e9),
                    1.0 / Spirals.ARMS);
            System.out.println(update.explain());
        }
    }

    private Tensor logits(Tensor xy) {
        return xy.linear(w1.tensor(), b1.tensor(), Activation.RELU)
                .linear(w2.tensor(), b2.tensor(), Activation.RELU)
                .linear(w3.tensor(), b3.tensor());
    }

    private double accuracy(Spirals points) {
        return Tensor.withoutGradients(() -> {
            Tensor predicted = logits(Tensor.of(points.xy())).argmax(1).cast(DType.INT32);
            return predicted.eq(Tensor.of(points.labels())).cast(DType.FLOAT32).mean().item();
        });
    }

    /** He's initialisation: deviation √(2 / inputs). */
    private Tensor weights(String name, int in, int out) {
        return Tensor.normal(Shape.of(in, out), 0, Math.sqrt(2.0 / in), random.stream("init").stream(name).at(0));
    }

    /** The points of a batch, picked by an order. */
    private static Tensor xy(Spirals points, int[] order, int from, int to) {
        float[] picked = new float[(to - from) * 2];
        for (int i = from; i < to; i++) {
            picked[(i - from) * 2] = points.xy()[order[i]][0];
            picked[(i - from) * 2 + 1] = points.xy()[order[i]][1];
        }
        return Tensor.of(Shape.of(to - from, 2), picked);
    }

    private static Tensor labels(Spirals points, int[] order, int from, int to) {
        int[] picked = new int[to - from];
        for (int i = from; i < to; i++) {
            picked[i - from] = points.labels()[order[i]];
        }
        return Tensor.of(picked);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
