package org.librate.tuning.study.pruner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Pruner;
import org.librate.tuning.study.TrialState;

/**
 * Successive halving round by round: so many trials stop at the first rung, and once all are there the best third of them goes on to the second, of
 * these the best third to the third, and so on. Nobody goes on beside one who is better, as may happen in {@link SuccessiveHalving}, which compares a
 * trial with those that happen to be there; and so the last of a rung is waited for.
 *
 * <pre>{@code
 * Halving halving = Halving.of(27);             // 27 trials up to step 1, 9 of them up to 3, 3 up to 9, and 1 to its end
 * study.withPruner(halving).withFolder(folder).run(halving.budget(), objective);
 * }</pre>
 *
 * <p>Going on is a trial of its own, which has the settings, reports and folder of the one before: a round of 27 has 40 trials, see {@link #budget}.
 * With a larger budget another round begins, whose first trials the sampler chooses by what it knows from the rounds before. A round is smaller if
 * there are not as many settings. Trials that run side by side never go beyond a rung before all of it is known; they are the same on any number of
 * threads.
 *
 * <p>Jamieson and Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter Optimization, AISTATS 2016.
 */
public final class Halving implements Pruner {

    private static final String NAME = "Halving";

    private final int candidates;
    private final int count; // of rungs; 0: until one is left
    private final Rungs rungs;

    private Halving(int candidates, int count, Rungs rungs) {
        this.candidates = candidates;
        this.count = count;
        this.rungs = rungs;
    }

    /** So many trials at the first rung. */
    public static Halving of(int candidates) {
        Check.require(candidates >= 2, NAME, "needs at least 2 candidates", candidates);
        return new Halving(candidates, 0, new Rungs(1, 3));
    }

    /** One in so many goes on, and a rung is at so many times the steps of the one before; 3 unless told. */
    public Halving withFactor(int factor) {
        Check.require(factor >= 2, NAME, "factor must be at least 2", factor);
        return new Halving(candidates, count, new Rungs(rungs.first(), factor));
    }

    /** The step of the first rung; 1 unless told. */
    public Halving withFirst(int step) {
        return new Halving(candidates, count, new Rungs(Check.positive(NAME, "first", step), rungs.factor()));
    }

    /** How many rungs there are; as many as it takes until fewer than the factor are left, unless told. Trials of the last one run to their end. */
    public Halving withRungs(int rungs) {
        return new Halving(candidates, Check.positive(NAME, "rungs", rungs), this.rungs);
    }

    private int count() {
        int there = 1;
        for (long left = candidates / rungs.factor(); left >= 1; left /= rungs.factor()) {
            there++;
        }
        return count > 0 ? count : there;
    }

    /** The steps of the rungs: 1, 3, 9 and so on. */
    public int[] steps() {
        int[] steps = new int[count()];
        Arrays.setAll(steps, rungs::step);
        return steps;
    }

    /** As many trials as one round has: 27 and 9 and 3 and 1. */
    public Budget budget() {
        long trials = 0;
        int there = candidates;
        for (int rung = 0; rung < count(); rung++) {
            trials += there;
            there = goingOn(there);
        }
        return Budget.trials(Math.toIntExact(trials));
    }

    private int goingOn(int there) {
        return (there + rungs.factor() - 1) / rungs.factor();
    }

    @Override
    public boolean prunes(History history, int[] steps, double[] losses) {
        return prunesFor(history, steps, Arrays.stream(losses).mapToObj(loss -> new double[] {loss}).toArray(double[][]::new));
    }

    /** Every trial stops at each rung but the last: whether it goes on is seen when all are there. */
    @Override
    public boolean prunesFor(History history, int[] steps, double[][] losses) {
        int last = steps.length - 1;
        int before = last == 0 ? 0 : rungs.count(steps[last - 1]);
        int now = Math.min(rungs.count(steps[last]), count() - 1);
        return now > before || Arrays.stream(losses[last]).anyMatch(Double::isNaN);
    }

    @Override
    public int settled(History history) {
        List<List<Integer>> round = round(history);
        int top = round.size() - 1;
        if (top == 0) {
            return isFull(history, round) ? end(round.get(0)) : 0;
        }
        int before = end(round.get(top - 1));
        boolean over = top + 1 == count() || history.size() < before || next(history, round, top - 1).isPresent();
        return over ? before : end(round.get(top));
    }

    @Override
    public OptionalInt promotes(History history) {
        List<List<Integer>> round = round(history);
        int top = round.size() - 1;
        if (top == 0 && !isFull(history, round)) {
            return OptionalInt.empty();
        }
        OptionalInt next = top == 0 ? OptionalInt.empty() : next(history, round, top - 1);
        return next.isPresent() || top + 1 == count() ? next : next(history, round, top);
    }

    private boolean isFull(History history, List<List<Integer>> round) {
        return round.get(0).size() >= candidates || history.isExhausted();
    }

    private static int end(List<Integer> trials) {
        return trials.isEmpty() ? 0 : trials.get(trials.size() - 1) + 1;
    }

    /** The trials of the round that is going on, rung by rung. One that begins anew after others went on, or could not, begins another round. */
    private List<List<Integer>> round(History history) {
        List<List<Integer>> round = new ArrayList<>();
        Map<Integer, Integer> rungOf = new HashMap<>();
        round.add(new ArrayList<>());
        for (int trial = 0; trial < history.next(); trial++) {
            int rung = rungOf.getOrDefault(history.continues(trial), -1) + 1;
            if (rung == 0 && (round.size() > 1 || round.get(0).size() >= candidates)) { // or nobody could go on
                round.clear();
            }
            if (rung == round.size()) {
                round.add(new ArrayList<>());
            }
            round.get(rung).add(trial);
            rungOf.put(trial, rung);
        }
        return round;
    }

    /** Who of a rung is the next to go on, the best first; none if enough have. */
    private OptionalInt next(History history, List<List<Integer>> round, int rung) {
        int gone = rung + 1 < round.size() ? round.get(rung + 1).size() : 0;
        List<Integer> stopped = new ArrayList<>();
        List<double[]> losses = new ArrayList<>();
        for (int trial : round.get(rung)) {
            double[] reached = history.state(trial) == TrialState.PRUNED ? Reports.last(history, trial) : new double[0];
            if (reached.length > 0 && (losses.isEmpty() || reached.length == losses.get(0).length)) {
                stopped.add(trial);
                losses.add(reached);
            }
        }
        if (gone >= Math.min(goingOn(round.get(rung).size()), stopped.size())) {
            return OptionalInt.empty();
        }
        int[] better = Rungs.better(losses);
        int[] order = IntStream.range(0, better.length).boxed().sorted(Comparator.comparingInt(i -> better[i])).mapToInt(i -> i).toArray(); // stable
        return OptionalInt.of(stopped.get(order[gone]));
    }

    /** As in {@code Halving.of(27).withFactor(3)}. */
    @Override
    public String toString() {
        return "Halving.of(" + candidates + ")" + (rungs.factor() == 3 ? "" : ".withFactor(" + rungs.factor() + ")")
                + (rungs.first() == 1 ? "" : ".withFirst(" + rungs.first() + ")") + (count == 0 ? "" : ".withRungs(" + count + ")");
    }
}
