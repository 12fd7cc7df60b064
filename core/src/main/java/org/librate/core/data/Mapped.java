package org.librate.core.data;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.librate.core.random.RandomSource;

/** Rows changed as they are read. */
final class Mapped extends DatasetView implements Changes {

    private final RowTransform transform;
    private final RandomSource random;
    private final List<Field> fields;
    private final Copies copies;
    private final int[] carried; // for each field the place of the same one among the source's, or -1
    private final ConcurrentLinkedQueue<Row> spare = new ConcurrentLinkedQueue<>(); // as many as threads ever read at once

    Mapped(Dataset source, RowTransform transform, RandomSource random) {
        super(source);
        this.transform = transform;
        this.random = random;
        this.copies = new Copies(source);
        this.fields = List.copyOf(transform.fields(source.fields()));
        this.carried = fields.stream().mapToInt(source.fields()::indexOf).toArray();
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public void read(int index, Row into) {
        Row from = spare.poll();
        if (from == null) {
            from = Row.of(source().fields(), 0);
        }
        from.set(into.epoch(), into.repeat());
        source().read(index, from);
        prepare(from, into);
        transform.apply(from, into, copies.source(random, index, into).at(into.epoch(), source().origin(index)));
        spare.add(from);
    }

    /** What a transform does not write is what it was, and where it was nothing, 0: not what another batch left in the memory. */
    private void prepare(Row from, Row into) {
        if (transform instanceof InPlace) {
            return; // it copies all
        }
        for (int i = 0; i < carried.length; i++) {
            if (carried[i] >= 0) {
                from.copy(carried[i], into, i);
            } else {
                into.clear(i);
            }
        }
    }

    @Override
    public boolean isForTraining() {
        return transform.isForTraining() || source().isForTraining();
    }

    @Override
    public double[] population() {
        return transform.keepsLabels() ? source().population() : new double[0];
    }

    @Override
    public boolean hasLabelsAtHand() {
        return transform.keepsLabels() && source().hasLabelsAtHand();
    }

    @Override
    public int[] labels() {
        return transform.keepsLabels() ? source().labels() : Labels.read(this);
    }

    @Override
    public int[] lengths(String field) {
        boolean known = source().fields().stream().anyMatch(own -> own.name().equals(field));
        return known ? source().lengths(field) : RowLengths.read(this, field);
    }

    @Override
    public String changes() {
        return Changes.of(source()) + ".map(" + Changes.name(transform) + " " + Long.toHexString(random.key()) + ")";
    }

    @Override
    public String toString() {
        return source() + ".map(" + Describe.function(transform) + ")";
    }
}
