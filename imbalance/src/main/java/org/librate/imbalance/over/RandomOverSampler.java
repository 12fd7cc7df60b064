package org.librate.imbalance.over;

import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Copies rows of small classes, drawn with replacement. Columns of any type, and missing values, go through.
 *
 * <p>With a shrinkage above 0 each copy is moved by normal noise (smoothed bootstrap, ROSE of Menardi and Torelli 2014), of a deviation in each
 * number of shrinkage · (4 / ((d + 2) n))^(1 / (d + 4)) · (deviation of the class) for a class of n rows of d numbers,
 * which then must all be known. (imbalanced-learn puts the number of all rows in the place of n.)
 *
 * <pre>{@code
 * Resampled more = RandomOverSampler.create().withSeed(7).apply(table);
 * }</pre>
 *
 * @param balance how many rows come out
 * @param shrinkage how much the copies are moved; 0 for not at all
 * @param seed for what is drawn
 */
public record RandomOverSampler(Balance balance, double shrinkage, long seed) implements RowSampler<RandomOverSampler> {

    public RandomOverSampler {
        Check.notNegative("RandomOverSampler", "shrinkage", shrinkage);
    }

    /** Copies, until every class is as large as the largest. */
    public static RandomOverSampler create() {
        return new RandomOverSampler(Balance.auto(), 0, 0);
    }

    @Override
    public RandomOverSampler to(Balance balance) {
        return new RandomOverSampler(balance, shrinkage, seed);
    }

    /** How much the copies are moved; 1 is the amount that suits normal data. */
    public RandomOverSampler withShrinkage(double shrinkage) {
        return new RandomOverSampler(balance, shrinkage, seed);
    }

    @Override
    public RandomOverSampler withSeed(long seed) {
        return new RandomOverSampler(balance, shrinkage, seed);
    }

    @Override
    public Features features() {
        return shrinkage > 0 ? Features.NUMBERS : Features.ANY;
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        int[] more = balance.toAdd(name(), rows);
        Draft draft = Draft.keepingAll(rows);
        for (int label = 0; label < more.length; label++) {
            if (more[label] > 0) {
                int[] own = rows.of(label);
                RandomSource drawn = random.branch(label);
                NewRows copies = Copies.of(label, own, more[label], drawn);
                draft = draft.with(shrinkage > 0 ? copies.withValues(moved(rows, own, copies, drawn)) : copies);
            }
        }
        return draft;
    }

    private double[] moved(Rows rows, int[] own, NewRows copies, RandomSource drawn) {
        int width = rows.width();
        double[] deviations = Spread.deviations(rows, own);
        double scale = shrinkage * Math.pow(4.0 / ((width + 2.0) * own.length), 1.0 / (width + 4));
        double[] values = new double[Math.multiplyExact(copies.size(), width)];
        for (int i = 0; i < copies.size(); i++) {
            RandomStream noise = drawn.at(i);
            for (int j = 0; j < width; j++) {
                values[i * width + j] = rows.value(copies.first(i), j) + scale * deviations[j] * noise.normal(1 + j);
            }
        }
        return values;
    }
}
