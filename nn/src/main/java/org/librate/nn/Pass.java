package org.librate.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.librate.core.Adjacency;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * One pass through a network: is it for training, where dropout drops and batch norm uses the batch, or for inference?
 *
 * <pre>{@code
 * Pass.training().withFrozen(path -> path.startsWith("backbone"))   // batch norm below the head keeps its statistics
 * Pass.inference().withLengths(tokens, lengths)                     // rows of tokens are padded at their ends
 * }</pre>
 *
 * <p>A pass also knows which steps of a batch of sequences are real. Lengths go along with the tensors: {@link #lengths} of what a layer gets tells
 * those of its rows, and {@link Layer#lengthsAfter} those of what it gives. A layer that mixes steps must leave out what is padding.
 */
public final class Pass {

    private static final Pass TRAINING = new Pass(true, path -> false, null, null, Map.of());
    private static final Pass INFERENCE = new Pass(false, path -> false, null, null, Map.of());

    private final boolean training;
    private final Predicate<String> frozen;
    private final @Nullable BiConsumer<String, Tensor> watcher;
    private final @Nullable Map<Tensor, Tensor> lengths; // by the tensor itself, not by its values
    private final Map<Class<?>, Object> carried; // what some layers need besides their input, each thing under its class

    private Pass(boolean training, Predicate<String> frozen, @Nullable BiConsumer<String, Tensor> watcher, @Nullable Map<Tensor, Tensor> lengths,
            Map<Class<?>, Object> carried) {
        this.training = training;
        this.frozen = frozen;
        this.watcher = watcher;
        this.lengths = lengths;
        this.carried = carried;
    }

    public static Pass training() {
        return TRAINING;
    }

    public static Pass inference() {
        return INFERENCE;
    }

    /** The same with layers, told by their paths, that must not change what they remember. Steps that were recorded before do not notice. */
    public Pass withFrozen(Predicate<String> paths) {
        return new Pass(training, paths, watcher, lengths, carried);
    }

    /** The same pass, which also shows each inner layer's path and output as it goes through: to find where numbers go bad. */
    public Pass watchedBy(BiConsumer<String, Tensor> watcher) {
        return new Pass(training, frozen, watcher, lengths, carried);
    }

    /**
     * The same pass for a batch of padded sequences.
     *
     * @param x {@code [n, time]} or {@code [n, time, ..]}
     * @param lengths INT32 {@code [n]}: the first so many steps of each row are real, from 0 to {@code time}
     */
    public Pass withLengths(Tensor x, Tensor lengths) {
        Check.require(lengths.dtype() == DType.INT32, "Pass", "lengths must be INT32", lengths.dtype());
        if (x.rank() < 2 || lengths.rank() != 1 || lengths.dim(0) != x.dim(0)) {
            throw new ShapeException("Pass", "needs sequences [n, time, ..] and a length for each row [n]", "", x.shape(), lengths.shape());
        }
        Map<Tensor, Tensor> more = new IdentityHashMap<>();
        if (this.lengths != null) {
            more.putAll(this.lengths);
        }
        more.put(x, lengths);
        return new Pass(training, frozen, watcher, more, carried);
    }

    /**
     * The same pass along the edges of a graph, for layers such as {@link org.librate.nn.layer.Gcn}. A batch {@code [n, nodes, features]} of graphs
     * is one graph of {@code n · nodes} nodes.
     */
    public Pass withGraph(Adjacency graph) {
        return carrying(Adjacency.class, graph);
    }

    /**
     * The graph of this pass, checked against a batch {@code [n, nodes, features]}.
     *
     * @param who asks, for the complaint where there is none or one of another size
     */
    public Adjacency graph(Object who, Tensor x) {
        Adjacency graph = carried(Adjacency.class).orElse(null);
        if (graph == null) {
            throw new IllegalStateException(who + ": needs a graph, and this pass has none. Put the layers in GraphNet.of(..), or give the pass "
                    + "one by withGraph(adjacency).");
        }
        if (x.rank() != 3 || x.dim(0) * x.dim(1) != graph.rows()) {
            throw new ShapeException(who.toString(), "needs features [n, nodes, features] for the nodes of " + graph, "", x.shape());
        }
        return graph;
    }

    /**
     * The same pass over sequences that go on where the cache's last pass ended: layers that look back find there what came before, and leave what
     * comes next needs. For inference, outside of recorded steps. See {@link Stepper}.
     */
    public Pass withCache(KeyValueCache cache) {
        Check.require(!training, "Pass", "a cache is for inference", this);
        return carrying(KeyValueCache.class, cache);
    }

    /** What layers keep of the steps before these; empty where the batch is all there is. */
    public Optional<KeyValueCache> cache() {
        return carried(KeyValueCache.class);
    }

    /** The same pass over sequences that are whole. */
    Pass withoutCache() {
        Map<Class<?>, Object> less = new HashMap<>(carried);
        less.remove(KeyValueCache.class);
        return new Pass(training, frozen, watcher, lengths, Map.copyOf(less));
    }

    private <T> Pass carrying(Class<T> kind, T thing) {
        Map<Class<?>, Object> more = new HashMap<>(carried);
        more.put(kind, thing);
        return new Pass(training, frozen, watcher, lengths, Map.copyOf(more));
    }

    private <T> Optional<T> carried(Class<T> kind) {
        return Optional.ofNullable(carried.get(kind)).map(kind::cast);
    }

    /** How many steps of each row of these sequences are real, INT32 {@code [n]}; empty if all are, or if this is no batch of sequences. */
    public Optional<Tensor> lengths(Tensor x) {
        return lengths == null ? Optional.empty() : Optional.ofNullable(lengths.get(x));
    }

    /** Which steps of these sequences are real, BOOL {@code [n, time]}; empty if all are, or if this is no batch of sequences. */
    public Optional<Tensor> mask(Tensor x) {
        return lengths(x).map(real -> Lengths.mask(real, x.dim(1)));
    }

    /** These sequences with 0 in every step that is padding; the same tensor if none is. */
    public Tensor masked(Tensor x) {
        return mask(x).map(mask -> mask.reshape(Lengths.before(x)).where(x, Tensor.full(x.dtype(), Shape.of(1), 0))).orElse(x);
    }

    /** The same batch with 0 where it is padding, which the pass knows to have the same lengths: what is in the padding must not even be NaN. */
    List<Tensor> masked(List<Tensor> batch) {
        if (lengths == null) {
            return batch;
        }
        List<Tensor> clean = new ArrayList<>();
        for (Tensor x : batch) {
            Tensor real = lengths.get(x);
            Tensor y = masked(x);
            if (real != null) {
                lengths.putIfAbsent(y, real);
            }
            clean.add(y);
        }
        return clean;
    }

    /** Remembers how long the rows of y are, in a pass that knows lengths. */
    void remember(Tensor y, Tensor real) {
        if (lengths != null) {
            lengths.putIfAbsent(y, real);
        }
    }

    /** Remembers that {@code y} was made of {@code x} step by step, and so is as long. Returns y. */
    public Tensor like(Tensor x, Tensor y) {
        Tensor real = lengths == null ? null : lengths.get(x);
        if (lengths != null && real != null && y.rank() > 1 && y.dim(0) == x.dim(0) && y.dim(1) == x.dim(1)) {
            lengths.putIfAbsent(y, real);
        }
        return y;
    }

    /** Remembers which steps of what a layer gave are real, as the layer says. Returns what it gave. */
    Tensor follow(Layer layer, Tensor x, Tensor y) {
        if (lengths != null && x != y) {
            Tensor before = lengths.get(x);
            if (before != null) {
                layer.lengthsAfter(before, x, y).ifPresent(after -> lengths.putIfAbsent(y, after));
            }
        }
        return y;
    }

    /**
     * The same for an output of a net of several inputs: it has the lengths of the first padded input that it goes along with and whose time axis is
     * as long.
     */
    Tensor follow(Net net, List<Tensor> inputs, int output, Tensor y) {
        if (lengths == null || inputs.contains(y)) {
            return y;
        }
        for (int i = 0; i < inputs.size(); i++) {
            Tensor x = inputs.get(i);
            Tensor before = lengths.get(x);
            if (before != null && net.stepsAlong(i, output) && y.rank() >= x.rank() && y.dim(0) == x.dim(0) && y.dim(1) == x.dim(1)) {
                lengths.putIfAbsent(y, before);
                return y;
            }
        }
        return y;
    }

    public boolean isTraining() {
        return training;
    }

    /** Whether the layer of this path is trained in this pass. */
    public boolean trains(String path) {
        return training && !frozen.test(path);
    }

    boolean isWatched() {
        return watcher != null;
    }

    Tensor show(String path, Tensor output) {
        if (watcher != null) {
            watcher.accept(path, output);
        }
        return output;
    }

    @Override
    public String toString() {
        return training ? "Pass.training()" : "Pass.inference()";
    }
}
