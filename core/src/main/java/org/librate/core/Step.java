package org.librate.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Execution;

/**
 * A piece of work that is done over and over, such as one update of a network. Its temporaries come from memory that is reused, and once
 * two runs on the same input shapes have turned out to be the same kernels on the same memory, later ones replay that list: no graph is
 * built, nothing is allocated, and the numbers are the same bits.
 *
 * <pre>{@code
 * Step train = Step.of("train", in -> {
 *     Tensor loss = net.forward(in.get(0)).crossEntropy(in.get(1)).mean();
 *     parameters.backward(loss);
 *     Updates.sgd(parameters.values(), parameters.gradients(), rate);
 *     return loss;
 * });
 * for (Batch batch : batches) {
 *     double loss = train.run(batch.x(), batch.y()).item();
 * }
 * }</pre>
 *
 * <p><b>The rule:</b> once it is replayed, the body is not called any more. What changes from run to run is an input, or a lasting tensor that is
 * assigned before the run (learning rate, dropout key, step count); Java values and side effects are as they were when it was recorded. A step that
 * decides by values, or brings other numbers along in its first runs, is recognised and runs eagerly; {@link #explain} says why. A body that changes
 * later is found out when it is looked at again (runs 8, 16, 32, …), with a warning in the log.
 *
 * <p>Results live until the step runs again; {@link Tensor#keep} makes them last. One thread at a time may run a step; several steps
 * run side by side on several threads.
 */
public final class Step implements AutoCloseable {

    /** Programs for more input shapes than this are forgotten again, the longest unused first. */
    private static final int MOST_SHAPES = 16;

    private final String name;
    private final Function<List<Tensor>, List<Tensor>> body;
    private final Map<List<Signature>, Trace> traces = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock running = new ReentrantLock();
    private @Nullable Trace latest; // most runs are like the one before
    private List<Signature> latestSignature = List.of();
    private volatile boolean closed;

    record Signature(DType dtype, Shape shape) {
    }

    private Step(String name, Function<List<Tensor>, List<Tensor>> body) {
        this.name = "step \"" + name + "\"";
        this.body = body;
    }

    /** A step with one result. */
    public static Step of(String name, Function<List<Tensor>, Tensor> body) {
        return new Step(name, inputs -> List.of(body.apply(inputs)));
    }

    /** A step with any number of results. */
    public static Step ofMany(String name, Function<List<Tensor>, List<Tensor>> body) {
        return new Step(name, body);
    }

    /** Runs the step on inputs, which are copied, and returns its first result. */
    public Tensor run(Tensor... inputs) {
        List<Tensor> results = runMany(inputs);
        Check.require(!results.isEmpty(), name, "run() needs a result to return", "none", "Use runMany().");
        return results.get(0);
    }

    /** Runs the step on inputs, which are copied, and returns its results. */
    public List<Tensor> runMany(Tensor... inputs) {
        lock();
        try {
            if (closed) {
                throw new IllegalStateException(name + ": it is closed. Make a new step.");
            }
            Trace trace = latest;
            if (trace == null || !fits(inputs, latestSignature)) {
                trace = trace(inputs);
            }
            return trace.run(inputs, Execution.current());
        } finally {
            running.unlock();
        }
    }

    private static boolean fits(Tensor[] inputs, List<Signature> signature) {
        if (inputs.length != signature.size()) {
            return false;
        }
        for (int i = 0; i < inputs.length; i++) {
            Signature expected = signature.get(i);
            if (inputs[i].dtype() != expected.dtype || !inputs[i].shape().equals(expected.shape)) {
                return false;
            }
        }
        return true;
    }

    private Trace trace(Tensor[] inputs) {
        List<Signature> signature = new ArrayList<>(inputs.length);
        for (Tensor input : inputs) {
            signature.add(new Signature(input.dtype(), input.shape()));
        }
        Trace trace = traces.get(signature);
        if (trace == null) {
            trace = new Trace(name, body);
            traces.put(signature, trace);
            forgetOldest();
        }
        latest = trace;
        latestSignature = signature;
        return trace;
    }

    private void forgetOldest() {
        Iterator<Trace> oldest = traces.values().iterator();
        if (traces.size() > MOST_SHAPES) {
            oldest.next().close();
            oldest.remove();
        }
    }

    /** For every input shape seen: whether runs are replayed, and if not, why. */
    public String explain() {
        StringBuilder text = new StringBuilder(name);
        if (!running.tryLock()) {
            return text.append("\n  (running)").toString();
        }
        try {
            traces.forEach((signature, trace) -> {
                text.append("\n  ");
                signature.forEach(input -> text.append(input.dtype()).append(' ').append(input.shape()).append(' '));
                text.append(": ").append(trace.explain());
            });
            return text.toString();
        } finally {
            running.unlock();
        }
    }

    /** Frees its memory. Its results are dead. */
    @Override
    public void close() {
        lock();
        try {
            closed = true;
            traces.values().forEach(Trace::close);
            traces.clear();
            latest = null;
        } finally {
            running.unlock();
        }
    }

    /** One thread at a time, and not from within the body. */
    private void lock() {
        if (!running.tryLock()) {
            throw new IllegalStateException(name + ": it is running on another thread. Make a step for each thread.");
        }
        if (running.getHoldCount() > 1) {
            running.unlock();
            throw new IllegalStateException(name + ": it cannot be run or closed from inside itself.");
        }
    }

    @Override
    public String toString() {
        return explain();
    }
}
