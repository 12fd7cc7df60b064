package org.librate.core.data;

import java.util.List;

/** Rows of which each has a class, whose numbers lie in memory whatever else of the rows does. */
abstract class LabelledRows implements Dataset {

    private final List<Field> fields;
    private final int[] labels;
    private final List<String> classNames;
    private final int source;

    /** @param source what the rows' origins say of where they come from: see {@link Origin} */
    LabelledRows(List<Field> fields, int[] labels, List<String> classNames, int source) {
        this.fields = fields;
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        this.source = source;
    }

    /** The class of one row. */
    final int label(int index) {
        return labels[index];
    }

    /** What the rows' origins say of where they come from. */
    final int source() {
        return source;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public long origin(int index) {
        return Origin.of(source, index);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public boolean hasLabelsAtHand() {
        return true;
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }
}
