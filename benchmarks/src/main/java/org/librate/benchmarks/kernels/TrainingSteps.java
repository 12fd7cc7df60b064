package org.librate.benchmarks.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.librate.benchmarks.Work;
import org.librate.core.Activation;
import org.librate.core.Conv;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Parameters;
import org.librate.core.Pool;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.Updates;

/** Whole training steps as kernel lists, replayed: forward, softmax cross-entropy, backward, Adam. */
final class TrainingSteps {

    /**
     * So small that nothing moves, here and at the peer: thousands of steps on one batch would fit it until gradients underflow, and
     * processors are slow at such numbers.
     */
    static final float RATE = 1e-9f;

    private static final long SEED = 1;

    private final Random random = new Random(SEED);
    private final List<Parameter> parameters = new ArrayList<>();

    private TrainingSteps() {
    }

    /** Dense 30→64 ReLU →64 ReLU →2 on 32 rows. */
    static Work mlpSmall() {
        TrainingSteps net = new TrainingSteps();
        Layer first = net.dense(30, 64);
        Layer second = net.dense(64, 64);
        Layer last = net.dense(64, 2);
        return net.train("mlp-small", Shape.of(32, 30), 2, x ->
                last.linear(second.relu(first.relu(x))));
    }

    /** Conv 5×5 1→20 ReLU, max-pool 2, conv 5×5 20→50 ReLU, max-pool 2, dense 800→500 ReLU →10 on 64 images of 28×28; no padding. */
    static Work lenet() {
        TrainingSteps net = new TrainingSteps();
        Layer first = net.convolution(1, 20);
        Layer second = net.convolution(20, 50);
        Layer third = net.dense(800, 500);
        Layer last = net.dense(500, 10);
        return net.train("lenet", Shape.of(64, 28, 28, 1), 10, x -> {
            Tensor small = first.convolve(x).relu().maxPool2d(Pool.of(2));
            Tensor smaller = second.convolve(small).relu().maxPool2d(Pool.of(2));
            return last.linear(third.relu(smaller.flatten(1)));
        });
    }

    private Work train(String name, Shape input, int classes, Function<Tensor, Tensor> forward) {
        Parameters net = Parameters.of(parameters);
        Tensor first = Tensor.zeros(DType.FLOAT32, net.values().shape());
        Tensor second = Tensor.zeros(DType.FLOAT32, net.values().shape());
        Tensor rate = Tensor.of(RATE);
        Tensor count = Tensor.of(0L);
        Step step = Step.of(name, in -> {
            Tensor loss = forward.apply(in.get(0)).crossEntropy(in.get(1)).mean();
            net.backward(loss);
            Updates.adam(net.values(), net.gradients(), first, second, rate, count, 0.9, 0.999, 1e-8, 0);
            return loss.detach();
        });
        long[] steps = {0};
        return new Replayed(step, () -> count.assign(++steps[0]), uniform(input, 0, 1), labels((int) input.dim(0), classes));
    }

    private Layer dense(int in, int out) {
        return layer(Shape.of(in, out), in);
    }

    private Layer convolution(int in, int out) {
        return layer(Shape.of(5, 5, in, out), 25 * in);
    }

    private Layer layer(Shape weights, int fanIn) {
        float limit = (float) (1 / Math.sqrt(fanIn));
        Parameter weight = Parameter.of("weight " + parameters.size(), uniform(weights, -limit, limit));
        Parameter bias = Parameter.of("bias " + parameters.size(), uniform(Shape.of(weights.last()), -limit, limit));
        parameters.add(weight);
        parameters.add(bias);
        return new Layer(weight, bias);
    }

    private Tensor uniform(Shape shape, float low, float high) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = low + (high - low) * random.nextFloat();
        }
        return Tensor.of(shape, values);
    }

    private Tensor labels(int rows, int classes) {
        return Tensor.of(random.ints(rows, 0, classes).toArray());
    }

    private record Layer(Parameter weight, Parameter bias) {

        Tensor linear(Tensor x) {
            return x.linear(weight.tensor(), bias.tensor());
        }

        Tensor relu(Tensor x) {
            return x.linear(weight.tensor(), bias.tensor(), Activation.RELU);
        }

        Tensor convolve(Tensor x) {
            return x.conv2d(weight.tensor(), bias.tensor(), Conv.create());
        }
    }
}
