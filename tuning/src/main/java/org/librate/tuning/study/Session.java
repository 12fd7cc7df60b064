package org.librate.tuning.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.librate.core.random.RandomSource;
import org.librate.core.save.Json;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trials of a study as they stand. It gives out trials in the order of their numbers and takes them back in any order. Trial i is given out once
 * trials 0 to i − parallel have ended, and is proposed from exactly those and from what was proposed for the ones between, however many more have
 * ended by then: that is why threads change nothing.
 */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Study.class);
    private static final long LONGEST_PAUSE = 200; // milliseconds

    private final StudyOptions options;
    private final List<Axis> declared;
    private final Columns columns;
    private final Explored explored = new Explored();
    private final Proposals proposals;
    private final KnownParams parameters;
    private final Map<String, Param<?>> params; // by name
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Integer, double[]> rows = new TreeMap<>();    // what was proposed for the last trials that were begun
    private final TreeMap<Integer, Integer> continues = new TreeMap<>(); // of the same trials: what they go on with
    private final TreeMap<Integer, Outcome> ended = new TreeMap<>();    // after one that has not ended
    private final Set<Integer> running = new HashSet<>();
    private final Set<Integer> asked = new HashSet<>();                 // of these: by hand
    private final Map<Integer, Owner> owners = new TreeMap<>();         // of trials that have not ended, if there is a journal
    private final Owner owner = Owner.create();
    private final Entries entries = new Entries();
    private final @Nullable Journal journal;
    private int nothingNewFrom = Integer.MAX_VALUE; // the first trial for which nothing was left that is new and allowed
    private int begun;
    private int heard; // so many trials have been told of

    Session(StudyOptions options) {
        this.options = options;
        this.declared = options.space == null ? List.of() : List.copyOf(options.space.axes(options.fixed));
        this.columns = new Columns(options.goals, declared);
        this.proposals = new Proposals(options, declared, explored);
        this.parameters = new KnownParams(options, declared);
        this.params = parameters.byName();
        this.journal = options.journal == null ? null : new Journal(options.journal, Entries.header(options));
        parameters.requireEnqueued();
        this.heard = journaled(columns::size); // what an earlier process did is no news
        warnOfEnqueuedTooLate();
    }

    /** Trials of a journal stay as they are, whatever was enqueued for their numbers since. */
    private void warnOfEnqueuedTooLate() {
        for (int number = 0; number < Math.min(options.enqueued.size(), columns.size()); number++) {
            Map<String, String> had = texts(Results.settings(columns, options.fixed, params, number));
            if (columns.state(number) != TrialState.FAILED && !had.entrySet().containsAll(texts(options.enqueued.get(number)).entrySet())) {
                LOG.warn("Study: {} is enqueued for trial {}, which has been run with {} by the journal {}. It is not tried.",
                        options.enqueued.get(number), number, had, options.journal);
            }
        }
    }

    private static Map<String, String> texts(Settings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        settings.params().forEach(param -> texts.put(param.name(), String.valueOf(settings.get(param))));
        return texts;
    }

    private <T> T journaled(Journal.Work<T> work) {
        try {
            return journal == null ? work.run() : journal.locked(this::read, work);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Another process, or an earlier one, has done something. */
    private void read(Fields fields) throws IOException {
        if (fields.has("begin")) {
            int number = fields.whole("begin");
            if (number == begun) {
                take(number, Entries.row(fields, history(number).axes()), Entries.continues(fields, number));
            } else if (number > begun || number < 0) {
                throw new Json.BadJson("begins trial " + number + " after trial " + (begun - 1));
            }
            if (number >= columns.size() && !ended.containsKey(number)) {
                owners.put(number, Owner.read(fields.text("by")));
            }
        } else if (fields.has("end")) {
            Outcome outcome = entries.outcome(fields, param -> parameters.met(param, journal), options.goals.size());
            if (outcome.number() >= begun) {
                throw new Json.BadJson("ends trial " + outcome.number() + ", which has not begun");
            }
            accept(outcome);
        } else {
            throw new Json.BadJson("says neither that a trial begins nor that it ends");
        }
    }

    Settings fixed() {
        return options.fixed;
    }

    /** A trial, or why there is none for now or for good. */
    record Turn(@Nullable Trial trial, @Nullable String over) {
    }

    private static final Turn WAIT = new Turn(null, null);

    /** The next trial, as soon as enough others have ended; or why no further one begins. */
    Turn next(Limits limits) throws InterruptedException {
        lock.lockInterruptibly();
        long pause = 5;
        try {
            while (!limits.hasFailed()) {
                Turn turn = journaled(() -> turn(limits));
                spread(limits);
                if (turn.trial() != null || turn.over() != null) {
                    return turn;
                }
                requireSomeoneAtWork();
                if (journal == null) {
                    changed.await();
                } else if (!changed.await(pause, TimeUnit.MILLISECONDS)) {
                    pause = Math.min(LONGEST_PAUSE, 2 * pause); // another process may be the one that has to end a trial
                }
            }
            return new Turn(null, "it failed");
        } finally {
            lock.unlock();
        }
    }

    /** A complaint if there is nothing to wait for but trials that were asked for by hand. */
    private void requireSomeoneAtWork() {
        List<Integer> out = rows.tailMap(columns.size()).keySet().stream().filter(number -> !ended.containsKey(number)).toList();
        if (!out.isEmpty() && asked.containsAll(out)) {
            throw new IllegalStateException("Study: cannot go on before what was asked for by ask() is told, got no result of trials " + out
                    + ". Call tell(..) or tellFailed(..) first.");
        }
    }

    /** The next trial, if one may begin now. */
    Turn ask() {
        lock.lock();
        try {
            Turn turn = journaled(() -> turn(Limits.none()));
            if (turn.trial() != null) {
                asked.add(turn.trial().number());
            }
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private Turn turn(Limits limits) throws IOException {
        boolean elsewhere = false;
        for (int number : rows.tailMap(columns.size()).keySet()) {
            if (!ended.containsKey(number) && !running.contains(number) && number < limits.trials()) {
                Owner other = owners.get(number);
                if (other == null || !other.isRunning(number)) {
                    return new Turn(start(number), null); // it was given up, or its process died
                }
                elsewhere = true;
            }
        }
        int number = begun;
        Optional<String> over = limits.reason(number);
        if (over.isEmpty() && known(number) < 0) {
            return WAIT;
        }
        History history = history(number);
        int before = over.isPresent() ? -1 : promoted(history);
        over = over.or(() -> limits.reason(history, columns.epochs(history.size())));
        double[] row = over.isPresent() ? null : row(number, history, before);
        if (row == null && over.isEmpty() && options.pruner != null && !history.isExhausted()) {
            nothingNewFrom = number; // rules have hidden that until now: a pruner need not wait for more
            if (known(number) < 0) {
                return WAIT;
            }
            History last = history(number);
            before = promoted(last);
            row = row(number, last, before);
        }
        if (row != null) {
            take(number, row, before);
            return new Turn(start(number), null);
        }
        if (over.isEmpty() && number == 0) {
            throw new Misuse("Study: nothing keeps the rules of " + options.space + ". Loosen them.");
        }
        return elsewhere ? WAIT : new Turn(null, over.orElse("all there is has been tried")); // what other processes run belongs to the result
    }

    /** What a trial is to try; {@code null} if there is nothing new. */
    private double @Nullable [] row(int number, History history, int before) {
        RandomSource random = History.randomness(options.seed, number);
        if (before >= 0) {
            return proposals.again(history, given(number, before), random);
        }
        return history.isExhausted() ? null : proposals.row(number, history, given(number, before), random);
    }

    /** The trial that the next one is to go on with; -1 if it begins anew. */
    private int promoted(History history) {
        Pruner pruner = options.pruner;
        if (pruner == null || history.next() < options.enqueued.size()) {
            return -1;
        }
        int before = pruner.promotes(history).orElse(-1);
        if (before < -1 || before >= history.size() || before >= 0 && history.state(before) != TrialState.PRUNED) {
            throw new Misuse(pruner + ": only a trial that was pruned can be gone on with, got " + before + ".");
        }
        return before;
    }

    private Settings given(int number, int before) {
        if (before >= 0) {
            return Results.settings(columns, Settings.none(), params, before);
        }
        return number < options.enqueued.size() ? options.enqueued.get(number) : Settings.none();
    }

    /** How many trials have ended for one that begins, however many more have; -1 if not all of them have. */
    private int known(int number) {
        Pruner pruner = options.pruner;
        int size = Math.max(0, number - options.parallel + 1);
        while (size <= columns.size()) {
            int settled = pruner == null ? 0 : Math.min(number, pruner.settled(history(number, size)));
            if (settled <= size) {
                return size;
            }
            size = settled;
        }
        return -1;
    }

    /** What is known when this trial begins, whenever that is. */
    private History history(int number) {
        int known = known(number);
        return history(number, known >= 0 ? known : Math.min(columns.size(), Math.max(0, number - options.parallel + 1)));
    }

    private History history(int number, int size) {
        double[][] pending = new double[number - size][];
        Arrays.setAll(pending, i -> rows.getOrDefault(size + i, new double[0]));
        int[] with = new int[pending.length];
        Arrays.setAll(with, i -> continues.getOrDefault(size + i, -1));
        return new History(columns, size, pending, with, continues.getOrDefault(number, -1),
                number >= nothingNewFrom || proposals.isExhausted(number, size), row -> proposals.isAllowed(row, given(number, -1)));
    }

    /** A trial has been begun with this proposal. */
    private void take(int number, double[] row, int before) {
        rows.put(number, row);
        if (before >= 0) {
            continues.put(number, before);
        }
        begun = number + 1;
        rows.headMap(columns.size() - options.parallel + 1).clear();
        continues.headMap(columns.size() - options.parallel + 1).clear();
        if (options.space != null) {
            proposals.close(row, number);
        }
    }

    private Trial start(int number) throws IOException {
        int before = continues.getOrDefault(number, -1);
        History history = history(number);
        int root = number;
        for (int earlier = before; earlier >= 0; earlier = columns.continues(earlier)) {
            root = earlier;
        }
        double[] row = rows.getOrDefault(number, new double[0]);
        if (journal != null) {
            journal.append(Entries.begin(number, owner, history.axes(), row, before));
            owners.put(number, owner);
            owner.runs(number, true);
        }
        running.add(number);
        RandomSource random = History.randomness(options.seed, root); // it draws what it drew
        return new Trial(this, new Begun(number, history, row, given(number, before), random, before, root), 0);
    }

    /** The same trial once more, after it failed. */
    Trial again(Trial trial) {
        return new Trial(this, trial.begun(), trial.attempt() + 1);
    }

    /** What was reported by the trial that another goes on with. */
    Inherited inherited(Begun trial) {
        lock.lock();
        try {
            return trial.continues() < 0 ? new Inherited(new int[0], new double[0]) : new Inherited(columns.steps(trial.continues()),
                    columns.reported(trial.continues()));
        } finally {
            lock.unlock();
        }
    }

    /** Reports, as they were made. */
    record Inherited(int[] steps, double[] values) {
    }

    Optional<Path> folder() {
        return Optional.ofNullable(options.folder);
    }

    List<Goal> goals() {
        return options.goals;
    }

    Goal firstGoal() {
        return options.goals.get(0);
    }

    /** The values of a trial that are known before it asks. */
    Map<Param<?>, Double> declaredValues(Begun trial) {
        Map<Param<?>, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < declared.size(); i++) {
            if (!Double.isNaN(trial.row()[i])) {
                values.put(declared.get(i).param(), trial.row()[i]);
            }
        }
        return values;
    }

    /** The value of a parameter that a trial asks for the first time. */
    double value(Trial trial, Param<?> param) {
        lock.lock();
        try {
            parameters.meet(param, trial);
            return proposals.value(trial, param);
        } finally {
            lock.unlock();
        }
    }

    boolean prunes(Begun begun, int[] steps, double[] reports) {
        Pruner pruner = options.pruner;
        if (pruner == null) {
            return false;
        }
        lock.lock();
        try {
            int width = reports.length / steps.length;
            double[][] losses = new double[steps.length][width];
            for (int i = 0; i < reports.length; i++) {
                losses[i / width][i % width] = options.goals.get(i % width).lessIsBetter(reports[i]);
            }
            return pruner.prunesFor(begun.history(), steps, losses);
        } finally {
            lock.unlock();
        }
    }

    /** A trial has ended. */
    void end(Trial trial, Outcome outcome, Limits limits) {
        lock.lock();
        try {
            if (!trial.isOf(this) || trial.hasEnded() || !running.contains(trial.number())) {
                throw new IllegalStateException(trial + ": is not out, it has been told already or is of another study. Ask for another trial.");
            }
            journaled(() -> {
                if (journal != null && outcome.number() >= columns.size() && !ended.containsKey(outcome.number())) {
                    journal.append(entries.end(outcome));
                    entries.written(outcome);
                }
                accept(outcome);
                return outcome;
            });
            warnOfUnasked(trial, outcome);
            trial.end(); // only now: if the journal could not be written, it can be told again
            running.remove(trial.number());
            asked.remove(trial.number());
            owner.runs(trial.number(), false);
            spread(limits);
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    private static void warnOfUnasked(Trial trial, Outcome outcome) {
        Settings given = trial.begun().given();
        if (trial.begun().continues() < 0 && outcome.state() != TrialState.FAILED && !outcome.values().keySet().containsAll(given.params())) {
            LOG.warn("Study: {} did not ask for all that was enqueued for it, {}.", trial, given);
        }
    }

    /** Takes an outcome in once all before it are in; the first one if there are two, as when a process was taken for dead. */
    private void accept(Outcome outcome) {
        owners.remove(outcome.number());
        if (outcome.number() < columns.size() || ended.putIfAbsent(outcome.number(), outcome) != null) {
            return;
        }
        for (Outcome next = ended.remove(columns.size()); next != null; next = ended.remove(columns.size())) {
            columns.add(next);
            if (options.space == null && (next.state() != TrialState.FAILED || options.sampler.isExhaustive())) {
                proposals.close(next.values(), next.number()); // who failed may have had more to ask for, but a walk must get past it
            }
        }
    }

    /** Tells callbacks what is new, while no file is locked. */
    private void spread(Limits limits) {
        int before = heard;
        limits.progress().begin(columns, before);
        while (heard < columns.size()) {
            int number = heard++; // also if one throws
            limits.progress().onTrial(columns, number, before);
            for (StudyCallback callback : options.callbacks) {
                TrialResult trial = new TrialResult(columns, number, Results.settings(columns, options.fixed, params, number));
                callback.onTrial(trial, progress(number + 1, limits));
            }
        }
    }

    private StudyProgress progress(int trials, Limits limits) {
        return new StudyProgress() {
            @Override
            public int trials() {
                return trials;
            }

            @Override
            public Optional<TrialResult> best() {
                return result("").bestByFirstGoal();
            }

            @Override
            public void stop(String reason) {
                limits.stop(reason);
            }
        };
    }

    /** A trial was given up: it is run again by whoever comes next. */
    void abandon(Trial trial) {
        lock.lock();
        try {
            running.remove(trial.number());
            asked.remove(trial.number());
            owner.runs(trial.number(), false);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those who wait for a trial, so that they see that the run has failed. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The same after a look at what other processes have done. */
    StudyResult freshResult(String ending) {
        lock.lock();
        try {
            return journaled(() -> result(ending));
        } finally {
            lock.unlock();
        }
    }

    StudyResult result(String ending) {
        lock.lock();
        try {
            return new StudyResult(columns, options.fixed, params, ending);
        } finally {
            lock.unlock();
        }
    }
}
