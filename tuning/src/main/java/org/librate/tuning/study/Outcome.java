package org.librate.tuning.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.tuning.search.Param;

/**
 * What came of a trial.
 *
 * @param values the numbers of its parameters in the order it asked
 * @param objectives what it reached of each goal; NaN unless it is complete
 * @param continues the trial that it went on with, whose reports are the first of its own; -1 if it began anew
 * @param notes numbers worth keeping besides
 * @param started milliseconds since 1970
 */
record Outcome(int number, TrialState state, Map<Param<?>, Double> values, double[] objectives, Map<String, Double> constraints, int[] steps,
        double[] reports, int continues, @Nullable String failure, Map<String, Double> notes, long started, double seconds) {
}
