package org.librate.tuning.study.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.librate.core.random.RandomSource;
import org.librate.tuning.study.History;
import org.librate.tuning.surrogate.FittedGaussianProcess;
import org.librate.tuning.surrogate.GaussianProcess;

/**
 * The Gaussian processes of a history: one of the losses, one of each constraint.
 *
 * @param bounds what each constraint's model may be at most
 * @param best the lowest loss that is known to keep the constraints, as its model sees it
 */
record Modelled(FittedGaussianProcess losses, List<FittedGaussianProcess> constraints, double[] bounds, double best, boolean anyFeasible) {

    private static final int EACH = 25;       // up to so many trials length scales are found for each
    private static final double MORE = 1.04;  // after so many times as many trials they are found again

    /** Length scales that were found, and the model as it was when they were last used. */
    private static final class Kept {
        int foundAt = -1;
        int features;
        @Nullable FittedGaussianProcess model;
    }

    static Modelled of(Known known, Features features, RandomSource random) {
        History history = known.history();
        int n = known.size();
        double[][] places = new double[n][];
        for (int trial = 0; trial < n; trial++) {
            places[trial] = features.of(known, trial);
        }
        GaussianProcess plan = GaussianProcess.create().withCategories(features.categories());
        boolean changing = history.goals().size() > 1; // another mixture each time: nothing found for one holds for the next
        FittedGaussianProcess losses = fitted(history, "losses", plan, places, changing,
                trials -> warped(changing ? mixed(known, random) : losses(known, trials)));
        List<FittedGaussianProcess> constraints = new ArrayList<>();
        int count = history.constraints().size();
        double[] bounds = new double[count];
        for (int c = 0; c < count; c++) {
            int number = c;
            constraints.add(fitted(history, "constraint " + c, plan, places, false, trials -> scaled(measured(history, number, trials))));
        }
        double best = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < n; trial++) {
            if (known.tier(trial) == Known.FEASIBLE) {
                best = Math.min(best, count == 0 ? losses.best() : losses.mean(places[trial]));
            }
            if (count == 0 && best < Double.POSITIVE_INFINITY) {
                break;
            }
        }
        boolean anyFeasible = best < Double.POSITIVE_INFINITY;
        double[][] running = new double[history.pending()][];
        for (int p = 0; p < running.length; p++) {
            running[p] = features.of(known, n + p);
        }
        if (running.length > 0) {
            losses = losses.expecting(running);
            constraints.replaceAll(model -> model.expecting(running));
        }
        return new Modelled(losses, constraints, bounds, anyFeasible || count > 0 ? best : losses.best(), anyFeasible || count == 0);
    }

    /**
     * Fits with length scales that a function of the number of trials decides about, from what was known then alone, so that they are the same after
     * a resume.
     *
     * @param values the values of the first so many trials, as they are seen when no more are known
     */
    private static FittedGaussianProcess fitted(History history, String name, GaussianProcess plan, double[][] places, boolean changing,
            IntFunction<double[]> values) {
        int n = places.length;
        int at = changing ? n : foundAt(n);
        Kept kept = history.memo(Modelled.class.getName() + name, Kept::new);
        FittedGaussianProcess model = kept.model;
        if (changing || model == null || kept.foundAt != at || kept.features != places[0].length) {
            model = plan.fit(Arrays.copyOf(places, at), values.apply(at));
            kept.foundAt = at;
            kept.features = places[0].length;
        }
        FittedGaussianProcess grown = model.with(places, values.apply(n));
        kept.model = grown;
        return grown;
    }

    private static double[] warped(double[] losses) {
        Warp warp = Warp.of(losses);
        return Arrays.stream(losses).map(warp::of).toArray();
    }

    private static double[] scaled(double[] measured) {
        double deviation = scale(measured);
        return Arrays.stream(measured).map(v -> v / deviation).toArray();
    }

    /** The number of trials after which length scales for so many were found. */
    static int foundAt(int n) {
        int at = Math.min(n, EACH);
        while (Math.max(at + 1, (int) Math.ceil(at * MORE)) <= n) {
            at = Math.max(at + 1, (int) Math.ceil(at * MORE));
        }
        return at;
    }

    /** Losses; a pruned trial has its last report, a failed one the worst of all. */
    private static double[] losses(Known known, int trials) {
        double[] losses = new double[trials];
        double worst = Double.NEGATIVE_INFINITY;
        for (int trial = 0; trial < losses.length; trial++) {
            losses[trial] = known.tier(trial) == Known.PRUNED ? known.score(trial) : known.history().loss(trial);
            worst = Math.max(worst, Double.isNaN(losses[trial]) ? worst : losses[trial]);
        }
        for (int trial = 0; trial < losses.length; trial++) {
            losses[trial] = !Double.isNaN(losses[trial]) ? losses[trial] : worst > Double.NEGATIVE_INFINITY ? worst : 0;
        }
        return losses;
    }

    /** The largest of the goals' weighted losses, and a little of their sum: a mixture whose minimum is on the front, wherever the weights put it. */
    private static double[] mixed(Known known, RandomSource random) {
        History history = known.history();
        int goals = history.goals().size();
        int n = known.size();
        double[] weights = new double[goals];
        double sum = 0;
        for (int g = 0; g < goals; g++) {
            weights[g] = -Math.log(1 - random.stream("weights").at(0).uniform(g)); // even over all that are 1 in sum
            sum += weights[g];
        }
        double[] mixed = new double[n];
        double[] total = new double[n];
        Arrays.fill(mixed, Double.NEGATIVE_INFINITY);
        for (int g = 0; g < goals; g++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int trial = 0; trial < n; trial++) {
                double loss = history.loss(g, trial);
                low = Double.isNaN(loss) ? low : Math.min(low, loss);
                high = Double.isNaN(loss) ? high : Math.max(high, loss);
            }
            for (int trial = 0; trial < n; trial++) {
                double loss = history.loss(g, trial);
                double part = Double.isNaN(loss) ? 1 : high > low ? (loss - low) / (high - low) : 0;
                mixed[trial] = Math.max(mixed[trial], weights[g] / sum * part);
                total[trial] += 0.05 * weights[g] / sum * part;
            }
        }
        for (int trial = 0; trial < n; trial++) {
            mixed[trial] += total[trial];
        }
        return mixed;
    }

    /** What was measured of a constraint; what was not, or is not a number, is as bad as the worst, and not kept. */
    private static double[] measured(History history, int constraint, int trials) {
        double[] measured = new double[trials];
        double worst = 0;
        for (int trial = 0; trial < measured.length; trial++) {
            measured[trial] = history.constraint(constraint, trial);
            worst = Double.isFinite(measured[trial]) ? Math.max(worst, measured[trial]) : worst;
        }
        for (int trial = 0; trial < measured.length; trial++) {
            measured[trial] = Double.isFinite(measured[trial]) ? measured[trial] : worst;
        }
        return measured;
    }

    /** What values are divided by: their deviation, unless they are as good as the same. */
    static double scale(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        return deviation > 1e-12 * largest && Double.isFinite(deviation) ? deviation : Math.max(1, largest);
    }
}
