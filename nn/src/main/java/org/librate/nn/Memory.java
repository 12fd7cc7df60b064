package org.librate.nn;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Tensor;

/** What the layers of a network know of sequences that come piece by piece, such as the state of a recurrent layer. {@link Stepper} holds one. */
public final class Memory {

    private final Map<Object, List<Tensor>> kept = new IdentityHashMap<>();

    /** Nothing yet. */
    public static Memory create() {
        return new Memory();
    }

    private Memory() {
    }

    /** What this layer left here after the piece before; empty at the beginning. */
    public List<Tensor> of(Object layer) {
        return kept.getOrDefault(layer, List.of());
    }

    /** Leaves what this layer needs for the piece that comes next. */
    public void keep(Object layer, List<Tensor> state) {
        kept.put(layer, List.copyOf(state));
    }

    /** Forgets everything: new sequences begin. */
    public void clear() {
        kept.clear();
    }

    @Override
    public String toString() {
        return "Memory[" + kept.size() + " layers]";
    }
}
