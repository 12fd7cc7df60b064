package org.librate.imbalance.under;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.neighbor.Neighbors;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rows of large classes that are near to the smallest class (Mani and Zhang 2003), by one of three measures:
 *
 * <ul>
 * <li>{@link #nearest()}: the mean distance to the k nearest rows of the smallest class is small;
 * <li>{@link #farthest()}: the mean distance to its k farthest rows is small;
 * <li>{@link #surrounding()}: only rows come into question that are among the {@linkplain #withCandidates nearest few} of a row of the smallest
 *     class, so that each of these stays surrounded; of them, those with a <em>large</em> mean distance to their k nearest. There may be fewer than
 *     asked for: then all of them stay.
 * </ul>
 *
 * <pre>{@code
 * Resampled border = NearMiss.nearest().to(Balance.ratio(0.5)).apply(table);
 * }</pre>
 *
 * @param measure how rows are chosen
 * @param neighbors k
 * @param candidates how many rows around each row of the smallest class come into question, for {@link Measure#SURROUNDING}
 * @param balance how many rows stay
 * @param seed not used: nothing is drawn
 */
public record NearMiss(Measure measure, int neighbors, int candidates, Balance balance, long seed) implements RowSampler<NearMiss> {

    /** What is measured; elsewhere they are called versions 1, 2 and 3. */
    public enum Measure {
        NEAREST,
        FARTHEST,
        SURROUNDING
    }

    private static final Logger LOG = LoggerFactory.getLogger(NearMiss.class);

    public NearMiss {
        Check.positive("NearMiss", "neighbors", neighbors);
        Check.positive("NearMiss", "candidates", candidates);
    }

    /** By the three nearest rows of the smallest class: version 1. */
    public static NearMiss nearest() {
        return of(Measure.NEAREST);
    }

    /** By the three farthest rows of the smallest class: version 2. */
    public static NearMiss farthest() {
        return of(Measure.FARTHEST);
    }

    /** Among the three nearest rows of each row of the smallest class: version 3. */
    public static NearMiss surrounding() {
        return of(Measure.SURROUNDING);
    }

    private static NearMiss of(Measure measure) {
        return new NearMiss(measure, 3, 3, Balance.auto(), 0);
    }

    public NearMiss withNeighbors(int neighbors) {
        return new NearMiss(measure, neighbors, candidates, balance, seed);
    }

    /** How many rows around each row of the smallest class come into question, for {@link #surrounding()}. */
    public NearMiss withCandidates(int candidates) {
        return new NearMiss(measure, neighbors, candidates, balance, seed);
    }

    @Override
    public NearMiss to(Balance balance) {
        return new NearMiss(measure, neighbors, candidates, balance, seed);
    }

    @Override
    public NearMiss withSeed(long seed) {
        return new NearMiss(measure, neighbors, candidates, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        int[] keep = balance.toKeep(name(), rows);
        int smallest = rows.smallest();
        int[] rare = rows.of(smallest);
        Check.require(rare.length >= neighbors, name(),
                "the smallest class, \"" + rows.classNames().get(smallest) + "\", needs at least " + neighbors + " rows (neighbors)",
                rare.length, "Use withNeighbors(" + rare.length + ") or fewer, or RandomUnderSampler.");
        int[][] parts = new int[keep.length][];
        Arrays.setAll(parts, c -> keep[c] == rows.count(c) ? rows.of(c) : chosen(rows, rows.of(c), rare, keep[c]));
        return Draft.keeping(Kept.sorted(parts));
    }

    private int[] chosen(Rows rows, int[] own, int[] rare, int keep) {
        return switch (measure) {
            case NEAREST -> Kept.smallest(own, means(Kept.nearest(rows, own, rare, neighbors)), keep);
            case FARTHEST -> Kept.smallest(own, means(Kept.farthest(rows, own, rare, neighbors)), keep);
            case SURROUNDING -> surrounding(rows, own, rare, keep);
        };
    }

    private int[] surrounding(Rows rows, int[] own, int[] rare, int keep) {
        Neighbors around = Kept.nearest(rows, rare, own, Math.min(candidates, own.length));
        int[] candidate = Arrays.stream(around.rows()).distinct().sorted().map(i -> own[i]).toArray();
        if (candidate.length < keep) {
            LOG.warn("{}: class \"{}\" keeps {} rows, {} were asked for: no more are among the {} nearest of a row of the smallest class.", this,
                    rows.classNames().get(rows.label(own[0])), candidate.length, keep, candidates);
            return candidate;
        }
        double[] means = means(Kept.nearest(rows, candidate, rare, neighbors));
        return Kept.smallest(candidate, Arrays.stream(means).map(mean -> -mean).toArray(), keep);
    }

    private static double[] means(Neighbors near) {
        double[] means = new double[near.queries()];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (int rank = 0; rank < near.k(); rank++) {
                sum += near.distance(i, rank);
            }
            means[i] = sum / near.k();
        }
        return means;
    }
}
