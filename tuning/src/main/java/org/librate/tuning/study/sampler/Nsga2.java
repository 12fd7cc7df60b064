package org.librate.tuning.study.sampler;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;

/**
 * NSGA-II: a population of trials that few others dominate and that lie apart, whose members are crossed and changed a little. For several goals
 * and many hundred trials; every kind of space, constraints too.
 *
 * <pre>{@code
 * Study.of(Goal.maximise("accuracy"), Goal.minimise("latency")).withSampler(Nsga2.create())
 * }</pre>
 *
 * <p>After Deb et al. 2002. Parents win against one other each; numbers are crossed by simulated binary crossover and changed by polynomial
 * mutation, categories are taken from either parent or drawn. A parameter that only one parent has is taken from that one. Of two trials the one
 * that breaks constraints less wins.
 */
public final class Nsga2 implements Sampler {

    private static final String NAME = "Nsga2";
    private static final int POPULATION = 50;
    private static final double CROSSED = 0.9;
    private static final double CROSS_NEARNESS = 15;
    private static final double CHANGE_NEARNESS = 20;

    private final int population;

    private Nsga2(int population) {
        this.population = population;
    }

    public static Nsga2 create() {
        return new Nsga2(POPULATION);
    }

    /** How many trials are in a generation, and survive it; 50 unless said otherwise. */
    public Nsga2 withPopulation(int trials) {
        Check.require(trials >= 2, NAME, "the population must be >= 2", trials);
        return new Nsga2(trials);
    }

    /** Who has survived so many generations, the best first. */
    private static final class Survivors {
        int generations;
        int[] trials = new int[0];
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        List<Axis> axes = history.axes();
        double[] row = new double[axes.size()];
        Known known = Known.of(history);
        int[] parents = survivors(known);
        if (parents.length < 2) {
            for (int a = 0; a < row.length; a++) {
                row[a] = draw(axes.get(a), history, random);
            }
            return row;
        }
        RandomStream stream = random.stream("nsga2").at(0);
        int one = winner(parents, stream, 0);
        int other = winner(parents, stream, 2);
        boolean crossed = stream.uniform(4) < CROSSED;
        int present = 0;
        for (int a = 0; a < row.length; a++) {
            present += Double.isNaN(known.place(a, one)) ? 0 : 1;
        }
        for (int a = 0; a < row.length; a++) {
            double place = crossed(axes.get(a), known.place(a, one), known.place(a, other), crossed, stream, 5 + 5L * a);
            if (Double.isNaN(place)) {
                row[a] = draw(axes.get(a), history, random);
                continue;
            }
            boolean changes = stream.uniform(8 + 5L * a) * Math.max(1, present) < 1; // one of them on average
            row[a] = axes.get(a).atUnit(changes ? changed(axes.get(a), place, stream.uniform(9 + 5L * a)) : place);
        }
        return row;
    }

    private int[] survivors(Known known) {
        int generations = known.size() / population;
        Survivors survivors = known.history().memo(NAME + population, Survivors::new);
        if (survivors.generations > generations) { // an older history than the one before
            survivors.generations = 0;
            survivors.trials = new int[0];
        }
        while (survivors.generations < generations) {
            int from = survivors.generations * population;
            int[] all = Arrays.copyOf(survivors.trials, survivors.trials.length + population);
            for (int i = 0; i < population; i++) {
                all[survivors.trials.length + i] = from + i;
            }
            int[] alive = Arrays.stream(all).filter(trial -> known.tier(trial) < Known.FAILED).toArray();
            int[] order = Fronts.of(known, alive).order();
            survivors.trials = Arrays.copyOf(order, Math.min(order.length, population));
            survivors.generations++;
        }
        return survivors.trials;
    }

    /** The better of two at random: they are in order. */
    private static int winner(int[] parents, RandomStream random, long index) {
        return parents[Math.min(random.integer(index, 0, parents.length), random.integer(index + 1, 0, parents.length))];
    }

    private static double crossed(Axis axis, double one, double other, boolean crossed, RandomStream random, long index) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) ? other : one;
        }
        if (!crossed || random.uniform(index) < 0.5) {
            return one;
        }
        if (axis.isCategorical()) {
            return other;
        }
        double u = random.uniform(index + 1);
        double spread = u < 0.5 ? Math.pow(2 * u, 1 / (CROSS_NEARNESS + 1)) : Math.pow(1 / (2 * (1 - u)), 1 / (CROSS_NEARNESS + 1));
        double side = random.uniform(index + 2) < 0.5 ? 1 : -1;
        return Math.max(0, Math.min(1, 0.5 * (one + other + side * spread * (one - other))));
    }

    private static double changed(Axis axis, double place, double u) {
        if (axis.isCategorical()) {
            return u;
        }
        double change = u < 0.5 ? Math.pow(2 * u + (1 - 2 * u) * Math.pow(1 - place, CHANGE_NEARNESS + 1), 1 / (CHANGE_NEARNESS + 1)) - 1
                : 1 - Math.pow(2 * (1 - u) + (2 * u - 1) * Math.pow(place, CHANGE_NEARNESS + 1), 1 / (CHANGE_NEARNESS + 1));
        // towards the lower end by at most the place, towards the upper by what is left
        return Math.max(0, Math.min(1, place + change));
    }

    @Override
    public String toString() {
        return "Nsga2.create()" + (population == POPULATION ? "" : ".withPopulation(" + population + ")");
    }
}
