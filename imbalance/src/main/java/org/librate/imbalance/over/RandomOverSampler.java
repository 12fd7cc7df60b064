package org.librate.imbalance.over;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
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
 * @param shrinkages the same for some classes, by name, in the place of that
 * @param seed for what is drawn
 */
public record RandomOverSampler(Balance balance, double shrinkage, Map<String, Double> shrinkages, long seed)
        implements RowSampler<RandomOverSampler> {

    private static final String NAME = "RandomOverSampler";

    public RandomOverSampler {
        Check.notNegative(NAME, "shrinkage", shrinkage);
        shrinkages = Collections.unmodifiableMap(new TreeMap<>(shrinkages));
        shrinkages.forEach((name, some) -> Check.notNegative(NAME, "the shrinkage of \"" + name + "\"", some));
    }

    /** Copies, until every class is as large as the largest. */
    public static RandomOverSampler create() {
        return new RandomOverSampler(Balance.auto(), 0, Map.of(), 0);
    }

    @Override
    public RandomOverSampler to(Balance balance) {
        return new RandomOverSampler(balance, shrinkage, shrinkages, seed);
    }

    /** How much the copies are moved; 1 is the amount that suits normal data. */
    public RandomOverSampler withShrinkage(double shrinkage) {
        return new RandomOverSampler(balance, shrinkage, shrinkages, seed);
    }

    /**
     * How much the copies of some classes are moved; those of others as before.
     *
     * <pre>{@code
     * RandomOverSampler.create().withShrinkages(Map.of("fraud", 0.5, "chargeback", 1.0))
     * }</pre>
     */
    public RandomOverSampler withShrinkages(Map<String, Double> shrinkages) {
        return new RandomOverSampler(balance, shrinkage, shrinkages, seed);
    }

    @Override
    public RandomOverSampler withSeed(long seed) {
        return new RandomOverSampler(balance, shrinkage, shrinkages, seed);
    }

    @Override
    public Features features() {
        return shrinkage > 0 || shrinkages.values().stream().anyMatch(some -> some > 0) ? Features.NUMBERS : Features.ANY;
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        Check.require(rows.classNames().containsAll(shrinkages.keySet()), NAME, "shrinkages must name classes that are there, " + rows.classNames(),
                shrinkages.keySet());
        return Draft.adding(rows, balance.toAdd(name(), rows), random, (label, count, drawn) -> {
            int[] own = rows.of(label);
            NewRows copies = Copies.of(label, own, count, drawn);
            double some = shrinkages.getOrDefault(rows.classNames().get(label), shrinkage);
            return some > 0 ? copies.withValues(moved(rows, own, copies, some, drawn)) : copies;
        });
    }

    private static double[] moved(Rows rows, int[] own, NewRows copies, double shrinkage, RandomSource drawn) {
        int width = rows.width();
        double[] deviations = Spread.deviations(rows, own);
        double scale = shrinkage * Math.pow(4.0 / ((width + 2.0) * own.length), 1.0 / (width + 4));
        double[] values = new double[Rows.cells(NAME, copies.size(), width)];
        for (int i = 0; i < copies.size(); i++) {
            RandomStream noise = drawn.at(i);
            for (int j = 0; j < width; j++) {
                values[i * width + j] = rows.value(copies.first(i), j) + scale * deviations[j] * noise.normal(1 + j);
            }
        }
        return values;
    }
}
