package org.librate.nn;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * Inference one step at a time: what a network answers to a sequence that is still going on, without going through its past again. Step by step it
 * gives what the whole sequence gives at once.
 *
 * <pre>{@code
 * Stepper stepper = Stepper.of(network);
 * stepper.feed(history);                        // [n, time, features], all steps at once
 * while (sensor.isOn()) {
 *     Tensor y = stepper.next(sensor.read());   // [n, features]
 * }
 * stepper.reset();                              // new sequences
 * }</pre>
 *
 * <p>For networks whose layers look back only through {@link Pass#cache}: recurrent layers in one direction, attention that is causal, and layers
 * that treat each step by itself.
 */
public final class Stepper {

    private final Network network;
    private Pass pass = beginning();

    private Stepper(Network network) {
        this.network = network;
    }

    private static Pass beginning() {
        return Pass.inference().withCache(KeyValueCache.create());
    }

    /** At the beginning of sequences, for a network with one input and one output. */
    public static Stepper of(Network network) {
        Check.require(network.inputs().size() == 1 && network.outputs().size() == 1, "Stepper", "takes a network with one input and one output",
                network);
        return new Stepper(network);
    }

    /** What comes of the next step of each sequence, without a time axis: {@code [n, features]}, or {@code [n]} for tokens, to {@code [n, ..]}. */
    public Tensor next(Tensor x) {
        Tensor y = feed(x.expandDims(1));
        boolean everyStep = network.outputs().get(0).rank() > 0 && network.inputs().get(0).dim(0) == network.outputs().get(0).dim(0);
        return everyStep && y.rank() >= 2 && y.dim(1) == 1 ? y.squeeze(1) : y;
    }

    /** What comes of the next several steps of each sequence, {@code [n, time, ..]}. */
    public Tensor feed(Tensor x) {
        return Tensor.withoutGradients(() -> network.module().forward(List.of(x), pass)).get(0);
    }

    /** Goes back to the beginning. */
    public void reset() {
        pass = beginning();
    }

    @Override
    public String toString() {
        return "Stepper[" + network + "]";
    }
}
