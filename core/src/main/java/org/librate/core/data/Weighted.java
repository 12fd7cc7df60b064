package org.librate.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.librate.core.Check;

/** Rows with a weight each. The weight is the last field. */
final class Weighted extends DatasetView implements Changes {

    private final float[] weights;
    private final List<Field> fields;
    private final int[] kept;          // the source's fields but for a weight of its own
    private final boolean replaces;
    private final Layout layout;       // of the source
    private final ConcurrentLinkedQueue<Row> spare = new ConcurrentLinkedQueue<>(); // as many as threads ever read at once

    Weighted(Dataset source, float[] weights) {
        super(source);
        Check.require(weights.length == source.size(), "Dataset.withWeights", "one weight for each of the " + source.size() + " rows is needed",
                weights.length);
        for (int i = 0; i < weights.length; i++) {
            Check.require(weights[i] >= 0 && weights[i] < Float.POSITIVE_INFINITY, "Dataset.withWeights", "every weight must be >= 0 and finite",
                    weights[i] + " in row " + i);
        }
        this.weights = weights.clone();
        List<Field> before = source.fields();
        this.kept = IntStream.range(0, before.size()).filter(i -> before.get(i).role() != Field.Role.WEIGHT).toArray();
        this.replaces = kept.length < before.size();
        this.layout = new Layout(before);
        List<Field> all = new ArrayList<>();
        for (int i : kept) {
            all.add(before.get(i));
        }
        all.add(Field.weight());
        this.fields = List.copyOf(all);
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public void read(int index, Row into) {
        if (replaces) {
            Row free = spare.poll();
            Row whole = (free != null ? free : Row.of(source().fields(), 0)).set(into.epoch(), into.repeat());
            source().read(index, whole);
            for (int i = 0; i < kept.length; i++) {
                whole.copy(kept[i], into, i);
            }
            spare.add(whole);
        } else {
            source().read(index, into.view(layout, kept));
        }
        into.set(kept.length, 0, weights[index]);
    }

    @Override
    public String changes() {
        return Changes.of(source()) + ".withWeights(" + Changes.weights(weights) + ")";
    }

    @Override
    public String toString() {
        return source() + ".withWeights(" + weights.length + ")";
    }
}
