package org.librate.tuning.study.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;

/**
 * The CMA evolution strategy: draws from a normal law that moves to where trials were good and takes on the shape of the valley they lie in. For
 * numbers, and some hundred to many thousand trials; one costs next to nothing.
 *
 * <pre>{@code
 * Study.minimise("loss").withSampler(CmaEs.create())
 * }</pre>
 *
 * <p>Numbers with steps keep a margin, so that the search cannot settle on one value too early. Categories, and parameters that are not always
 * there, are drawn evenly and take no part. Where it comes to an end it starts again elsewhere with generations twice as large. With {@code
 * withWarmStart(n)} the first n trials only tell where to begin: trials that another sampler or somebody's experience proposed
 * ({@code Study.withEnqueued}) serve.
 *
 * <p>It learns from every trial in the order of their numbers, a generation at a time, whoever proposed them. It wants one goal; of several it
 * sees the first.
 */
public final class CmaEs implements Sampler {

    private static final String NAME = "CmaEs";

    private final int warm;

    private CmaEs(int warm) {
        this.warm = warm;
    }

    public static CmaEs create() {
        return new CmaEs(0);
    }

    /** Begins at the best fifth of so many first trials, which are drawn evenly unless they come from elsewhere. */
    public CmaEs withWarmStart(int trials) {
        return new CmaEs(Check.positive(NAME, "number of trials to start from", trials));
    }

    /** A strategy, and how many trials it has been told of. */
    private static final class Told {
        Evolution evolution;
        int[] axes;
        int trials;

        Told(Evolution evolution, int[] axes) {
            this.evolution = evolution;
            this.axes = axes;
        }
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        return propose(history, random, warm);
    }

    /** @param from the number of the first trial that is one of the search itself */
    double[] propose(History history, RandomSource random, int from) {
        List<Axis> axes = history.axes();
        double[] row = new double[axes.size()];
        for (int a = 0; a < row.length; a++) {
            row[a] = draw(axes.get(a), history, random);
        }
        Known known = Known.of(history);
        int[] numeric = numeric(known);
        if (numeric.length == 0 || history.next() < from) {
            return row;
        }
        Told told = told(known, numeric, from);
        double[] place = told.evolution.draw(random.stream("cma-es").at(0));
        for (int i = 0; i < numeric.length; i++) {
            row[numeric[i]] = axes.get(numeric[i]).atUnit(place[i]);
        }
        return row;
    }

    /** Axes of numbers that every trial has. */
    private static int[] numeric(Known known) {
        List<Axis> axes = known.history().axes();
        int[] numeric = new int[axes.size()];
        int count = 0;
        for (int a = 0; a < numeric.length; a++) {
            boolean there = !axes.get(a).isCategorical() && axes.get(a).parent().isEmpty() && axes.get(a).count() != 1 && known.isAlways(a);
            if (there) {
                numeric[count++] = a;
            }
        }
        return Arrays.copyOf(numeric, count);
    }

    private Told told(Known known, int[] numeric, int from) {
        History history = known.history();
        String key = CmaEs.class.getName() + from;
        Told told = history.memo(key, () -> new Told(begun(known, numeric, from), numeric));
        if (!Arrays.equals(told.axes, numeric) || told.trials > known.size() || told.trials < from && known.size() > told.trials) {
            told.evolution = begun(known, numeric, from);
            told.axes = numeric;
            told.trials = 0;
        }
        RandomSource restarts = RandomSource.of(0).stream("restart");
        for (int trial = Math.max(told.trials, from); trial < known.size(); trial++) {
            double[] place = place(known, numeric, trial);
            if (known.tier(trial) < Known.FAILED && Arrays.stream(place).allMatch(Double::isFinite)) {
                told.evolution.tell(place, score(known, trial), restarts.at(trial));
            }
        }
        told.trials = known.size();
        return told;
    }

    /** Lower is better; what breaks constraints is behind all that does not. */
    private static double score(Known known, int trial) {
        return known.tier(trial) == Known.INFEASIBLE ? 1e300 * (known.score(trial) / (1 + known.score(trial))) : known.score(trial);
    }

    private static double[] place(Known known, int[] axes, int trial) {
        return Arrays.stream(axes).mapToDouble(axis -> known.place(axis, trial)).toArray();
    }

    private static Evolution begun(Known known, int[] numeric, int from) {
        List<Axis> axes = known.history().axes();
        Evolution evolution = new Evolution(Arrays.stream(numeric).map(a -> axes.get(a).count()).mapToDouble(n -> n > 0 ? 1.0 / n : 0).toArray());
        int[] first = IntStream.range(0, Math.min(from, known.size())).filter(trial -> known.tier(trial) < Known.FAILED).toArray();
        int[] best = Ranking.of(known).best(first, (int) Math.ceil(first.length / 5.0));
        if (best.length > 0) {
            evolution.warm(Arrays.stream(best).mapToObj(trial -> place(known, numeric, trial)).toArray(double[][]::new));
        }
        return evolution;
    }

    @Override
    public String toString() {
        return "CmaEs.create()" + (warm == 0 ? "" : ".withWarmStart(" + warm + ")");
    }
}
