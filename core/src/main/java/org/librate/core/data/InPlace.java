package org.librate.core.data;

import java.util.function.BiConsumer;
import org.librate.core.random.RandomStream;

/** Changes a row where it lies. */
record InPlace(BiConsumer<Row, RandomStream> change) implements RowTransform {

    @Override
    public void apply(Row from, Row into, RandomStream random) {
        from.copy(into);
        change.accept(into, random);
    }

    @Override
    public String toString() {
        return "inPlace(" + Describe.function(change) + ")";
    }

    @Override
    public boolean keepsLabels() {
        return true;
    }
}
