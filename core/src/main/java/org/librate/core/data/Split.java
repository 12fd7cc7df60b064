package org.librate.core.data;

/** Three parts of a dataset that share no row; {@code validation} and {@code test} may be empty. */
public record Split(Dataset train, Dataset validation, Dataset test) {

    /** As in {@code Split[train=1050, validation=225, test=225]}. */
    @Override
    public String toString() {
        return "Split[train=" + train.size() + ", validation=" + validation.size() + ", test=" + test.size() + "]";
    }
}
