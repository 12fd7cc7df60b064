package org.librate.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** Rows made of several as they are read. For learning alone: nobody is to be measured by rows that do not exist. */
final class Mixed extends DatasetView implements Changes {

    private final RowMix mix;
    private final RandomSource random;
    private final Copies copies;
    private final List<Field> fields;
    private final ConcurrentLinkedQueue<List<Row>> spare = new ConcurrentLinkedQueue<>(); // as many as threads ever read at once

    Mixed(Dataset source, RowMix mix, RandomSource random) {
        super(source);
        Check.require(source.size() > 0, mix.toString(), "needs at least one row", "none");
        this.mix = mix;
        this.random = random;
        this.copies = new Copies(source);
        this.fields = List.copyOf(mix.fields(source.fields(), classes(source)));
    }

    private static int classes(Dataset source) {
        List<Field> targets = source.fields().stream().filter(field -> field.role() == Field.Role.TARGET).toList();
        if (targets.size() != 1 || !targets.get(0).isLabel()) {
            return 0;
        }
        return Math.max(source.classNames().size(), 1 + Arrays.stream(source.labels()).max().orElse(0));
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public void read(int index, Row into) {
        List<Row> rows = spare.poll();
        if (rows == null) {
            rows = new ArrayList<>();
            for (int i = 0; i <= mix.others(); i++) {
                rows.add(Row.of(source().fields(), 0));
            }
        }
        RandomSource own = copies.source(random, index, into);
        RandomStream partners = own.stream("partners").at(into.epoch(), source().origin(index));
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i).set(into.epoch(), into.repeat());
            source().read(i == 0 ? index : partners.integer(i, 0, source().size()), row);
        }
        mix.mix(rows.get(0), rows.subList(1, rows.size()), into, own.at(into.epoch(), source().origin(index)));
        spare.add(rows);
    }

    @Override
    public boolean isForTraining() {
        return true;
    }

    @Override
    public boolean hasLabelsAtHand() {
        return false;
    }

    @Override
    public int[] labels() {
        return Labels.read(this);
    }

    @Override
    public int[] lengths(String field) {
        return RowLengths.read(this, field);
    }

    @Override
    public String changes() {
        return Changes.of(source()) + ".mixed(" + mix + " " + Long.toHexString(random.key()) + ")";
    }

    @Override
    public String toString() {
        return source() + ".mixed(" + mix + ")";
    }
}
