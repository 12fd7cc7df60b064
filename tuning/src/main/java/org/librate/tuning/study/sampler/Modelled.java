package org.librate.tuning.study.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        double[] values = history.goals().size() == 1 ? losses(known) : mixed(known, random);
        boolean changing = history.goals().size() > 1; // another mixture each time: nothing found for one holds for the next
        Warp warp = Warp.of(values);
        FittedGaussianProcess losses = fitted(history, "losses", plan, places, Arrays.stream(values).map(warp::of).toArray(), changing);
        List<FittedGaussianProcess> constraints = new ArrayList<>();
        int count = history.constraints().size();
        double[] bounds = new double[count];
        for (int c = 0; c < count; c++) {
            double[] measured = measured(history, c);
            double deviation = Math.max(1e-300, spread(measured));
            constraints.add(fitted(history, "constraint " + c, plan, places, Arrays.stream(measured).map(v -> v / deviation).toArray(), false));
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

    /** Fits with length scales that a function of the number of trials decides about, so that they are the same after a resume. */
    private static FittedGaussianProcess fitted(History history, String name, GaussianProcess plan, double[][] places, double[] values,
            boolean changing) {
        int n = values.length;
        int at = changing ? n : foundAt(n);
        Kept kept = history.memo(Modelled.class.getName() + name, Kept::new);
        FittedGaussianProcess model = kept.model;
        if (changing || model == null || kept.foundAt != at || kept.features != places[0].length) {
            model = plan.fit(Arrays.copyOf(places, at), Arrays.copyOf(values, at));
            kept.foundAt = at;
            kept.features = places[0].length;
        }
        kept.model = model.with(places, values);
        return kept.model;
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
    private static double[] losses(Known known) {
        double[] losses = new double[known.size()];
        double worst = Double.NEGATIVE_INFINITY;
        for (int trial = 0; trial < losses.length; trial++) {
            losses[trial] = known.tier(trial) == Known.PRUNED ? known.score(trial) : known.history().loss(trial);
            worst = Math.max(worst, Double.isNaN(losses[trial]) ? worst : losses[trial]);
        }
        for (int trial = 0; trial < losses.length; trial++) {
            losses[trial] = Double.isNaN(losses[trial]) ? worst : losses[trial];
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
    private static double[] measured(History history, int constraint) {
        double[] measured = new double[history.size()];
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

    private static double spread(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    }
}
