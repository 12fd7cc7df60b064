package org.librate.benchmarks.compare;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.librate.benchmarks.Case;
import org.librate.benchmarks.Fact;
import org.librate.benchmarks.augment.AugmentCases;
import org.librate.benchmarks.imbalance.ImbalanceCases;
import org.librate.benchmarks.kernels.KernelCases;
import org.librate.benchmarks.tabular.TabularCases;
import org.librate.benchmarks.train.TrainCases;
import org.librate.benchmarks.train.TrainFacts;
import org.librate.benchmarks.tuning.TuningCases;

/**
 * The comparisons there are, by name. A new one is a line here, its cases in Java, and the peer's under the same names in
 * {@code peers/<name>.py}.
 *
 * @param isWithDl4j whether Deeplearning4j takes part, as the second peer
 * @param isAlone whether each case runs in a process of its own, and its memory is measured too
 */
record Comparisons(Unit unit, boolean isWithDl4j, boolean isAlone, Supplier<Map<String, Case>> casesOf, Supplier<Map<String, Fact>> factsOf) {

    private static final Map<String, Comparisons> ALL = new TreeMap<>(Map.of(
            "augment", new Comparisons(Unit.MILLISECONDS, false, false, AugmentCases::all, Map::of),
            "imbalance", new Comparisons(Unit.MILLISECONDS, false, true, ImbalanceCases::all, Map::of),
            "kernels", new Comparisons(Unit.MICROSECONDS, false, false, KernelCases::all, Map::of),
            "tabular", new Comparisons(Unit.MILLISECONDS, false, false, TabularCases::all, Map::of),
            "train", new Comparisons(Unit.MILLISECONDS, true, false, TrainCases::all, TrainFacts::all),
            "tuning", new Comparisons(Unit.MILLISECONDS, false, false, TuningCases::all, TuningCases::facts)));

    Map<String, Case> cases() {
        return casesOf.get();
    }

    Map<String, Fact> facts() {
        return factsOf.get();
    }

    static Comparisons named(String comparison) {
        Comparisons found = ALL.get(comparison);
        if (found == null) {
            throw new IllegalArgumentException("compare: there is no comparison \"" + comparison + "\". There are " + new TreeSet<>(ALL.keySet())
                    + ".");
        }
        return found;
    }
}
