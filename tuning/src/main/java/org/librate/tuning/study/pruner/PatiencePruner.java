package org.librate.tuning.study.pruner;

import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Pruner;

/**
 * Gives a trial up that has not become better for some reports; or lets another pruner decide about it only then, for reports that go up and down.
 *
 * <pre>{@code
 * PatiencePruner.of(3).around(MedianPruner.create())
 * }</pre>
 */
public final class PatiencePruner implements Pruner {

    private final int patience;
    private final double minDelta;
    private final @Nullable Pruner inner;

    private PatiencePruner(int patience, double minDelta, @Nullable Pruner inner) {
        this.patience = patience;
        this.minDelta = minDelta;
        this.inner = inner;
    }

    /** How many reports in a row may be no better than the best before. */
    public static PatiencePruner of(int patience) {
        return new PatiencePruner(Check.notNegative("PatiencePruner", "patience", patience), 0, null);
    }

    /** By how much a report must be better to count; 0 unless told. */
    public PatiencePruner withMinDelta(double delta) {
        return new PatiencePruner(patience, Check.notNegative("PatiencePruner", "minDelta", delta), inner);
    }

    /** Who decides once the patience has come to its end. */
    public PatiencePruner around(Pruner pruner) {
        Check.require(!(pruner instanceof Halving), "PatiencePruner", "a pruner that stops every trial at its rungs cannot be put off", pruner,
                "Use SuccessiveHalving.");
        return new PatiencePruner(patience, minDelta, pruner);
    }

    @Override
    public boolean prunes(History history, int[] steps, double[] losses) {
        return isLate(losses) && (inner == null || inner.prunes(history, steps, losses));
    }

    /** Patience is with the first goal; who decides then sees all. */
    @Override
    public boolean prunesFor(History history, int[] steps, double[][] losses) {
        boolean late = isLate(Arrays.stream(losses).mapToDouble(report -> report[0]).toArray());
        return late && (inner == null || inner.prunesFor(history, steps, losses));
    }

    private boolean isLate(double[] losses) {
        int since = losses.length - patience - 1; // the reports before are what must be improved on
        if (since < 1) {
            return false;
        }
        double before = Reports.least(losses, 0, since);
        double lately = Reports.least(losses, since, losses.length);
        return !(Double.isNaN(before) ? !Double.isNaN(lately) : lately < before - minDelta);
    }

    @Override
    public OptionalInt promotes(History history) {
        return inner == null ? OptionalInt.empty() : inner.promotes(history);
    }

    @Override
    public int settled(History history) {
        return inner == null ? 0 : inner.settled(history);
    }

    @Override
    public String toString() {
        return "PatiencePruner.of(" + patience + ")" + (minDelta == 0 ? "" : ".withMinDelta(" + minDelta + ")") + (inner == null ? "" : ".around("
                + inner + ")");
    }
}
