package org.librate.core.table;

import org.librate.core.data.Dataset;
import org.librate.core.data.DatasetView;

/** A table's rows as tensors, which keep the origins they have in the table. */
final class WithOrigins extends DatasetView {

    private final Origins origins;

    WithOrigins(Dataset rows, Origins origins) {
        super(rows);
        this.origins = origins;
    }

    @Override
    public long origin(int index) {
        return origins.get(index);
    }

    @Override
    public String toString() {
        return source().toString();
    }
}
