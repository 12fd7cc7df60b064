package org.librate.nn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.PriorCorrection;
import org.librate.core.metric.Metric;
import org.librate.nn.Network;
import org.librate.nn.loss.Loss;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fit: the loop over epochs and batches, and everything that changes meanwhile. */
final class Run<M> implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

    private final Task<M> task;
    private final Options options;
    private final Network network;
    private final Feed train;
    private final @Nullable Feed validation;
    private final List<Metric> metrics;
    private final List<TrainingCallback> callbacks = new ArrayList<>();
    private final Supplier<Optional<PriorCorrection>> shares;
    private @Nullable PriorCorrection correction; // none: probabilities hold as they are
    private boolean hasCorrection;
    private final Supplier<Map<String, String>> settings;

    private final Updating updating;
    private final @Nullable Lowering lowering;
    private final @Nullable EpochAverage epochAverage;
    private final Loss loss;
    private final Programs programs;
    private final int updatesPerEpoch;

    private @Nullable Map<String, String> told;
    private final TargetCheck trainTargets;
    private final TargetCheck validationTargets;
    private boolean validated; // once, so the targets of the validation rows were looked at
    private int epoch;
    private int batch;
    private long batches;
    private long updates;
    private int gathered;
    private double lossSum;
    private double weightSum;
    private double lastLoss = Double.NaN;
    private double secondsBefore;
    private double epochSecondsBefore;
    private long started;
    private Instant begun = Instant.now();
    private long epochStarted;
    private final List<EpochResult> results = new ArrayList<>();
    private @Nullable String stop;
    private int bestEpoch;
    private boolean resumed;

    Run(Task<M> task, Options options, Loss loss, Network network, List<Metric> metrics, Feed train, @Nullable Feed validation,
            @Nullable Tensor classWeights, Supplier<Optional<PriorCorrection>> shares, Supplier<Map<String, String>> settings) {
        this.task = task;
        this.options = options;
        this.network = network;
        this.metrics = metrics;
        this.train = train;
        this.validation = validation;
        this.shares = shares;
        this.settings = settings;
        this.loss = loss;
        this.updating = new Updating(options, network);
        this.programs = new Programs(network, updating.learning().pass(), loss, task, train.sequences(), classWeights, options.accumulate > 1,
                updating::update);
        Shape output = network.outputs().get(0);
        this.trainTargets = new TargetCheck("training", task, loss, output);
        this.validationTargets = new TargetCheck("validation", task, loss, output);
        this.updatesPerEpoch = (train.batches() + options.accumulate - 1) / options.accumulate;
        this.lowering = options.lowering == null ? null : options.lowering.begin();
        if (lowering != null) {
            callbacks.add(lowering);
        }
        this.epochAverage = options.epochAverage == null ? null : options.epochAverage.begin();
        if (epochAverage != null) {
            callbacks.add(epochAverage);
        }
        options.callbacks.forEach(callback -> callbacks.add(callback.begin()));
        callbacks.sort(Comparator.comparing(callback -> callback instanceof Checkpoints ? 1 : 0)); // they save what the others remember
        callbacks.add(0, Shown.of(options.display));
    }

    M run() {
        started = System.nanoTime();
        updating.learning().freeze(network);
        try {
            return train();
        } finally {
            network.parameters().forEach(parameter -> parameter.freeze(false)); // it may be trained on
        }
    }

    private M train() {
        train.checkLabels(trainTargets);
        if (validation != null) {
            validation.checkLabels(validationTargets);
        }
        correction();
        if (options.display != Display.SILENT) {
            PlanAdvice.of(task, options, loss, network, train, updatesPerEpoch).forEach(LOG::warn);
        }
        resume();
        each(callback -> callback.onStart(this));
        try {
            while (stop == null && epoch < options.epochs) {
                runEpoch();
            }
            Tensor average = epochAverage == null ? null : epochAverage.average();
            if (average == null) {
                updating.beforeEvaluation(); // for good
            } else {
                takeAverage(average);
            }
        } finally {
            programs.close();
        }
        bestEpoch = results.size();
        each(callback -> callback.onEnd(this));
        String end = stop == null ? "all " + options.epochs + " epochs done" : stop;
        return model(new History(results, bestEpoch, end));
    }

    private M model(History history) {
        return task.corrected(task.model(network, history, Provenance.of(options, settings(), train.classNames(), history, begun, seconds())),
                correction());
    }

    /** Worked out once, and before the first epoch: what is wrong with the rows is told before hours were spent on them. */
    private Optional<PriorCorrection> correction() {
        if (!hasCorrection) {
            correction = shares.get().orElse(null);
            hasCorrection = true;
        }
        return Optional.ofNullable(correction);
    }

    // ---- models from checkpoints ----

    /** The model as it was when a checkpoint was written. */
    M restored(Path file) {
        try {
            read(file);
            updating.beforeEvaluation();
        } finally {
            programs.close();
        }
        return model(new History(results, results.size(), "restored from " + file.getFileName()));
    }

    /** One model with the average of the weights in several checkpoints. */
    M restoredAverage(List<Path> files) {
        Check.require(!files.isEmpty(), "Trainer", "an average needs at least one checkpoint", "none");
        updating.learning().freeze(network);
        try {
            Tensor sum = null;
            for (Path file : files) {
                read(file);
                Tensor values = evaluatedWeights().values();
                sum = sum == null ? values : sum.add(values);
            }
            takeAverage(Objects.requireNonNull(sum).div(files.size()));
        } finally {
            programs.close();
            network.parameters().forEach(parameter -> parameter.freeze(false));
        }
        return model(new History(results, results.size(), "the average of " + files.size() + " checkpoints"));
    }

    private void read(Path file) {
        results.clear();
        try {
            restore(file, Checkpoint.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Trainer: cannot restore. " + e.getMessage(), e);
        }
    }

    private interface Call {
        void to(TrainingCallback callback);
    }

    private void each(Call call) {
        callbacks.forEach(call::to);
    }

    // ---- an epoch ----

    private void runEpoch() {
        boolean fresh = batch == 0;
        epoch++;
        epochStarted = System.nanoTime();
        if (fresh) {
            lossSum = 0;
            weightSum = 0;
            epochSecondsBefore = 0;
        }
        try (Feed.Flow flow = train.open(epoch, batch)) {
            for (Feed.Rows rows = flow.next(); rows != null; rows = flow.next()) {
                runBatch(rows);
                if (stop != null && batch < train.batches()) {
                    return;
                }
            }
        }
        checkWeights();
        results.add(result());
        each(callback -> callback.onEpoch(this));
        batch = 0;
    }

    private static void checkCounts(String what, double weight) {
        Check.require(weight != 0, "Trainer", "some rows of the " + what + " data must count", "only such as have the weight 0 or no label",
                "Look at withWeights(..), the order of the rows, and the class weights.");
    }

    private EpochResult result() {
        checkCounts("training", weightSum);
        OptionalDouble validationLoss = OptionalDouble.empty();
        Map<String, Double> values = new LinkedHashMap<>();
        if (validation != null) {
            validationLoss = OptionalDouble.of(evaluate(validation, values));
        }
        double seconds = epochSecondsBefore + (System.nanoTime() - epochStarted) / 1e9;
        return new EpochResult(epoch, updates, lossSum / weightSum, validationLoss, values, rate(), seconds);
    }

    private double evaluate(Feed feed, Map<String, Double> values) {
        List<Metric.Tally> tallies = metrics.stream().map(Metric::start).toList();
        double sum = 0;
        double weight = 0;
        int number = 0;
        updating.beforeEvaluation();
        try (Feed.Flow flow = feed.open(1, 0)) {
            for (Feed.Rows rows = flow.next(); rows != null; rows = flow.next()) {
                if (!validated) {
                    validationTargets.batch(rows);
                }
                List<Tensor> found = programs.evaluate(rows);
                number++;
                double ofBatch = found.get(0).item();
                if (Double.isNaN(ofBatch)) {
                    throw Divergence.inValidation(network, rows, epoch, number, ofBatch);
                }
                sum += ofBatch;
                weight += found.get(1).item();
                if (!tallies.isEmpty()) {
                    Counted counted = Counted.of(found, rows);
                    tallies.forEach(tally -> tally.add(counted.scores(), counted.target(), counted.weights()));
                }
            }
        } finally {
            updating.afterEvaluation();
        }
        validated = true;
        checkCounts("validation", weight);
        for (int i = 0; i < tallies.size(); i++) {
            values.put(metrics.get(i).name(), tallies.get(i).value());
        }
        return sum / weight;
    }

    // ---- a batch ----

    private void runBatch(Feed.Rows rows) {
        batches++;
        if (batches <= train.batches()) {
            trainTargets.batch(rows);
        }
        network.draw(batches);
        List<Tensor> found = options.accumulate == 1 ? programs.gradients(rows) : programs.gather(rows, gathered == 0);
        gathered++;
        batch++;
        lastLoss = found.get(0).item();
        if (!Double.isFinite(lastLoss)) {
            throw Divergence.found(network, rows, epoch, batch, lastLoss);
        }
        if (batches == 1 && task instanceof ClassifierTask && options.display != Display.SILENT) {
            StartingLoss.complaint(loss, task == ClassifierTask.CLASSES ? network.outputs().get(0).last() : 2, lastLoss).ifPresent(LOG::warn);
        }
        double weight = found.get(1).item();
        lossSum += lastLoss * weight;
        weightSum += weight;
        if (gathered == options.accumulate || batch == train.batches()) {
            gathered = 0;
            double now = options.optimizer.rate() * options.schedule.factor(updates, updatesPerEpoch) * (lowering == null ? 1 : lowering.factor());
            updates++;
            updating.prepare(now, updates);
            programs.update();
        }
        if (options.maxTime != null && seconds() > options.maxTime.toNanos() / 1e9) {
            stop("the time of " + options.maxTime + " is over");
        }
        each(callback -> callback.onBatch(this));
    }

    /** A last update that spoiled the weights would otherwise be seen by no loss. */
    private void checkWeights() {
        if (!programs.weightsAreFinite()) {
            throw Divergence.found(network, null, epoch, batch, lastLoss);
        }
    }

    /** What layers remember of activations belongs to other weights than the average: one epoch of forward passes brings it in line. */
    private void takeAverage(Tensor average) {
        network.parameters().values().assign(average);
        if (network.states().isEmpty()) {
            return;
        }
        try (Feed.Flow flow = train.open(options.epochs + 1, 0)) {
            for (Feed.Rows rows = flow.next(); rows != null; rows = flow.next()) {
                network.draw(++batches);
                programs.observe(rows);
            }
        }
    }

    // ---- for callbacks of this package ----

    /** A copy of the weights that the last validation saw. */
    Weights evaluatedWeights() {
        updating.beforeEvaluation();
        try {
            return Weights.of(network);
        } finally {
            updating.afterEvaluation();
        }
    }

    /** Gives the model these weights, at the end. */
    void putBest(Weights weights, int ofEpoch) {
        weights.putInto(network);
        bestEpoch = ofEpoch;
    }

    /** Whether no batch waits for others to make an update with. */
    boolean isBetweenUpdates() {
        return gathered == 0;
    }

    // ---- checkpoints ----

    Checkpoint checkpoint() {
        Checkpoint.Position position = new Checkpoint.Position(epoch, batch, batches, updates, lossSum, weightSum, lastLoss, seconds(),
                epochSecondsBefore + (System.nanoTime() - epochStarted) / 1e9);
        return handover().give(begun, position, results);
    }

    private Handover handover() {
        return new Handover(settings(), updating.tensors(), callbacks);
    }

    /** Told only when asked: it goes through all rows. */
    private Map<String, String> settings() {
        if (told == null) {
            told = settings.get();
        }
        return told;
    }

    private void resume() {
        Path from = options.resume;
        if (from == null) {
            return;
        }
        try {
            Path file = Handover.toResume(from, options.callbacks, this::settings);
            if (file == null) {
                LOG.info("Trainer: nothing to resume in {}, the run begins anew.", from);
                return;
            }
            Checkpoint saved = Checkpoint.read(file);
            int done = saved.results().size();
            Check.require(done <= options.epochs, "Trainer", "the plan must have at least the " + done + " epochs that are done in " + file,
                    options.epochs,
                    "Give it as many or more with epochs(..); for the model of an earlier epoch use restore with a checkpoint of it.");
            restore(file, saved);
            resumed = true;
            LOG.info("Trainer: resumed from {}, after {} updates, {} epochs done.", file, updates, results.size());
        } catch (IOException e) {
            throw new UncheckedIOException("Trainer: cannot resume. " + e.getMessage(), e);
        }
    }

    /** Whether this run went on from a checkpoint. */
    boolean isResumed() {
        return resumed;
    }

    /** Whether a run of the same plan on the same data wrote it. */
    boolean isOwn(Checkpoint saved) {
        return saved.settings().entrySet().containsAll(settings().entrySet());
    }

    private void restore(Path file, Checkpoint saved) throws IOException {
        handover().take(file, saved);
        begun = Handover.started(file, saved, begun);
        Checkpoint.Position at = saved.position();
        if (at.epoch() < 0 || at.batch() < 0 || at.batch() > train.batches() || at.updates() < 0 || at.batches() < at.updates()) {
            throw new IOException("Checkpoint " + file + ": says that it is " + at + ", where this run cannot be.");
        }
        boolean whole = at.batch() == train.batches();
        epoch = whole ? at.epoch() : at.epoch() - 1;
        batch = whole ? 0 : at.batch();
        batches = at.batches();
        updates = at.updates();
        lossSum = at.lossSum();
        weightSum = at.weightSum();
        lastLoss = at.lastLoss();
        secondsBefore = at.seconds();
        epochSecondsBefore = whole ? 0 : at.epochSeconds();
        results.addAll(saved.results());
    }

    private double seconds() {
        return started == 0 ? secondsBefore : secondsBefore + (System.nanoTime() - started) / 1e9; // a restored run was not started here
    }

    // ---- progress ----

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public int epochs() {
        return options.epochs;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public int batches() {
        return train.batches();
    }

    @Override
    public long updates() {
        return updates;
    }

    @Override
    public double loss() {
        return lastLoss;
    }

    @Override
    public double rate() {
        return updating.rate();
    }

    @Override
    public List<EpochResult> results() {
        return Collections.unmodifiableList(results);
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public void stop(String reason) {
        if (stop == null) {
            stop = reason;
        }
    }

    String explain() {
        return programs.explain();
    }
}
