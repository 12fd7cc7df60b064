package org.librate.tuning.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.metric.Metric;
import org.librate.nn.train.Display;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;
import org.librate.tuning.split.Splitter;

/**
 * Looks for good settings by trying some, and choosing the next by what the others reached.
 *
 * <pre>{@code
 * Param<Double> rate = Param.logUniform("rate", 1e-5, 1e-1);
 * Param<Integer> layers = Param.integers("layers", 1, 4);
 * StudyResult result = Study.minimise("loss").withSeed(1).run(Budget.trials(100), trial -> {
 *     int[] widths = new int[trial.get(layers)];
 *     for (int i = 0; i < widths.length; i++) {
 *         widths[i] = trial.get(Param.logIntegers("width" + i, 8, 512));     // asked for only where it matters
 *     }
 *     return lossOf(trial.get(rate), widths);
 * });
 * double best = result.best().get(rate);
 * }</pre>
 *
 * <p>What trial i tries is a function of the seed, of i, of what is searched, and of the results of the trials up to i − parallel: the same on any
 * number of threads, and when a study was interrupted. {@link #withParallel} is therefore a property of the study and not of the machine.
 *
 * <p>A study is a plan: each {@code with} gives another one and leaves this one as it was. Trials belong to the study that ran them; running it again
 * goes on.
 */
public final class Study {

    private static final String NAME = "Study";

    private final StudyOptions options;
    private @Nullable Session session;

    private Study(StudyOptions options) {
        this.options = options;
    }

    /** A study that wants as little as possible of something. */
    public static Study minimise(String name) {
        return of(Goal.minimise(name));
    }

    /** A study that wants as much as possible of something. */
    public static Study maximise(String name) {
        return of(Goal.maximise(name));
    }

    /** A study with one goal or several, each of which a trial gives a value for. */
    public static Study of(Goal... goals) {
        Check.require(goals.length > 0, NAME, "needs a goal", "none");
        Check.require(List.of(goals).stream().map(Goal::name).distinct().count() == goals.length, NAME, "every goal needs a name of its own",
                List.of(goals));
        return new Study(new StudyOptions(List.of(goals)));
    }

    private Study with(Consumer<StudyOptions> change) {
        StudyOptions changed = options.copy();
        change.accept(changed);
        return new Study(changed);
    }

    /**
     * How the next settings are found. Unless said otherwise an {@link org.librate.tuning.study.sampler.AutoSampler} chooses by what is searched, and
     * says so in the log.
     */
    public Study withSampler(Sampler sampler) {
        return with(changed -> changed.sampler = sampler);
    }

    /** How trials that are losing are found while they run: {@link Trial#isPruned} asks it. None unless said otherwise. */
    public Study withPruner(Pruner pruner) {
        return with(changed -> changed.pruner = pruner);
    }

    public Study withSeed(long seed) {
        return with(changed -> changed.seed = seed);
    }

    /**
     * How many trials run side by side; 1 unless said otherwise. Trial i knows the results of trials up to i − {@code trials} only, on any number of
     * threads, also on one: more trials side by side know less.
     */
    public Study withParallel(int trials) {
        Check.positive(NAME, "number of parallel trials", trials);
        return with(changed -> changed.parallel = trials);
    }

    /**
     * A file that remembers all trials: if it is there, the study goes on where it was, also after its process was killed. Trials that were running
     * then are run again, with the same settings. Several processes of one machine may run the same study by the same journal; together they have the
     * trials that one would have. A file with the same name and {@code .lock} is put beside it.
     */
    public Study withJournal(Path file) {
        return with(changed -> changed.journal = file);
    }

    /**
     * A folder in which each trial has one of its own, {@link Trial#folder()}, for what it leaves behind: checkpoints above all. A trial that is run
     * again after its process died, and one that goes on with another, finds there what was left.
     */
    public Study withFolder(Path folder) {
        return with(changed -> changed.folder = folder);
    }

    /** What is searched, said beforehand. Without this a study learns it from what its trials ask for. */
    public Study withSpace(Space space) {
        return with(changed -> changed.space = space);
    }

    /** A parameter that is not searched but has this value in every trial. */
    public <T> Study withFixed(Param<T> param, T value) {
        Axis.of(param).number(value);
        return with(changed -> changed.fixed = changed.fixed.with(param, value));
    }

    /** Settings for the first trials, in this order. What they leave open is chosen as ever. */
    public Study withEnqueued(Settings... settings) {
        return with(changed -> {
            List<Settings> all = new ArrayList<>(changed.enqueued);
            all.addAll(List.of(settings));
            changed.enqueued = List.copyOf(all);
        });
    }

    /**
     * Whether the same settings may be tried twice, for objectives that differ from run to run. Unless it is allowed, a study of finitely many
     * settings tries each once and ends. A failed trial counts too if its settings were known beforehand, by a declared space or by a sampler that
     * walks through all.
     */
    public Study withRepeats(boolean allowed) {
        return with(changed -> changed.repeats = allowed);
    }

    /** On how many threads trials run, and how many cores each has for its kernels. It changes no trial. */
    public Study withThreads(Threads threads) {
        return with(changed -> changed.threads = threads);
    }

    /** What happens when a trial fails. It is recorded and the study goes on, unless said otherwise. */
    public Study onFailure(FailurePolicy policy) {
        return with(changed -> changed.failures = policy);
    }

    /** One more reason to end before the budget is used up. */
    public Study stopWhen(StopRule rule) {
        return with(changed -> {
            List<StopRule> all = new ArrayList<>(changed.stops);
            all.add(rule);
            changed.stops = List.copyOf(all);
        });
    }

    /** How it is shown that the study goes on, and what is best so far. Not at all, unless said otherwise. */
    public Study withDisplay(Display display) {
        return with(changed -> changed.display = display);
    }

    /** Who is told of each trial that has ended. */
    public Study callbacks(StudyCallback... callbacks) {
        return with(changed -> {
            List<StudyCallback> all = new ArrayList<>(changed.callbacks);
            all.addAll(List.of(callbacks));
            changed.callbacks = List.copyOf(all);
        });
    }

    /** Runs trials until the budget is used up, and answers with all the study has, those of earlier runs too. */
    public StudyResult run(Budget budget, Objective objective) {
        Check.require(options.goals.size() == 1, NAME, "run(..) takes one value from each trial and so needs one goal", options.goals,
                "Use runMany(..).");
        return runMany(budget, trial -> new double[] {objective.run(trial)});
    }

    /** The same for several goals: each trial returns a value for each. */
    public StudyResult runMany(Budget budget, Objectives objectives) {
        return new StudyRun(options, session(), budget, objectives).result();
    }

    /**
     * This study over the folds of a cross-validation: its goal is the mean of the first metric. Each fold is reported, so that a pruner may spare a
     * losing trial the others.
     *
     * <pre>{@code
     * FoldedResult<?> result = Study.maximise("F1").withPruner(WilcoxonPruner.create()).overFolds(StratifiedKFold.of(10), F1.metric())
     *         .run(Budget.trials(50), settings -> pipeline(settings.get(penalty)), table);
     * }</pre>
     */
    public FoldedStudy overFolds(Splitter splitter, Metric... metrics) {
        return FoldedStudy.of(this, options.goals, splitter, metrics);
    }

    @Nullable Pruner pruner() {
        return options.pruner;
    }

    /** The same plan for trials that are run over this, which a journal then remembers. */
    Study over(String what) {
        return with(changed -> changed.over = what);
    }

    /** The same plan without any trial, as if made anew; in memory only. */
    Study forgotten() {
        return with(changed -> changed.journal = null);
    }

    /**
     * A trial to be run by the caller, who then tells what it reached: {@code study.tell(trial, 0.3)}. As many may be out at a time as the study runs
     * in parallel.
     */
    public Trial ask() {
        Session.Turn turn = session().ask();
        if (turn.trial() == null) {
            throw new IllegalStateException("Study: there is no trial to ask for, " + (turn.over() != null ? turn.over() + "."
                    : options.parallel + " are out already. Tell what they reached, or use withParallel(..)."));
        }
        return turn.trial();
    }

    /** What a trial reached of each goal, in their order. */
    public void tell(Trial trial, double... values) {
        Check.require(values.length == options.goals.size() || trial.isGivenUp(), NAME, "a trial has a value for each of " + options.goals,
                values.length + " values");
        session().end(trial, trial.completed(values), Limits.none());
    }

    /** That a trial failed, and why. */
    public void tellFailed(Trial trial, String reason) {
        session().end(trial, trial.failed(reason), Limits.none());
    }

    /** What the study has so far. */
    public StudyResult result() {
        return session().freshResult("it goes on");
    }

    private synchronized Session session() {
        Session there = session;
        if (there == null) {
            there = new Session(options);
            session = there;
        }
        return there;
    }

    /** As in {@code Study.of(Goal.minimise("loss")).withSampler(AutoSampler.create()).withSeed(1)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Study.of(").append(String.join(", ", options.goals.stream().map(Goal::toString).toList()))
                .append(")");
        text.append(".withSampler(").append(options.sampler).append(").withSeed(").append(options.seed).append(")");
        if (options.pruner != null) {
            text.append(".withPruner(").append(options.pruner).append(")");
        }
        if (options.parallel > 1) {
            text.append(".withParallel(").append(options.parallel).append(")");
        }
        if (options.space != null) {
            text.append(".withSpace(").append(options.space).append(")");
        }
        if (!options.fixed.params().isEmpty()) {
            text.append(" with ").append(options.fixed);
        }
        return text.toString();
    }
}
