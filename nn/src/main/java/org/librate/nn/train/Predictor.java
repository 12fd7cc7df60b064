package org.librate.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.nn.Network;
import org.librate.nn.Pass;

/**
 * Forward passes for any number of threads at once. Each takes a recorded step that nobody uses just now, or makes one: there are as many steps
 * as there have been threads at a time.
 */
final class Predictor {

    /** Rows that go through at once: enough to keep the kernels busy, few enough to bound the memory. */
    private static final int MOST_ROWS = 256;

    private final Network network;
    private final Function<List<Tensor>, Tensor> body;
    private final ConcurrentLinkedDeque<Step> idle = new ConcurrentLinkedDeque<>();

    private Predictor(Network network, Function<List<Tensor>, Tensor> body) {
        this.network = network;
        this.body = body;
    }

    /** The network's output, and what is made of it. */
    static Predictor ofOutput(Network network, UnaryOperator<Tensor> head) {
        return new Predictor(network, in -> head.apply(network.forward(in, Pass.inference()).get(0)));
    }

    /** Anything that is computed from the network's inputs. */
    static Predictor of(Network network, Function<List<Tensor>, Tensor> body) {
        return new Predictor(network, body);
    }

    Tensor run(List<Tensor> inputs) {
        check(inputs);
        long rows = inputs.get(0).dim(0);
        if (rows <= MOST_ROWS) {
            return once(inputs.toArray(Tensor[]::new));
        }
        List<Tensor> parts = new ArrayList<>();
        for (long from = 0; from < rows; from += MOST_ROWS) {
            long first = from;
            long end = Math.min(rows, from + MOST_ROWS);
            parts.add(once(inputs.stream().map(input -> input.slice(0, first, end)).toArray(Tensor[]::new)));
        }
        return Tensor.concat(0, parts);
    }

    private void check(List<Tensor> inputs) {
        Check.require(inputs.size() == network.inputs().size(), "predict", "needs " + network.inputs().size() + " inputs", inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            Shape given = inputs.get(i).shape();
            Shape sample = network.inputs().get(i);
            if (given.equals(sample)) {
                throw new ShapeException("predict", "needs batches of samples " + sample, "this is a single sample: use expandDims(0)", given);
            }
            if (!network.takes(i, inputs.get(i)) || given.dim(0) != inputs.get(0).dim(0)) {
                throw new ShapeException("predict", "needs batches of samples " + sample, "got input " + i, given);
            }
        }
    }

    private Tensor once(Tensor[] inputs) {
        Step free = idle.pollFirst();
        Step taken = free != null ? free : Step.of("predict", in -> Tensor.withoutGradients(() -> body.apply(in)));
        try {
            return taken.run(inputs).keep();
        } finally {
            idle.addFirst(taken);
        }
    }
}
