package org.librate.core.table;

import java.util.List;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;

/** A table's rows as tensors, which keep the origins they have in the table. */
record WithOrigins(Dataset rows, Origins origins) implements Dataset {

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<Field> fields() {
        return rows.fields();
    }

    @Override
    public void read(int index, Row into) {
        rows.read(index, into);
    }

    @Override
    public boolean isForTraining() {
        return rows.isForTraining();
    }

    @Override
    public long origin(int index) {
        return origins.get(index);
    }

    @Override
    public List<String> classNames() {
        return rows.classNames();
    }

    @Override
    public int[] labels() {
        return rows.labels();
    }

    @Override
    public String toString() {
        return rows.toString();
    }
}
