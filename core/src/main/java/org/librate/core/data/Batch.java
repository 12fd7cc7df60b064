package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.librate.core.Tensor;

/**
 * Some rows, field by field. Its tensors lie in memory that the loader fills again: they are valid until the next batch is asked for, using them
 * later is an error that says so, and {@link Tensor#keep} makes one last. A {@code Step} copies its inputs, so batches can be handed to it as they
 * are.
 */
public final class Batch {

    private final Layout layout;
    private final Tensor[] tensors;
    private final Dataset data;
    private final int[] order;  // of the whole epoch: this batch's rows are at first to last - 1
    private final int first;
    private final int last;
    private final long epoch;
    private final int index;

    Batch(Layout layout, Tensor[] tensors, Dataset data, int[] order, int first, int last, long epoch, int index) {
        this.layout = layout;
        this.tensors = tensors;
        this.data = data;
        this.order = order;
        this.first = first;
        this.last = last;
        this.epoch = epoch;
        this.index = index;
    }

    /** The only input, {@code [size, ...]}. */
    public Tensor x() {
        return only(Field.Role.INPUT);
    }

    /** The only target: {@code [size]} for classes. */
    public Tensor y() {
        return only(Field.Role.TARGET);
    }

    public List<Tensor> inputs() {
        return of(Field.Role.INPUT);
    }

    public List<Tensor> targets() {
        return of(Field.Role.TARGET);
    }

    /** The rows' weights, {@code [size]}, if the dataset has any. */
    public Optional<Tensor> weights() {
        int[] places = layout.of(Field.Role.WEIGHT);
        return places.length == 0 ? Optional.empty() : Optional.of(tensors[places[0]]);
    }

    /** The inputs with their lengths, as fitted models take them. */
    public List<Padded> padded() {
        int[] places = layout.of(Field.Role.INPUT);
        Padded[] all = new Padded[places.length];
        for (int i = 0; i < all.length; i++) {
            int lengths = layout.lengthsOf[places[i]];
            all[i] = new Padded(tensors[places[i]], lengths < 0 ? null : tensors[lengths]);
        }
        return List.of(all);
    }

    /** How many steps of each row of an input or target are real, INT32 {@code [size]}; empty if the dataset does not say, which means all are. */
    public Optional<Tensor> lengths(String name) {
        for (int i = 0; i < tensors.length; i++) {
            if (layout.lengthsOf[i] >= 0 && layout.fields.get(i).name().equals(name)) {
                return Optional.of(tensors[layout.lengthsOf[i]]);
            }
        }
        return Optional.empty();
    }

    /** A field by its name. */
    public Tensor get(String name) {
        for (int i = 0; i < tensors.length; i++) {
            if (layout.fields.get(i).name().equals(name)) {
                return tensors[i];
            }
        }
        throw new IllegalArgumentException("Batch: there is no field \"" + name + "\" among " + layout.names() + ".");
    }

    /** How many rows. */
    public int size() {
        return last - first;
    }

    /** The rows' numbers in the dataset. */
    public int[] rows() {
        return Arrays.copyOfRange(order, first, last);
    }

    /** The rows' origins. */
    public long[] origins() {
        long[] origins = new long[size()];
        for (int i = 0; i < origins.length; i++) {
            origins[i] = data.origin(order[first + i]);
        }
        return origins;
    }

    public long epoch() {
        return epoch;
    }

    /** Its number within the epoch, from 0 on: {@code loader.open(epoch, index + 1)} goes on after it. */
    public int index() {
        return index;
    }

    private Tensor only(Field.Role role) {
        int[] places = layout.of(role);
        if (places.length != 1) {
            throw new IllegalStateException("Batch: there is no single " + role.name().toLowerCase(Locale.ROOT) + " but " + places.length + " among "
                    + layout.names() + ". Use get(name).");
        }
        return tensors[places[0]];
    }

    private List<Tensor> of(Field.Role role) {
        int[] places = layout.of(role);
        if (places.length == 1) {
            return List.of(tensors[places[0]]);
        }
        Tensor[] some = new Tensor[places.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = tensors[places[i]];
        }
        return List.of(some);
    }

    @Override
    public String toString() {
        return "Batch[epoch=" + epoch + ", index=" + index + ", size=" + size() + "]";
    }
}
