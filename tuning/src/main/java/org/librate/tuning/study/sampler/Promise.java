package org.librate.tuning.study.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
    private static final int AT_ONCE = 128;
    private static final long DRAWN_AFTER = 1L << 32; // numbers below are for the function that is drawn

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
        List<double[]> some = kept(features, places.subList(0, Math.min(500, places.size())), random);
        return some.get(acquisition.choose(losses, some.stream().map(features::of).toArray(double[][]::new), random));
    }

    /** Of each place it is drawn whether it keeps the constraints; where none does, the likeliest is left. */
    private List<double[]> kept(Features features, List<double[]> places, RandomStream random) {
        if (bounds.length == 0) {
            return places;
        }
        List<double[]> kept = new ArrayList<>();
        double[] likeliest = places.get(0);
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < places.size(); i++) {
            double[] at = features.of(places.get(i));
            double log = 0;
            for (int c = 0; c < bounds.length; c++) {
                log += logKept(constraints.get(c).at(at), bounds[c]);
            }
            if (log > highest) {
                highest = log;
                likeliest = places.get(i);
            }
            if (random.uniform(DRAWN_AFTER + i) < Math.exp(log)) {
                kept.add(places.get(i));
            }
        }
        return kept.isEmpty() || !anyFeasible ? List.of(likeliest) : kept;
    }

    /** The score at a place. */
    double at(double[] place) {
        return at(new double[][] {place})[0];
    }

    private double[] at(double[][] places) {
        double[] scores = new double[places.length];
        if (anyFeasible) {
            Belief[] beliefs = losses.at(places);
            Arrays.setAll(scores, i -> score(beliefs[i]));
        }
        for (int c = 0; c < bounds.length; c++) {
            Belief[] beliefs = constraints.get(c).at(places);
            double bound = bounds[c];
            for (int i = 0; i < scores.length; i++) {
                scores[i] += logKept(beliefs[i], bound);
            }
        }
        return scores;
    }

    /**
     * The numbers of the most promising of these places, so many, the best first. Improvement is looked at exactly only where it could be large
     * enough: more deviation makes more of it, and constraints only less.
     */
    int[] best(double[][] places, int count) {
        double[] most = new double[places.length];
        if (anyFeasible && acquisition instanceof Acquisition.ExpectedImprovement) {
            Belief[] beliefs = losses.atMost(places);
            Arrays.setAll(most, i -> score(beliefs[i]));
        } else {
            Arrays.fill(most, Double.POSITIVE_INFINITY);
        }
        int[] hopeful = byScore(most);
        double[] scores = new double[places.length];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        double enough = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < hopeful.length && most[hopeful[from]] >= enough; from += AT_ONCE) {
            int[] some = Arrays.copyOfRange(hopeful, from, Math.min(hopeful.length, from + AT_ONCE));
            double[] found = at(Arrays.stream(some).mapToObj(i -> places[i]).toArray(double[][]::new));
            for (int i = 0; i < some.length; i++) {
                scores[some[i]] = found[i];
            }
            int[] order = byScore(scores);
            enough = scores[order[Math.min(count, order.length) - 1]];
        }
        return Arrays.copyOf(byScore(scores), Math.min(count, places.length));
    }

    private static int[] byScore(double[] scores) {
        return IntStream.range(0, scores.length).boxed().sorted(Comparator.comparingDouble(i -> -scores[i])).mapToInt(Integer::intValue).toArray();
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
                double found = at(features.of(place));
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
            return at(features.of(place));
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
        }, start, new double[n], high, STEPS, 1e-5, 1e-9);
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
