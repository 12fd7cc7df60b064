package org.librate.imbalance;

import java.util.HashMap;
import java.util.Map;
import org.librate.core.learn.ClassCounts;
import org.librate.core.table.Table;

/** How frequent classes were before they were balanced. */
final class Population {

    private Population() {
    }

    /** Other rows for some, which say what these do of where they were drawn from, or how frequent classes were among these. */
    static Table of(Table before, Table after) {
        ClassCounts counts = ClassCounts.ofPopulation(before);
        Map<String, Double> byName = new HashMap<>();
        for (int k = 0; k < counts.classes(); k++) {
            byName.put(counts.names().get(k), counts.counts().get(k));
        }
        return after.withPopulation(byName);
    }
}
