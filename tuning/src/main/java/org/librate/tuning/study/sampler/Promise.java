package org.librate.tuning.study.sampler;

import java.util.Arrays;
import java.util.List;
import org.librate.core.random.RandomStream;
import org.librate.tuning.surrogate.Acquisition;
import org.librate.tuning.surrogate.Belief;
import org.librate.tuning.surrogate.BoundedLbfgs;
import org.librate.tuning.surrogate.FittedGaussianProcess;
import org.librate.tuning.surrogate.NormalLaw;

/** How promising a place is, on a logarithmic scale for improvement: by the acquisition, and by the probability that constraints are kept. */
final class Promise {

    private static final int STEPS = 30;
    private static final int ROUNDS = 2; // of numbers with steps and categories, each followed by the others
    private static final int EVERY_VALUE = 16;

    private final Acquisition acquisition;
    private final FittedGaussianProcess losses;
    private final List<FittedGaussianProcess> constraints;
    private final double[] bounds;
    private final double best;
    private final boolean anyFeasible;

    /** @param leap by how many of the function's deviations an improvement must be larger to count */
    Promise(Acquisition acquisition, Modelled modelled, double leap) {
        this.acquisition = acquisition;
        this.losses = modelled.losses();
        this.constraints = modelled.constraints();
        this.bounds = modelled.bounds();
        this.best = modelled.best() - leap * modelled.losses().prior();
        this.anyFeasible = modelled.anyFeasible();
    }

    /** Whether it has a score at each place; else a function is drawn as a whole. */
    boolean isSmooth() {
        return !(acquisition instanceof Acquisition.Thompson);
    }

    double[] drawn(Features features, List<double[]> places, RandomStream random) {
        List<double[]> some = places.subList(0, Math.min(500, places.size()));
        return some.get(acquisition.choose(losses, some.stream().map(features::of).toArray(double[][]::new), random));
    }

    /** The score at a place, or minus infinity where it cannot be as high as this. */
    double at(double[] place, double enough) {
        if (constraints.isEmpty() && acquisition instanceof Acquisition.ExpectedImprovement
                && score(new Belief(losses.mean(place), losses.prior())) < enough) { // would be less with a smaller deviation
            return Double.NEGATIVE_INFINITY;
        }
        double score = anyFeasible ? score(losses.at(place)) : 0;
        for (int c = 0; c < bounds.length; c++) {
            score += logKept(constraints.get(c).at(place), bounds[c]);
        }
        return score;
    }

    private double score(Belief belief) {
        return acquisition instanceof Acquisition.ExpectedImprovement ? Acquisition.logExpectedImprovement().score(belief, best)
                : acquisition.score(belief, best);
    }

    private static double logKept(Belief belief, double bound) {
        return logBelow((bound - belief.mean()) / belief.deviation());
    }

    private static double logBelow(double z) {
        return z > -8 ? Math.log(NormalLaw.below(z)) : -0.5 * z * z - NormalLaw.LOG_ROOT_2_PI + Math.log(NormalLaw.mills(-z));
    }

    /** Improves a place: numbers without steps by their slopes, others by trying their values in turn. Gives the score reached. */
    double climb(Features features, double[] place) {
        double score = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            score = alongSlopes(features, place);
            boolean moved = false;
            for (int a = 0; a < place.length; a++) {
                if (features.axis(a).count() > 1 && !features.isFixed(a) && !Double.isNaN(place[a])) {
                    double before = place[a];
                    double better = bestValue(features, place, a, score);
                    moved |= place[a] != before;
                    score = better;
                }
            }
            if (!moved) {
                break;
            }
        }
        return score;
    }

    private double bestValue(Features features, double[] place, int axis, double score) {
        int count = features.axis(axis).count();
        int own = Math.min(count - 1, features.axis(axis).indexOf(features.axis(axis).atUnit(place[axis])));
        double chosen = place[axis];
        double highest = score;
        for (int i = 0; i < Math.min(count, EVERY_VALUE); i++) {
            int step = count <= EVERY_VALUE ? i - own : (i % 2 == 0 ? 1 : -1) << i / 2; // all, or 1, 2, 4, .. away
            int value = own + step;
            if (step != 0 && value >= 0 && value < count) {
                double there = features.axis(axis).isCategorical() ? (value + 0.5) / count
                        : features.axis(axis).unit(features.axis(axis).valueAt(value));
                place[axis] = there;
                double found = at(features.of(place), highest);
                if (found > highest) {
                    highest = found;
                    chosen = there;
                }
            }
        }
        place[axis] = chosen;
        return highest;
    }

    private double alongSlopes(Features features, double[] place) {
        int[] free = new int[place.length];
        int n = 0;
        for (int a = 0; a < place.length; a++) {
            if (features.axis(a).count() == 0 && !Double.isNaN(place[a])) {
                free[n++] = a;
            }
        }
        if (n == 0 || !anyFeasible && bounds.length == 0) {
            return at(features.of(place), Double.NEGATIVE_INFINITY);
        }
        int[] axes = Arrays.copyOf(free, n);
        double[] start = new double[n];
        double[] high = new double[n];
        Arrays.fill(high, 1);
        for (int i = 0; i < n; i++) {
            start[i] = place[axes[i]];
        }
        double[] at = features.of(place);
        BoundedLbfgs.Minimum minimum = BoundedLbfgs.find((point, gradient) -> {
            for (int i = 0; i < axes.length; i++) {
                at[axes[i]] = point[i];
            }
            return minus(at, axes, gradient);
        }, start, new double[n], high, STEPS, 1e-5);
        for (int i = 0; i < n; i++) {
            place[axes[i]] = minimum.point()[i];
        }
        return -minimum.value();
    }

    private double minus(double[] at, int[] axes, double[] gradient) {
        double[] meanSlope = new double[at.length];
        double[] deviationSlope = new double[at.length];
        Arrays.fill(gradient, 0);
        double score = 0;
        if (anyFeasible) {
            Belief belief = losses.at(at, meanSlope, deviationSlope);
            score = score(belief);
            double byMean;
            double byDeviation;
            if (acquisition instanceof Acquisition.ExpectedImprovement) {
                double z = (best - belief.mean()) / belief.deviation();
                double slope = NormalLaw.logExpectedExcessSlope(z);
                byMean = -slope / belief.deviation();
                byDeviation = (1 - z * slope) / belief.deviation();
            } else { // of any other rule
                double h = 1e-6 * belief.deviation();
                byMean = (score(new Belief(belief.mean() + h, belief.deviation()))
                        - score(new Belief(belief.mean() - h, belief.deviation()))) / (2 * h);
                byDeviation = (score(new Belief(belief.mean(), belief.deviation() + h))
                        - score(new Belief(belief.mean(), belief.deviation() - h))) / (2 * h);
            }
            add(gradient, axes, byMean, meanSlope, byDeviation, deviationSlope);
        }
        for (int c = 0; c < bounds.length; c++) {
            Belief belief = constraints.get(c).at(at, meanSlope, deviationSlope);
            double z = (bounds[c] - belief.mean()) / belief.deviation();
            double kept = logBelow(z);
            double slope = Math.exp(-0.5 * z * z - NormalLaw.LOG_ROOT_2_PI - kept);
            score += kept;
            add(gradient, axes, -slope / belief.deviation(), meanSlope, -slope * z / belief.deviation(), deviationSlope);
        }
        return -score;
    }

    private static void add(double[] gradient, int[] axes, double byMean, double[] meanSlope, double byDeviation, double[] deviationSlope) {
        for (int i = 0; i < axes.length; i++) {
            gradient[i] -= byMean * meanSlope[axes[i]] + byDeviation * deviationSlope[axes[i]];
        }
    }
}
