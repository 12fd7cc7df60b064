package org.librate.imbalance.under;

import java.util.Arrays;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Keeps some rows of large classes, drawn at random. Columns of any type, and missing values, go through.
 *
 * <pre>{@code
 * Resampled fewer = RandomUnderSampler.create().to(Balance.ratio(0.25)).withSeed(7).apply(table);
 * }</pre>
 *
 * @param balance how many rows come out
 * @param replacement whether a row may be drawn several times
 * @param seed for what is drawn
 */
public record RandomUnderSampler(Balance balance, boolean replacement, long seed) implements RowSampler<RandomUnderSampler> {

    /** As many rows of every class as the smallest has, each at most once. */
    public static RandomUnderSampler create() {
        return new RandomUnderSampler(Balance.auto(), false, 0);
    }

    @Override
    public RandomUnderSampler to(Balance balance) {
        return new RandomUnderSampler(balance, replacement, seed);
    }

    /** Whether a row may be drawn several times. */
    public RandomUnderSampler withReplacement(boolean replacement) {
        return new RandomUnderSampler(balance, replacement, seed);
    }

    @Override
    public RandomUnderSampler withSeed(long seed) {
        return new RandomUnderSampler(balance, replacement, seed);
    }

    @Override
    public Features features() {
        return Features.ANY;
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        int[] keep = balance.toKeep(name(), rows);
        int[] all = new int[Arrays.stream(keep).sum()];
        int at = 0;
        for (int label = 0; label < keep.length; label++) {
            int[] own = rows.of(label);
            RandomStream drawn = random.branch(label).at(0);
            boolean some = keep[label] < own.length;
            int[] places = !some ? new int[0] : replacement ? drawn.integers(keep[label], 0, own.length) : drawn.choice(own.length, keep[label]);
            for (int i = 0; i < keep[label]; i++) {
                all[at++] = some ? own[places[i]] : own[i];
            }
        }
        Arrays.sort(all);
        return Draft.keeping(all);
    }
}
