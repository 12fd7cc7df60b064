package org.librate.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.nn.Network;
import org.librate.nn.Pass;

/**
 * Forward passes for any number of threads at once. Each takes a recorded step that nobody uses just now, or makes one: there are as many steps
 * as there have been threads at a time.
 */
final class Predictor {

    /** Rows that go through at once: enough to keep the kernels busy, few enough to bound the memory. */
    private static final int MOST_ROWS = 256;

    /** What is asked for, in a pass that knows how long the batch's sequences are. */
    @FunctionalInterface
    interface Body {
        Tensor of(List<Tensor> inputs, Pass pass);
    }

    private final Network network;
    private final Body body;
    private final ConcurrentLinkedDeque<Step> idle = new ConcurrentLinkedDeque<>();
    private final Map<Sequences, ConcurrentLinkedDeque<Step>> idlePadded = new ConcurrentHashMap<>();

    private Predictor(Network network, Body body) {
        this.network = network;
        this.body = body;
    }

    /** The network's output, and what is made of it. */
    static Predictor ofOutput(Network network, UnaryOperator<Tensor> head) {
        return new Predictor(network, (in, pass) -> {
            Tensor output = network.forward(in, pass).get(0);
            Tensor answer = head.apply(output);
            return output == answer ? answer : pass.like(output, answer);
        });
    }

    /** Anything that is computed from the network's inputs. */
    static Predictor of(Network network, Body body) {
        return new Predictor(network, body);
    }

    /** The answers to padded rows: 0 after a row's end. Their lengths are null where they have no steps, or if all are real. */
    Padded run(Padded... inputs) {
        List<Tensor> all = new ArrayList<>();
        for (Padded input : inputs) {
            all.add(input.values());
        }
        check(all);
        List<Integer> padded = IntStream.range(0, inputs.length).filter(i -> inputs[i].lengths() != null).boxed().toList();
        if (padded.isEmpty()) {
            return Padded.whole(run(all));
        }
        padded.forEach(i -> all.add(Objects.requireNonNull(inputs[i].lengths())));
        Sequences sequences = new Sequences(padded, false);
        long rows = all.get(0).dim(0);
        List<Tensor> values = new ArrayList<>();
        List<Tensor> lengths = new ArrayList<>();
        for (long from = 0; from == 0 || from < rows; from += MOST_ROWS) {
            long first = from;
            long end = Math.min(rows, from + MOST_ROWS);
            List<Tensor> part = once(sequences, all.stream().map(input -> rows <= MOST_ROWS ? input : input.slice(0, first, end))
                    .toArray(Tensor[]::new));
            values.add(part.get(0));
            lengths.addAll(part.subList(1, part.size()));
        }
        return new Padded(joined(values), lengths.isEmpty() ? null : joined(lengths));
    }

    private static Tensor joined(List<Tensor> parts) {
        return parts.size() == 1 ? parts.get(0) : Tensor.concat(0, parts);
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
            DType precision = network.parameters().values().dtype();
            Check.require(inputs.get(i).dtype() != DType.FLOAT64 || precision == DType.FLOAT64, "predict", "networks compute in " + precision,
                    "input " + i + " of FLOAT64", "Use x.cast(DType." + precision + ").");
            if (given.equals(sample)) {
                throw new ShapeException("predict", "needs batches of samples " + sample, "this is a single sample: use expandDims(0)", given);
            }
            if (!network.takes(i, inputs.get(i)) || given.dim(0) != inputs.get(0).dim(0)) {
                throw new ShapeException("predict", "needs batches of samples " + sample, "got input " + i, given);
            }
        }
    }

    private List<Tensor> once(Sequences sequences, Tensor[] inputs) {
        ConcurrentLinkedDeque<Step> waiting = idlePadded.computeIfAbsent(sequences, any -> new ConcurrentLinkedDeque<>());
        Step free = waiting.pollFirst();
        Step taken = free != null ? free : Step.ofMany("predict", in -> Tensor.withoutGradients(() -> padded(sequences, in)));
        try {
            return taken.runMany(inputs).stream().map(Tensor::keep).toList();
        } finally {
            waiting.addFirst(taken);
        }
    }

    private List<Tensor> padded(Sequences sequences, List<Tensor> in) {
        List<Tensor> batch = in.subList(0, network.inputs().size());
        Pass pass = sequences.pass(Pass.inference(), batch, in.subList(batch.size(), in.size()));
        Tensor answer = body.of(batch, pass);
        return pass.lengths(answer).map(lengths -> List.of(pass.masked(answer), lengths)).orElseGet(() -> List.of(answer));
    }

    private Tensor once(Tensor[] inputs) {
        Step free = idle.pollFirst();
        Step taken = free != null ? free : Step.of("predict", in -> Tensor.withoutGradients(() -> body.of(in, Pass.inference())));
        try {
            return taken.run(inputs).keep();
        } finally {
            idle.addFirst(taken);
        }
    }
}
