package org.librate.tuning.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.nn.train.TrainingCallback;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;

/**
 * A trial while it runs: where its settings come from, and where it says how it goes. For one thread at a time.
 *
 * <pre>{@code
 * trial -> {
 *     double rate = trial.get(RATE);
 *     int layers = trial.get(LAYERS);
 *     for (int epoch = 1; epoch <= 20; epoch++) {
 *         double loss = ..;
 *         trial.report(epoch, loss);
 *         if (trial.isPruned()) {
 *             return trial.pruned();
 *         }
 *     }
 *     trial.constraint("latency", milliseconds - 5);     // kept if it is not above 0
 *     return loss;
 * }
 * }</pre>
 */
public final class Trial {

    private final Session session;
    private final Begun begun;
    private final int attempt;
    private final Map<Param<?>, Double> values = new LinkedHashMap<>();
    private final Map<String, Double> constraints = new LinkedHashMap<>();
    private final Map<String, Double> notes = new LinkedHashMap<>();
    private final long started = System.currentTimeMillis();
    private final long startedNanos = System.nanoTime();
    private int[] steps = new int[0];
    private double[] reports = new double[0];
    private int reported;
    private int width; // values of a report, one after another in reports
    private final int inherited;
    private int lastStep = Integer.MIN_VALUE; // that was reported by this run, also if the trial it goes on with had reported it
    private boolean pruned;
    private boolean ended;
    private long node = Explored.ROOT;

    Trial(Session session, Begun begun, int attempt) {
        this.session = session;
        this.begun = begun;
        this.attempt = attempt;
        values.putAll(session.declaredValues(begun));
        Session.Inherited before = session.inherited(begun);
        steps = before.steps().clone();
        reports = before.values().clone();
        reported = steps.length;
        width = reported == 0 ? 0 : reports.length / reported;
        inherited = reported;
    }

    /** Which trial of the study this is, from 0. */
    public int number() {
        return begun.number();
    }

    /** How often this trial has failed before; above 0 only if the study tries again. */
    public int attempt() {
        return attempt;
    }

    /**
     * The value of a parameter in this trial, the same each time. Asking is what makes a parameter part of the study, unless its space was declared:
     * so it may be asked for in an {@code if} or a loop, with a name of its own for each round.
     */
    @SuppressWarnings("unchecked") // a number stands for a value of the parameter
    public <T> T get(Param<T> param) {
        if (session.fixed().has(param)) {
            return session.fixed().get(param);
        }
        Double value = values.get(param);
        if (value == null) {
            value = session.value(this, param);
            values.put(param, value);
        }
        return (T) Axis.object(param, value);
    }

    /** The settings that have been asked for; all of them if the space was declared. */
    public Settings settings() {
        Settings settings = session.fixed();
        for (Map.Entry<Param<?>, Double> value : values.entrySet()) {
            settings = Results.with(settings, value.getKey(), value.getValue());
        }
        return settings;
    }

    /** A source of randomness of this trial alone: the same whenever and wherever it runs. */
    public RandomSource random() {
        return begun.random().stream("trial").branch(attempt);
    }

    /**
     * The trial that this one goes on with because it was promoted: it has the same settings, {@link #random} and {@link #folder}, and what that one
     * reported counts as reported. An objective that does not go on from what it left in the folder may as well begin anew.
     */
    public OptionalInt continues() {
        return begun.continues() < 0 ? OptionalInt.empty() : OptionalInt.of(begun.continues());
    }

    /**
     * A folder for what this trial leaves behind: the same when it is run again after its process died, and for a trial that goes on with this one.
     *
     * <pre>{@code
     * trainer.callbacks(trial.pruning(), Checkpoints.in(trial.folder())).resumeFrom(trial.folder())
     * }</pre>
     */
    public Path folder() {
        Path folder = session.folder().orElseThrow(() -> new IllegalStateException(this
                + ": there is no place for its files. Say one by study.withFolder(..)."))
                .resolve(String.format("trial-%06d", begun.root()));
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Study: cannot make the folder " + folder + ". " + e.getMessage(), e);
        }
    }

    /**
     * A callback that reports the loss of each epoch (on the validation rows, if there are any) and stops the training when the trial is losing,
     * unless it was the last epoch. Whatever the objective then returns, the trial is a pruned one. Epochs that were trained before the training was
     * resumed are reported too.
     */
    public TrainingCallback pruning() {
        Check.require(!session.firstGoal().maximised(), "Trial " + number(), "the loss can only be reported for a goal that is minimised",
                session.firstGoal(),
                "Use pruning(metric).");
        return new TrialPruning(this, null);
    }

    /** The same by a metric on the validation rows, which is what the (first) goal is. */
    public TrainingCallback pruning(Metric metric) {
        Check.require(session.firstGoal().maximised() == metric.higherIsBetter(), "Trial " + number(),
                "what is reported must be better where the goal is", metric.name()
                + " for " + session.firstGoal());
        return new TrialPruning(this, metric);
    }

    /**
     * Says how it goes, after an epoch, a fold or whatever is counted; steps rise. One value, of the (first) goal, or one for each goal. A step that
     * was reported by the trial that this one goes on with is not taken again.
     */
    public void report(int step, double... values) {
        int goals = session.goals().size();
        Check.require(values.length == goals || values.length == 1, "Trial " + number(), "a report has one value, or one for each of "
                + session.goals(),
                values.length + " values");
        Check.require(width == 0 || values.length == width, "Trial " + number(), "every report must have as many values as the first", values.length);
        Check.require(step > lastStep, "Trial " + number(), "steps of reports must rise", step);
        lastStep = step;
        width = values.length;
        if (reported > 0 && step <= steps[reported - 1]) {
            return;
        }
        if (reported == steps.length) {
            steps = Arrays.copyOf(steps, Math.max(8, 2 * reported));
            reports = Arrays.copyOf(reports, steps.length * width);
        }
        steps[reported] = step;
        System.arraycopy(values, 0, reports, width * reported++, width);
    }

    /** The last step that was reported, also by the trial that this one goes on with: what is before it need not be done again. */
    public OptionalInt lastStep() {
        return reported == 0 ? OptionalInt.empty() : OptionalInt.of(steps[reported - 1]);
    }

    /** Whether this trial is losing by what it has reported, as the study's pruner sees it, and should be given up. */
    public boolean isPruned() {
        return reported > inherited && session.prunes(begun, Arrays.copyOf(steps, reported), Arrays.copyOf(reports, reported * width));
    }

    /**
     * Gives this trial up: {@code return trial.pruned()}. What is returned after this counts for nothing, so with several goals an empty array will
     * do.
     */
    public double pruned() {
        pruned = true;
        return reported == 0 ? Double.NaN : reports[(reported - 1) * width];
    }

    /** Says how far this trial is from keeping a condition: kept if not above 0. The best trial keeps all of them. */
    public void constraint(String name, double value) {
        Check.require(!name.isBlank(), "Trial " + number(), "a constraint needs a name", "\"" + name + "\"");
        constraints.put(name, value);
    }

    /** A number worth keeping beside the goal, such as another metric or the size of a model: it is exported, and no one decides by it. */
    public void note(String name, double value) {
        Check.require(!name.isBlank(), "Trial " + number(), "a note needs a name", "\"" + name + "\"");
        notes.put(name, value);
    }

    boolean isGivenUp() {
        return pruned;
    }

    Begun begun() {
        return begun;
    }

    long node() {
        return node;
    }

    void moveTo(long child) {
        node = child;
    }

    Map<Param<?>, Double> values() {
        return values;
    }

    boolean isOf(Session other) {
        return session == other;
    }

    boolean hasEnded() {
        return ended;
    }

    /** It has been told what it reached. */
    void end() {
        ended = true;
    }

    Outcome completed(double[] objectives) {
        if (pruned) {
            return outcome(TrialState.PRUNED, new double[0], null);
        }
        for (double value : objectives) {
            if (!Double.isFinite(value)) {
                return failed("an objective must be a finite number, got " + value);
            }
        }
        return outcome(TrialState.COMPLETE, objectives.clone(), null);
    }

    Outcome failed(String reason) {
        return outcome(TrialState.FAILED, new double[0], reason);
    }

    private Outcome outcome(TrialState state, double[] objectives, @Nullable String failure) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        return new Outcome(number(), state, new LinkedHashMap<>(values), objectives, new LinkedHashMap<>(constraints), Arrays.copyOf(steps, reported),
                Arrays.copyOf(reports, reported * width), begun.continues(), failure, new LinkedHashMap<>(notes), started, seconds);
    }

    /** As in {@code Trial 12 {rate=0.01, kind=DEEP}}. */
    @Override
    public String toString() {
        return "Trial " + number() + " " + settings();
    }
}
