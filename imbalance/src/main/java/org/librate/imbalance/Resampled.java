package org.librate.imbalance;

import org.librate.core.table.Table;

/**
 * A resampled table, and where each of its rows came from: first the rows that were kept, then those that were made.
 *
 * @param table the columns are the same, in order, type, role and levels; a new row has the origin of its first parent. How frequent classes were
 *         before is its {@link Table#population}
 * @param kept the numbers that the kept rows had
 * @param made the new rows
 */
public record Resampled(Table table, int[] kept, MadeRows made) {

    public Resampled {
        kept = kept.clone();
    }

    @Override
    public int[] kept() {
        return kept.clone();
    }

    @Override
    public String toString() {
        return "Resampled[" + kept.length + " kept, " + made.size() + " made]";
    }
}
