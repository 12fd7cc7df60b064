package org.librate.tuning.study.pruner;

/**
 * Gives a trial up whose best report so far is worse than the median of what complete trials reported at the same step.
 *
 * <pre>{@code
 * Study.minimise("loss").withPruner(MedianPruner.create().withWarmup(3))
 * }</pre>
 */
public final class MedianPruner {

    private MedianPruner() {
    }

    /** Once five trials are complete, from the first report on. */
    public static PercentilePruner create() {
        return PercentilePruner.keeping(0.5);
    }
}
