package org.librate.tuning.study.sampler;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;

/**
 * A tree-structured Parzen estimator: it keeps one density of good trials and one of the others, draws some candidates from the good one, and
 * takes the candidate that is most likely under the good density compared with the other. Works for every kind of space and costs next to nothing.
 *
 * <pre>{@code
 * Study.minimise("loss").withSampler(Tpe.create())
 * Study.minimise("loss").withSampler(Tpe.create().withStartup(20).withDistance(kernel, (a, b) -> Math.abs(a.size() - b.size())))
 * }</pre>
 *
 * <p>Parameters are modelled together, so that it learns which go with which. Where some are not always there, those that come together are
 * modelled together, each group by the trials that had it. Good are a tenth of the trials, at most 25, the better ones with more weight; trials
 * that failed, broke a constraint or are still running count among the others, so that several running ones spread out. With several goals, good
 * is what few others dominate.
 *
 * <p>After Bergstra et al. 2011 and Watanabe 2023. It departs from what others do in the width of kernels, see {@code Mixture}, and in the weights
 * of good trials.
 */
public final class Tpe implements Sampler {

    private static final String NAME = "Tpe";
    private static final int STARTUP = 10;
    private static final int CANDIDATES = 24;
    private static final int MOST_GOOD = 25;
    private static final int MOST_OTHERS = 500; // so many tell where the others are as well as more do

    private final int startup;
    private final int candidates;
    private final double good;
    private final double prior;
    private final Map<String, double[][]> distances;

    private Tpe(int startup, int candidates, double good, double prior, Map<String, double[][]> distances) {
        this.startup = startup;
        this.candidates = candidates;
        this.good = good;
        this.prior = prior;
        this.distances = distances;
    }

    public static Tpe create() {
        return new Tpe(STARTUP, CANDIDATES, 0.1, 1, Map.of());
    }

    /** How many trials are drawn at random first; 10 unless said otherwise. */
    public Tpe withStartup(int trials) {
        return new Tpe(Check.positive(NAME, "number of startup trials", trials), candidates, good, prior, distances);
    }

    /** How many candidates each trial is chosen from; 24 unless said otherwise. More make the search greedier. */
    public Tpe withCandidates(int candidates) {
        return new Tpe(startup, Check.positive(NAME, "number of candidates", candidates), good, prior, distances);
    }

    /** Which part of the trials is good; 0.1 unless said otherwise, and never more than 25 trials. */
    public Tpe withGood(double part) {
        Check.require(part > 0 && part < 1, NAME, "the part of good trials must be > 0 and < 1", part);
        return new Tpe(startup, candidates, part, prior, distances);
    }

    /** How much knowing nothing weighs, as so many trials; 1 unless said otherwise. More explores more. */
    public Tpe withPrior(double weight) {
        return new Tpe(startup, candidates, good, Check.positive(NAME, "weight of the prior", weight), distances);
    }

    /** How far values of a choice are apart: what was good at one is taken to be good at near ones too. */
    public <T> Tpe withDistance(Param.Choice<T> param, ToDoubleBiFunction<? super T, ? super T> distance) {
        int count = param.values().size();
        double[][] matrix = new double[count][count];
        double largest = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                matrix[i][j] = distance.applyAsDouble(param.values().get(i), param.values().get(j));
                Check.require(matrix[i][j] >= 0 && Double.isFinite(matrix[i][j]), NAME, "a distance must be a finite number >= 0", matrix[i][j]);
                largest = Math.max(largest, matrix[i][j]);
            }
        }
        for (double[] row : matrix) {
            for (int j = 0; j < count; j++) {
                row[j] = largest > 0 ? row[j] / largest : 0;
            }
        }
        Map<String, double[][]> more = new TreeMap<>(distances);
        more.put(param.name(), matrix);
        return new Tpe(startup, candidates, good, prior, more);
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        List<Axis> axes = history.axes();
        double[] row = new double[axes.size()];
        if (history.next() < startup || history.size() == 0) {
            for (int a = 0; a < row.length; a++) {
                row[a] = draw(axes.get(a), history, random);
            }
            return row;
        }
        Known known = Known.of(history);
        Ranking ranking = Ranking.of(known);
        List<int[]> groups = known.groups();
        for (int g = 0; g < groups.size(); g++) {
            int[] group = groups.get(g);
            double[] places = propose(known, ranking, group, random.stream("tpe").branch(g).at(0));
            for (int a = 0; a < group.length; a++) {
                row[group[a]] = axes.get(group[a]).atUnit(places[a]);
            }
        }
        return row;
    }

    private double[] propose(Known known, Ranking ranking, int[] group, RandomStream random) {
        int[] had = ended(known, group);
        int[] best = ranking.best(had, (int) Math.min(MOST_GOOD, Math.ceil(good * had.length)));
        int[] others = others(known, group, had, best);
        Map<Integer, double[][]> byAxis = new HashMap<>();
        for (int axis : group) {
            double[][] matrix = distances.get(known.history().axes().get(axis).name());
            if (matrix != null) {
                byAxis.put(axis, matrix);
            }
        }
        double[] even = new double[others.length];
        Arrays.fill(even, 1);
        Mixture likeGood = Mixture.of(known, group, best, byRank(best.length), prior, byAxis);
        Mixture likeOthers = Mixture.of(known, group, others, even, prior, byAxis);
        double[] chosen = new double[group.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < candidates; c++) {
            double[] candidate = likeGood.draw(random, c * Mixture.draws(group.length));
            double gain = likeGood.log(candidate) - likeOthers.log(candidate);
            if (c == 0 || gain > highest) {
                highest = gain;
                chosen = candidate;
            }
        }
        return chosen;
    }

    /** Whether a trial had all of these axes: one that failed may have had some. */
    private static boolean had(Known known, int[] group, int trial) {
        for (int axis : group) {
            if (Double.isNaN(known.place(axis, trial))) {
                return false;
            }
        }
        return true;
    }

    /** The trials that ended and had these axes. */
    private static int[] ended(Known known, int[] group) {
        int[] trials = new int[known.size()];
        int count = 0;
        for (int trial = 0; trial < known.size(); trial++) {
            if (had(known, group, trial)) {
                trials[count++] = trial;
            }
        }
        return Arrays.copyOf(trials, count);
    }

    /**
     * What is not good, running trials too. Of very many it is a part that a trial's number decides, so that it hardly changes from trial to
     * trial.
     */
    private static int[] others(Known known, int[] group, int[] had, int[] best) {
        boolean[] isGood = new boolean[known.size()];
        for (int trial : best) {
            isGood[trial] = true;
        }
        double part = MOST_OTHERS / (double) Math.max(1, had.length - best.length);
        int[] trials = new int[had.length + known.all() - known.size()];
        int count = 0;
        for (int trial : had) {
            if (!isGood[trial] && (part >= 1 || scattered(trial) < part)) {
                trials[count++] = trial;
            }
        }
        for (int trial = known.size(); trial < known.all(); trial++) {
            if (had(known, group, trial)) {
                trials[count++] = trial;
            }
        }
        return Arrays.copyOf(trials, count);
    }

    /** A number in [0, 1) that has nothing to do with a trial but belongs to its number. */
    private static double scattered(int trial) {
        long bits = trial * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 32) * 0xD6E8FEB86659FD93L;
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** Falling with the logarithm of the rank, 1 on average. */
    private static double[] byRank(int n) {
        double[] weights = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = Math.log(n + 1.5) - Math.log(i + 1);
            sum += weights[i];
        }
        for (int i = 0; i < n; i++) {
            weights[i] *= n / sum;
        }
        return weights;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Tpe.create()");
        text.append(startup == STARTUP ? "" : ".withStartup(" + startup + ")");
        text.append(candidates == CANDIDATES ? "" : ".withCandidates(" + candidates + ")");
        text.append(good == 0.1 ? "" : ".withGood(" + good + ")");
        text.append(prior == 1 ? "" : ".withPrior(" + prior + ")");
        distances.forEach((name, distance) -> text.append(".withDistance(").append(name).append(", ").append(Arrays.deepToString(distance))
                .append(")"));
        return text.toString();
    }
}
