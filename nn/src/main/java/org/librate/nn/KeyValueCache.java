package org.librate.nn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * What layers keep while sequences come step by step, so that each pass computes only what is new: keys and values of attention, states of recurrent
 * layers, and how far each layer is. A pass of the last steps with a cache gives what a pass of all steps would give for them, if all layers look
 * only back.
 *
 * <pre>{@code
 * KeyValueCache cache = KeyValueCache.create();
 * Pass pass = Pass.inference().withCache(cache);
 * Tensor logits = network.forward(prompt, pass);           // [n, 12]
 * logits = network.forward(next, pass);                    // [n, 1], and so on
 * }</pre>
 *
 * <p>For one network and one batch of sequences, which have no padding; used by one thread.
 */
public final class KeyValueCache {

    private static final int FIRST_CAPACITY = 64;

    /** Everything seen so far of one attention layer. Steps beyond {@code length} are room for what comes. */
    public static final class Kept {

        private Tensor keys;
        private Tensor values;
        private int length;

        private Kept(Tensor keys, Tensor values) {
            this.keys = room(keys, capacity(keys.dim(1)));
            this.values = room(values, capacity(values.dim(1)));
        }

        /** {@code [n, at least length, features]}. */
        public Tensor keys() {
            return keys;
        }

        /** Like the keys. */
        public Tensor values() {
            return values;
        }

        /** How many steps there are. */
        public int length() {
            return length;
        }

        private void append(Tensor moreKeys, Tensor moreValues) {
            int total = Math.toIntExact(length + moreKeys.dim(1));
            if (total > keys.dim(1)) {
                keys = larger(keys, total);
                values = larger(values, total);
            }
            keys.assignFrom(1, length, moreKeys);
            values.assignFrom(1, length, moreValues);
            length = total;
        }

        private Tensor larger(Tensor old, long steps) {
            return room(old, capacity(steps)).assignFrom(1, 0, old);
        }

        private static long capacity(long steps) {
            return Math.max(FIRST_CAPACITY, Long.highestOneBit(Math.max(1, steps - 1)) * 2);
        }

        private static Tensor room(Tensor like, long steps) {
            return Tensor.zeros(like.dtype(), like.shape().with(1, steps)).keep();
        }
    }

    private final Map<String, Kept> kept;
    private final Map<String, Integer> passed;
    private final Map<String, Tensor> once;
    private final Map<String, List<Tensor>> states;
    private final int fixedInputs;

    private KeyValueCache(Map<String, Kept> kept, Map<String, Integer> passed, Map<String, Tensor> once, Map<String, List<Tensor>> states,
            int fixedInputs) {
        this.kept = kept;
        this.passed = passed;
        this.once = once;
        this.states = states;
        this.fixedInputs = fixedInputs;
    }

    public static KeyValueCache create() {
        return new KeyValueCache(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), 0);
    }

    /**
     * The same for a {@link Graph} whose first so many inputs are whole, and alike in all passes: what comes of them alone is computed in the first.
     */
    public KeyValueCache withFixedInputs(int inputs) {
        return new KeyValueCache(kept, passed, once, states, Check.notNegative("KeyValueCache", "fixedInputs", inputs));
    }

    int fixedInputs() {
        return fixedInputs;
    }

    /** How many steps have gone through the layers that keep something. */
    public int length() {
        int most = kept.values().stream().mapToInt(Kept::length).max().orElse(0);
        return Math.max(most, passed.values().stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    /** For layers: adds keys and values {@code [n, steps, features]} to those of the layer of this path. */
    public Kept append(String path, Tensor keys, Tensor values) {
        Kept all = kept.computeIfAbsent(path, key -> new Kept(keys, values));
        Shape expected = all.keys.shape().with(1, keys.dim(1));
        Check.require(keys.shape().equals(expected), "KeyValueCache", "goes on with " + all.keys.dim(0) + " sequences", keys.shape(),
                "Use a new cache for another batch.");
        all.append(keys, values);
        return all;
    }

    /** For layers: how many steps went through the layer of this path before, to which it adds so many. */
    public int pass(String path, long steps) {
        int before = passed.getOrDefault(path, 0);
        passed.put(path, Math.toIntExact(before + steps));
        return before;
    }

    /** For layers: the state in which the layer of this path ended the pass before; empty at the beginning. */
    public List<Tensor> state(String path) {
        return states.getOrDefault(path, List.of());
    }

    /** For layers: leaves the state in which the layer of this path ends. */
    public void keepState(String path, List<Tensor> state) {
        states.put(path, state.stream().map(Tensor::detach).toList());
    }

    /** For layers: what has to be computed only once for all passes with this cache. */
    public Tensor once(String path, Supplier<Tensor> compute) {
        Tensor present = once.get(path);
        if (present == null) {
            present = compute.get().keep();
            once.put(path, present);
        }
        return present;
    }

    /** What {@link #once} has kept under this path. */
    Optional<Tensor> found(String path) {
        return Optional.ofNullable(once.get(path));
    }

    /**
     * Row i goes on with what was row {@code rows[i]}: how a beam search drops some beginnings and branches others.
     *
     * @param rows INT32 or INT64
     */
    public void reorder(Tensor rows) {
        for (Kept one : kept.values()) {
            one.keys = one.keys.gather(0, rows).keep();
            one.values = one.values.gather(0, rows).keep();
        }
        once.replaceAll((path, tensor) -> tensor.gather(0, rows).keep());
        states.replaceAll((path, state) -> state.stream().map(tensor -> tensor.gather(0, rows)).toList());
    }

    @Override
    public String toString() {
        return "KeyValueCache[" + length() + " steps, " + (kept.size() + states.size()) + " layers]";
    }
}
