package org.librate.core.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.librate.core.Tensor;

/**
 * Some rows, field by field. Its tensors lie in memory that the loader fills again: they are valid until the next batch is asked for, using them later is an
 * error that says so, and {@link Tensor#keep} makes one last. A {@code Step} copies its inputs, so batches can be handed to it as they are.
 */
public final class Batch {

    private final List<Field> fields;
    private final List<Tensor> tensors;
    private final int[] rows;
    private final long[] origins;
    private final long epoch;
    private final int index;

    Batch(List<Field> fields, List<Tensor> tensors, int[] rows, long[] origins, long epoch, int index) {
        this.fields = fields;
        this.tensors = tensors;
        this.rows = rows;
        this.origins = origins;
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
        return of(Field.Role.WEIGHT).stream().findFirst();
    }

    /** A field by its name. */
    public Tensor get(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return tensors.get(i);
            }
        }
        throw new IllegalArgumentException("Batch: there is no field \"" + name + "\" among " + names() + ".");
    }

    /** How many rows. */
    public int size() {
        return rows.length;
    }

    /** The rows' numbers in the dataset. */
    public int[] rows() {
        return rows.clone();
    }

    /** The rows' origins. */
    public long[] origins() {
        return origins.clone();
    }

    public long epoch() {
        return epoch;
    }

    /** Its number within the epoch, from 0 on: {@code loader.open(epoch, index + 1)} goes on after it. */
    public int index() {
        return index;
    }

    private Tensor only(Field.Role role) {
        List<Tensor> some = of(role);
        if (some.size() != 1) {
            throw new IllegalStateException("Batch: there is no single " + role.name().toLowerCase(java.util.Locale.ROOT) + " but " + some.size() + " among " + names()
                    + ". Use get(name).");
        }
        return some.get(0);
    }

    private List<Tensor> of(Field.Role role) {
        return IntStream.range(0, fields.size()).filter(i -> fields.get(i).role() == role).mapToObj(tensors::get).collect(Collectors.toList());
    }

    private List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    @Override
    public String toString() {
        return "Batch[epoch=" + epoch + ", index=" + index + ", size=" + size() + "]";
    }
}
