package org.librate.imbalance.under;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Rows;

/** Editing of what the editing before has left. */
final class Editing {

    private Editing() {
    }

    /** What is kept of the rows of a step, by their numbers among these. */
    interface Step {
        int[] kept(Rows left, int step);
    }

    /**
     * Steps on what the step before left, until one has left another class with fewer rows than the smallest had at first, unless that is allowed. A
     * step that would remove all rows of a class is not made, nor any after it.
     *
     * @param untilNothingChanges whether a step that removes nothing is the last
     */
    static int[] repeated(Rows rows, int steps, boolean untilNothingChanges, boolean mayFallBelowSmallest, Step step) {
        int smallest = rows.smallest();
        int[] numbers = IntStream.range(0, rows.size()).toArray();
        Rows left = rows;
        for (int i = 0; i < steps; i++) {
            int[] kept = step.kept(left, i);
            if (Kept.emptied(left, kept) >= 0 || untilNothingChanges && kept.length == left.size()) {
                break;
            }
            int[] before = numbers;
            numbers = Arrays.stream(kept).map(row -> before[row]).toArray();
            Rows now = left.after(Draft.keeping(kept));
            left = now;
            boolean below = IntStream.range(0, rows.classes())
                    .anyMatch(c -> c != smallest && rows.count(c) > 0 && now.count(c) < rows.count(smallest));
            if (below && !mayFallBelowSmallest) {
                break;
            }
        }
        return numbers;
    }
}
