package org.librate.tuning.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.tuning.search.Param;

/**
 * How much each parameter mattered, learned from the complete trials of a study.
 *
 * <pre>{@code
 * Importance.fanova().of(result)        // {rate=0.71, layers=0.12, width=0.02}: the rest are parameters together
 * Importance.pedAnova().of(result)      // what tells the best tenth apart from all
 * }</pre>
 *
 * <p>A parameter that not all trials had takes part with not being there as one more value.
 */
public final class Importance {

    private static final String NAME = "Importance";

    private final boolean fanova;
    private final int goal;
    private final int trees;
    private final double share;
    private final long seed;

    private Importance(boolean fanova, int goal, int trees, double share, long seed) {
        this.fanova = fanova;
        this.goal = goal;
        this.trees = trees;
        this.share = share;
        this.seed = seed;
    }

    /**
     * The share of a goal's variance over the whole space that a parameter explains alone, by a forest of regression trees. What is missing to 1 are
     * effects that several have only together. (Hutter, Hoos and Leyton-Brown, ICML 2014.)
     */
    public static Importance fanova() {
        return new Importance(true, 0, 64, 0.1, 0);
    }

    /**
     * How differently a parameter is distributed among the best trials and among all, as shares of 1: what still matters near the best. Cheap, and
     * the better choice once a sampler has looked at the good regions mostly. (Watanabe, Bansal and Hutter, IJCAI 2023.)
     */
    public static Importance pedAnova() {
        return new Importance(false, 0, 64, 0.1, 0);
    }

    /** The goal it is about, from 0; the first unless told. */
    public Importance withGoal(int goal) {
        return new Importance(fanova, Check.notNegative(NAME, "goal", goal), trees, share, seed);
    }

    /** How many trees the forest of {@link #fanova} has; 64 unless told. */
    public Importance withTrees(int trees) {
        return new Importance(fanova, goal, Check.positive(NAME, "trees", trees), share, seed);
    }

    /** Which share of the trials are the best ones of {@link #pedAnova}; 0.1 unless told. */
    public Importance withBest(double share) {
        Check.require(share > 0 && share < 1, NAME, "the share of the best must be between 0 and 1", share);
        return new Importance(fanova, goal, trees, share, seed);
    }

    /** Another seed for the forest. */
    public Importance withSeed(long seed) {
        return new Importance(fanova, goal, trees, share, seed);
    }

    /** The importance of each parameter, the most important first. */
    public Map<Param<?>, Double> of(StudyResult result) {
        Check.require(goal < result.goals().size(), NAME, "goal must be one of " + result.goals(), goal);
        List<TrialResult> complete = result.trials().stream().filter(trial -> trial.state() == TrialState.COMPLETE).toList();
        Check.require(complete.size() >= 4, NAME, "needs at least 4 complete trials", complete.size());
        List<Param<?>> params = new ArrayList<>();
        for (Param<?> param : result.params()) {
            if (complete.stream().map(trial -> trial.settings().has(param) ? trial.get(param) : NAME).distinct().count() > 1) {
                params.add(param); // what is the same in all trials explains nothing
            }
        }
        double[][] units = new double[params.size()][];
        Arrays.setAll(units, i -> units(params.get(i), complete));
        double[] losses = complete.stream().mapToDouble(trial -> result.goals().get(goal).lessIsBetter(trial.values()[goal])).toArray();
        double[] importance = params.isEmpty() ? new double[0]
                : fanova ? Fanova.mainEffects(units, losses, trees, RandomSource.of(seed).stream("importance")) : PedAnova.divergences(units, losses,
                        share);
        Map<Param<?>, Double> sorted = new LinkedHashMap<>();
        IntStream.range(0, importance.length).boxed().sorted(Comparator.comparingDouble(i -> -importance[i])).forEach(i -> sorted.put(params.get(i),
                importance[i]));
        return sorted;
    }

    /** Where each trial is on the parameter's scale from 0 to 1; NaN if it did not have it. */
    private static <T> double[] units(Param<T> param, List<TrialResult> trials) {
        Axis axis = Axis.of(param);
        return trials.stream().mapToDouble(trial -> trial.settings().has(param) ? axis.unit(axis.number(trial.get(param))) : Double.NaN).toArray();
    }

    @Override
    public String toString() {
        return fanova ? "Importance.fanova().withTrees(" + trees + ")" : "Importance.pedAnova().withBest(" + share + ")";
    }
}
