package org.librate.tuning.study.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;
import org.librate.tuning.surrogate.Acquisition;

/**
 * Bayesian optimisation with a Gaussian process: it models what a trial would reach, and tries what is most promising. Needs the fewest trials of
 * all samplers where parameters are numbers, and takes some hundredths of a second for each; meant for up to some hundred trials that cost more
 * than that.
 *
 * <pre>{@code
 * Study.minimise("loss").withSampler(GpSampler.create())
 * }</pre>
 *
 * <p>Losses over orders of magnitude are seen as logarithms. Numbers with steps are modelled at their values, categories as equally far apart.
 * Parameters that are not always there are modelled too: a missing one as being in the middle, with a feature that says it is missing. Only
 * combinations of parameters that a trial has had are proposed then. Constraints have a model each, and a place counts by the probability that all
 * are kept. A failed trial counts as the worst one, a pruned one as its last report. Running trials are taken to reach what is expected of them,
 * so that several spread out. With several goals each trial looks at one random mixture of them (Knowles 2006).
 *
 * <p>Every fifth trial counts only large improvements, which keeps it from polishing one good place while a better one is elsewhere. Length scales
 * are found anew for each of the first 25 trials, later whenever there are 4 % more.
 */
public final class GpSampler implements Sampler {

    private static final String NAME = "GpSampler";
    private static final int HALVINGS = 20;
    private static final double SAME = 1e-9; // of a parameter's range
    private static final int STARTUP = 10;
    private static final int EVERY = 5;     // so many trials, one looks for a large improvement:
    private static final double LEAP = 0.3; // of the function's deviation, where the others may polish what is good already

    private final int startup;
    private final Acquisition acquisition;
    private final int candidates;

    private GpSampler(int startup, Acquisition acquisition, int candidates) {
        this.startup = startup;
        this.acquisition = acquisition;
        this.candidates = candidates;
    }

    public static GpSampler create() {
        return new GpSampler(STARTUP, Acquisition.logExpectedImprovement(), 2000);
    }

    /** How many trials are drawn at random first; 10 unless said otherwise. */
    public GpSampler withStartup(int trials) {
        return new GpSampler(Check.positive(NAME, "number of startup trials", trials), acquisition, candidates);
    }

    /** By what it chooses; {@link Acquisition#logExpectedImprovement} unless said otherwise. */
    public GpSampler withAcquisition(Acquisition acquisition) {
        return new GpSampler(startup, acquisition, candidates);
    }

    /** How many places are looked at before the most promising ones are improved on; 2000 unless said otherwise. */
    public GpSampler withCandidates(int candidates) {
        return new GpSampler(startup, acquisition, Check.positive(NAME, "number of candidates", candidates));
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        List<Axis> axes = history.axes();
        Known known = Known.of(history);
        if (history.next() < startup || known.usable() < 2 || axes.isEmpty()) {
            double[] row = new double[axes.size()];
            for (int a = 0; a < row.length; a++) {
                row[a] = draw(axes.get(a), history, random);
            }
            return row;
        }
        RandomSource own = random.stream("gp");
        Features features = Features.of(known);
        Modelled modelled = Modelled.of(known, features, own);
        Promise promise = new Promise(acquisition, modelled, history.next() % EVERY == 0 ? LEAP : 0);
        return row(history, choose(known, features, promise, own));
    }

    private static double[] row(History history, double[] place) {
        double[] row = new double[place.length];
        for (int a = 0; a < row.length; a++) {
            row[a] = Double.isNaN(place[a]) ? Double.NaN : history.axes().get(a).atUnit(place[a]);
        }
        return row;
    }

    private double[] choose(Known known, Features features, Promise promise, RandomSource random) {
        int axes = features.axes();
        List<double[]> places = new ArrayList<>();
        RandomStream even = random.at(0);
        for (int i = 0; i < candidates; i++) {
            places.add(features.draw(known, even, i * (axes + 1L)));
        }
        int[] all = new int[known.size()];
        Arrays.setAll(all, i -> i);
        int[] best = Ranking.of(known).best(all, Math.min(5, all.length));
        RandomStream close = random.at(1);
        for (int i = 0; i < candidates / 10; i++) {
            int trial = best[i % best.length];
            double[] its = new double[axes];
            for (int a = 0; a < axes; a++) {
                its[a] = known.place(a, trial);
            }
            places.add(features.near(its, Math.pow(10, -1 - 2.0 * i / (candidates / 10.0)), close, 2L * axes * i));
        }
        Predicate<double[]> allowed = place -> known.history().isAllowed(row(known.history(), place));
        List<double[]> within = places.stream().filter(allowed).toList();
        places = within.isEmpty() ? places : within;
        if (!promise.isSmooth()) {
            return promise.drawn(features, places, random.at(2));
        }
        int[] starts = promise.best(places.stream().map(features::of).toArray(double[][]::new), known.size() > 200 ? 5 : 8);
        double[] chosen = places.get(0); // drawn from all
        for (int i = starts.length - 1; i >= 0; i--) {
            chosen = isKnown(known, places.get(starts[i])) ? chosen : places.get(starts[i]);
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (int start : starts) {
            double[] place = places.get(start).clone();
            double score = promise.climb(features, place);
            if (!allowed.test(place)) {
                place = back(places.get(start), place, allowed);
                score = promise.at(features.of(place));
            }
            if (score > highest && !isKnown(known, place)) {
                highest = score;
                chosen = place;
            }
        }
        return chosen;
    }

    /** Back to the last place on the way that rules allow: what they forbid is never tried, and so stays promising for ever. */
    private static double[] back(double[] from, double[] to, Predicate<double[]> allowed) {
        double[] last = from;
        double near = 0;
        double far = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double part = (near + far) / 2;
            double[] between = from.clone();
            for (int a = 0; a < between.length; a++) {
                between[a] += part * (to[a] - from[a]);
            }
            boolean isAllowed = allowed.test(between);
            near = isAllowed ? part : near;
            far = isAllowed ? far : part;
            last = isAllowed ? between : last;
        }
        return last;
    }

    /** Where the best is at a border all climbs end there, again and again: what is known already is not worth a trial. */
    private static boolean isKnown(Known known, double[] place) {
        for (int trial = 0; trial < known.all(); trial++) { // running ones too
            boolean same = true;
            for (int a = 0; a < place.length; a++) {
                double there = known.place(a, trial);
                same &= Double.isNaN(place[a]) ? Double.isNaN(there) : Math.abs(place[a] - there) < SAME;
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "GpSampler.create()" + (startup == STARTUP ? "" : ".withStartup(" + startup + ")")
                + (acquisition.equals(Acquisition.logExpectedImprovement()) ? "" : ".withAcquisition(" + acquisition + ")")
                + (candidates == 2000 ? "" : ".withCandidates(" + candidates + ")");
    }
}
