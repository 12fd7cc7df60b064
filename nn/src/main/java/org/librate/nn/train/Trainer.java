package org.librate.nn.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.PriorCorrection;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.nn.Net;
import org.librate.nn.Network;
import org.librate.nn.loss.Loss;
import org.librate.nn.optim.Clipping;
import org.librate.nn.optim.Constraint;
import org.librate.nn.optim.Optimizer;
import org.librate.nn.optim.Penalty;
import org.librate.nn.schedule.Constant;
import org.librate.nn.schedule.Plateau;
import org.librate.nn.schedule.Schedule;

/**
 * A plan for training a network: immutable, each option a new plan. {@link #fit} does the work and returns a fitted model, so that a plan may be
 * fitted again, with the same result.
 *
 * <pre>{@code
 * Classifier model = Trainer.classifier(Sequential.of(Dense.of(64), Relu.create(), Dense.of(10)))
 *         .optimizer(AdamW.of(1e-3)).epochs(30).batchSize(128).seed(7)
 *         .callbacks(EarlyStopping.onLoss().withPatience(5), Checkpoints.in(folder).withKeepBest(3))
 *         .fit(train, validation);
 * }</pre>
 *
 * <p>Everything random comes from the seed: starts of weights from {@code init}, the order of rows from {@code shuffle}, dropout from streams of
 * the layers' names. The same plan on the same data gives the same bits, also when it was killed and resumed in between.
 *
 * @param <M> what fit returns
 */
public final class Trainer<M extends FittedModel> {

    private final Task<M> task;
    private final Net net;
    private final Options options;

    private Trainer(Task<M> task, Net net, Options options) {
        this.task = task;
        this.net = Check.notNull("Trainer", "net", net);
        this.options = options;
    }

    /**
     * Tells several classes apart: the network has one output for each, without softmax; targets are class numbers {@code [n]} from 0 on, or
     * distributions {@code [n, classes]}. Rows without a label have the weight 0 or are left out. If the network answers at each step of a sequence,
     * targets are {@code [n, time]}: each step counts as a row, unless it is padding or its target is negative.
     */
    public static Trainer<Classifier> classifier(Net net) {
        return new Trainer<>(ClassifierTask.CLASSES, net, new Options());
    }

    /** Tells yes from no: the network has a single output, without sigmoid; targets are 0 or 1. Its probabilities are {@code [n, 2]}, no first. */
    public static Trainer<Classifier> binary(Net net) {
        return new Trainer<>(ClassifierTask.BINARY, net, new Options());
    }

    /** Gives labels that may hold together: the network has one output for each, without sigmoid; targets are 0 or 1, {@code [n, labels]}. */
    public static Trainer<Classifier> multiLabel(Net net) {
        return new Trainer<>(ClassifierTask.LABELS, net, new Options());
    }

    /**
     * Tells the nodes of a graph apart: the network has an output for each class and node, {@code [nodes, classes]}, without softmax; targets are
     * class numbers {@code [n, nodes]}, negative for nodes whose class is not known. Its predictions are {@code [n, nodes]}.
     *
     * <pre>{@code
     * GraphDataset papers = GraphDataset.ofNodes(adjacency.withSelfLoops(), words, topics);
     * Classifier model = Trainer.nodeClassifier(GraphNet.of(Gcn.of(16), Relu.create(), Gcn.of(7)))
     *         .fit(papers.onlyNodes(training), papers.onlyNodes(validation));
     * }</pre>
     */
    public static Trainer<Classifier> nodeClassifier(Net net) {
        return new Trainer<>(ClassifierTask.NODES, net, new Options());
    }

    /** Predicts values; targets are of the output's shape, or {@code [n]} for a single output. */
    public static Trainer<Regressor> regressor(Net net) {
        return new Trainer<>(new RegressorTask(), net, new Options());
    }

    private Trainer<M> with(Consumer<Options> change) {
        return new Trainer<>(task, net, options.with(change));
    }

    // ---- what is learned, and how ----

    /** What is made small. Without: cross-entropy for classifiers, the squared error for regressors. */
    public Trainer<M> loss(Loss loss) {
        Check.notNull("Trainer", "loss", loss);
        return with(plan -> {
            plan.loss = loss;
            plan.lossOfCounts = null;
        });
    }

    /**
     * A loss that is made anew in each fit from how many of its training rows each class has, so that cross-validation does not tell it of rows it is
     * judged by.
     *
     * <pre>{@code
     * Trainer.classifier(net).lossFromCounts(LogitAdjustment::of)
     * Trainer.classifier(net).lossFromCounts(counts -> Focal.classBalanced(counts, 0.999))
     * }</pre>
     *
     * @param loss the counts are by the rows' weights; those of no and yes for {@link #binary}
     */
    public Trainer<M> lossFromCounts(Function<ClassCounts, ? extends Loss> loss) {
        Check.notNull("Trainer", "loss", loss);
        return with(plan -> {
            plan.loss = null;
            plan.lossOfCounts = loss::apply;
        });
    }

    /** How weights change. Without: Adam at 0.001. */
    public Trainer<M> optimizer(Optimizer optimizer) {
        return with(plan -> plan.optimizer = Check.notNull("Trainer", "optimizer", optimizer));
    }

    /** How the learning rate moves. Without: not at all. */
    public Trainer<M> schedule(Schedule schedule) {
        return with(plan -> plan.schedule = Check.notNull("Trainer", "schedule", schedule));
    }

    /** Makes the rate smaller when the loss on the validation rows (or the training loss, without) stops getting better; multiplies the schedule. */
    public Trainer<M> plateau(Plateau plateau) {
        return with(plan -> plan.lowering = new Lowering(plateau, new Monitor(null, !plateau.minimizes())));
    }

    /** Makes the rate smaller when a metric on the validation rows stops getting better; multiplies the schedule. */
    public Trainer<M> plateau(Plateau plateau, Metric metric) {
        Check.require(plateau.minimizes() != metric.higherIsBetter(), "Trainer", "the plateau must go the way of " + metric.name(), plateau);
        return with(plan -> plan.lowering = new Lowering(plateau, new Monitor(metric, !plateau.minimizes())));
    }

    /**
     * Leaves parameters as they are, to the last bit: for fine-tuning. No optimizer, penalty, clipping or constraint sees them, no gradient of them
     * is computed, and a batch norm of which all is frozen uses its running statistics and leaves those as well. So the backward pass ends at the
     * lowest layer that learns.
     *
     * <pre>{@code
     * .freeze("*").unfreeze("head")        // only the layer "head" learns
     * }</pre>
     *
     * @param patterns names of parameters such as {@code dense.weight}, or paths of layers such as {@code stage_1}, which mean all in them;
     *         {@code *} stands for any characters. Of freeze and unfreeze the last that matches a name holds
     */
    public Trainer<M> freeze(String... patterns) {
        return with(plan -> plan.frozen = plan.frozen.with(true, patterns));
    }

    /** Lets parameters learn after all that an earlier {@link #freeze} of this plan covers. */
    public Trainer<M> unfreeze(String... patterns) {
        return with(plan -> plan.frozen = plan.frozen.with(false, patterns));
    }

    /**
     * Multiplies the learning rate of some parameters: smaller below, where a network that was trained before knows most already.
     *
     * <pre>{@code
     * .rateFactor("*", 0.1).rateFactor("head", 1)
     * }</pre>
     *
     * @param pattern as for {@link #freeze}; the last that matches a name holds
     */
    public Trainer<M> rateFactor(String pattern, double factor) {
        Check.positive("Trainer", "a rate factor (for no learning at all there is freeze)", factor);
        return with(plan -> plan.rateFactors = plan.rateFactors.with(factor, pattern));
    }

    /** Keeps gradients from being too large. */
    public Trainer<M> clipGradients(Clipping clipping) {
        return with(plan -> plan.clipping = Check.notNull("Trainer", "clipping", clipping));
    }

    /** Makes all gradients shorter by one factor when their common norm is above the limit. */
    public Trainer<M> clipGradients(double globalNorm) {
        return clipGradients(Clipping.byGlobalNorm(globalNorm));
    }

    /** A price on large weights. */
    public Trainer<M> penalty(Penalty penalty) {
        return with(plan -> plan.penalty = Check.notNull("Trainer", "penalty", penalty));
    }

    /** What weights must keep to after each update. */
    public Trainer<M> constraint(Constraint constraint) {
        return with(plan -> plan.constraint = Check.notNull("Trainer", "constraint", constraint));
    }

    /** Evaluates and keeps a moving average of the weights, of which this share stays at each update, such as 0.999. */
    public Trainer<M> averageWeights(double decay) {
        Check.fraction("Trainer", "decay", decay);
        return with(plan -> plan.emaDecay = Check.positive("Trainer", "decay", decay));
    }

    /**
     * Gives the model the plain average of the weights at the ends of all epochs from this one on (stochastic weight averaging); best with a high
     * rate in those epochs. The history shows the weights that were averaged, not the average.
     */
    public Trainer<M> averageEpochs(int fromEpoch) {
        Check.positive("Trainer", "fromEpoch", fromEpoch);
        return with(plan -> plan.epochAverage = new EpochAverage(fromEpoch));
    }

    /**
     * How much each class counts in the training loss, in the order of the class numbers; rows' own weights multiply it. Probabilities are corrected
     * for it.
     */
    public Trainer<M> classWeights(double... weights) {
        Check.require(weights.length >= 2, "Trainer", "class weights must be one for each class", weights.length);
        for (double weight : weights) {
            Check.notNegative("Trainer", "a class weight", weight);
        }
        double[] copy = weights.clone();
        return with(plan -> {
            plan.classWeights = copy;
            plan.classWeightRule = null;
        });
    }

    /** The same, worked out from the training rows of each fit. */
    public Trainer<M> classWeights(ClassWeights weights) {
        Check.notNull("Trainer", "class weights", weights);
        return with(plan -> {
            plan.classWeights = null;
            plan.classWeightRule = weights;
        });
    }

    /** Class weights that make all classes count alike: {@code rows / (classes · rows of the class)}. */
    public Trainer<M> balanceClasses() {
        return classWeights(ClassWeights.balanced());
    }

    // ---- how long, in what portions ----

    /** How often all rows are gone through, at most; 10 unless told. */
    public Trainer<M> epochs(int epochs) {
        Check.positive("Trainer", "epochs", epochs);
        return with(plan -> plan.epochs = epochs);
    }

    /** How many rows make a batch; 32 unless told. The last of an epoch may be smaller. */
    public Trainer<M> batchSize(int rows) {
        Check.positive("Trainer", "batchSize", rows);
        return with(plan -> plan.batchSize = rows);
    }

    /** How many batches make one update; 1 unless told. As if the batch were that much larger, in the memory of a small one. */
    public Trainer<M> accumulate(int batches) {
        Check.positive("Trainer", "accumulate", batches);
        return with(plan -> plan.accumulate = batches);
    }

    /** Ends the run after this time, counted over resumes; the batch in progress is finished. */
    public Trainer<M> maxTime(Duration time) {
        Check.require(!time.isNegative() && !time.isZero(), "Trainer", "maxTime must be > 0", time);
        return with(plan -> plan.maxTime = time);
    }

    /** Where all randomness comes from; 0 unless told. */
    public Trainer<M> seed(long seed) {
        return with(plan -> plan.seed = seed);
    }

    /** How many threads read rows ahead; 0 unless told: the training thread reads. The batches are the same for any number. */
    public Trainer<M> workers(int workers) {
        Check.notNegative("Trainer", "workers", workers);
        return with(plan -> plan.workers = workers);
    }

    /**
     * In which order an epoch goes through the rows. Without: all of them, shuffled. An order that has rows of rare classes more often teaches the
     * network that these are more frequent than they are: its probabilities are corrected for that.
     *
     * @param order makes an order from the plan's randomness, such as {@code BatchOrder::classBalanced}
     */
    public Trainer<M> order(Function<RandomSource, BatchOrder> order) {
        return with(plan -> plan.order = Check.notNull("Trainer", "order", order));
    }

    // ---- what is watched ----

    /** What is measured on the validation rows after each epoch. Without: accuracy for classifiers, the absolute error for regressors. */
    public Trainer<M> metrics(Metric... metrics) {
        List<Metric> list = List.of(metrics);
        return with(plan -> plan.metrics = list);
    }

    /** Who watches, in this order; replaces those given before. */
    public Trainer<M> callbacks(TrainingCallback... callbacks) {
        List<TrainingCallback> list = List.of(callbacks);
        return with(plan -> plan.callbacks = list);
    }

    /** Sets this share of the training rows, drawn by the seed, aside for validation. */
    public Trainer<M> validationShare(double share) {
        Check.fraction("Trainer", "validationShare", share);
        return with(plan -> plan.validationShare = Check.positive("Trainer", "validationShare", share));
    }

    /** How the run shows that it goes on. */
    public Trainer<M> display(Display display) {
        return with(plan -> plan.display = Check.notNull("Trainer", "display", display));
    }

    /**
     * Goes on from a checkpoint file, or from the newest of this plan and these data in a folder; begins anew when the folder has none, or is not
     * there yet because this plan's {@link Checkpoints} will make it. The log (INFO) says which. The result is that of a run that never stopped, to
     * the last bit.
     */
    public Trainer<M> resumeFrom(Path fileOrFolder) {
        return with(plan -> plan.resume = Check.notNull("Trainer", "resumeFrom", fileOrFolder));
    }

    // ---- the work ----

    /**
     * This plan as what learns from tables, so that it may stand at the end of a pipeline.
     *
     * <pre>{@code
     * Pipeline.start(StandardScaler.create()).estimator(trainer.estimator()).fit(split.train(), split.validation());
     * }</pre>
     */
    public Estimator<NetworkModel<M>> estimator() {
        return new TableEstimator<>(this);
    }

    /** The plan that an {@link #estimator()} is of, to change it where only that is at hand; empty if it is not of a network. */
    public static Optional<Trainer<?>> of(Estimator<?> estimator) {
        return estimator instanceof TableEstimator<?> network ? Optional.of(network.trainer()) : Optional.empty();
    }

    /** Whether it is a plan of {@link #binary}: a single output, whose losses are others than those of an output for each class. */
    public boolean isBinary() {
        return task == ClassifierTask.BINARY;
    }

    /** Trains without validation rows, unless {@link #validationShare} sets some aside. */
    public M fit(Dataset train) {
        Division parts = division(train);
        if (parts == null) {
            return run(train, null);
        }
        return run(parts.train(), parts.validation());
    }

    /** Trains on some rows and validates on others. */
    public M fit(Dataset train, Dataset validation) {
        Check.require(options.validationShare == 0, "Trainer", "validation rows come from validationShare or from fit(train, validation)", "both");
        return run(train, validation);
    }

    /**
     * Trains on the first batch alone, for 200 updates, and says whether it was learned by heart: the first thing to try when a network does not
     * learn. Watchers, schedule and averages of the plan are left out.
     */
    public OneBatch overfitOneBatch(Dataset train) {
        int[] rows = IntStream.range(0, Math.min(train.size(), options.batchSize)).toArray();
        History history = aside(plan -> {
            plan.epochs = 200;
            plan.accumulate = 1;
            plan.schedule = Constant.create();
        }).run(train.subset(rows), null).history();
        return new OneBatch(rows.length, history.epochs().get(0).loss(), history.last().loss(), history.last().updates());
    }

    /**
     * How the loss of this plan answers to learning rates from tiny to too large: {@link RateFinder} with its defaults. Neither the plan nor a later
     * fit is changed by it.
     */
    public RateCurve findRate(Dataset train) {
        return RateFinder.of(this).on(train);
    }

    /** As {@link #constantBaseline(Dataset, Dataset)}, without validation rows unless {@link #validationShare} sets some aside. */
    public ConstantBaseline constantBaseline(Dataset train) {
        Division parts = division(train);
        return parts == null ? ConstantBaseline.of(this, train, null) : ConstantBaseline.of(this, parts.train(), parts.validation());
    }

    /**
     * The loss of always giving the same answer, the class frequencies or the mean of the training rows: what a network must beat. Trains nothing,
     * but looks at all rows.
     */
    public ConstantBaseline constantBaseline(Dataset train, Dataset validation) {
        return ConstantBaseline.of(this, train, validation);
    }

    /** As {@link #inputIndependentBaseline(Dataset, Dataset)}, with the validation rows that {@link #validationShare} sets aside. */
    public InputIndependentBaseline inputIndependentBaseline(Dataset train) {
        Division parts = division(train);
        Check.require(parts != null, "inputIndependentBaseline", "needs validation rows", "none",
                "Give them, or set some aside with validationShare(0.1).");
        return InputIndependentBaseline.of(this, Objects.requireNonNull(parts).train(), parts.validation());
    }

    /**
     * Trains twice, on the rows as they are and with all inputs set to 0, and tells whether looking at the inputs helped on the validation rows. If
     * not, the inputs carry no signal, or it is lost on the way. A few epochs are enough:
     *
     * <pre>{@code
     * System.out.println(plan.epochs(3).inputIndependentBaseline(train, validation));
     * }</pre>
     *
     * <p>Both runs keep the weights of their best epoch; watchers and averages of the plan are left out.
     */
    public InputIndependentBaseline inputIndependentBaseline(Dataset train, Dataset validation) {
        return InputIndependentBaseline.of(this, train, validation);
    }

    private @Nullable Division division(Dataset train) {
        return options.validationShare == 0 ? null : Division.of(train, options.validationShare, RandomSource.of(options.seed).stream("validation"));
    }

    /** The plan for a run on the side: without what watches, averages, resumes or ends the run that is planned. */
    Trainer<M> aside(Consumer<Options> change) {
        return with(plan -> {
            plan.emaDecay = 0;
            plan.epochAverage = null;
            plan.lowering = null;
            plan.callbacks = List.of();
            plan.resume = null;
            plan.maxTime = null;
            plan.validationShare = 0;
            plan.display = Display.SILENT;
            change.accept(plan);
        });
    }

    /** A run of this plan, before its first batch. */
    private Run<M> prepare(Dataset train, @Nullable Dataset validation) {
        return new Preparation<>(task, net, options).run(train, validation);
    }

    ByClass byClass() {
        return new ByClass(task, options);
    }

    Options options() {
        return options;
    }

    Task<M> task() {
        return task;
    }

    /** As {@link #fitSnapshots(int, Dataset, Dataset)}, without validation rows unless {@link #validationShare} sets some aside. */
    public List<M> fitSnapshots(int everyEpochs, Dataset train) {
        return snapshots(everyEpochs, plan -> plan.fit(train));
    }

    /**
     * Trains once and returns the model as it was at the end of every cycle, for an ensemble at the price of one run (Huang et al. 2017): with a rate
     * that falls to nothing and starts again, each cycle ends in another place.
     *
     * <pre>{@code
     * List<Classifier> five = plan.epochs(50).schedule(Cosine.overEpochs(10).withRestarts(1)).fitSnapshots(10, train, validation);
     * ClassPredictor together = ClassifierEnsemble.averaging(five);
     * }</pre>
     *
     * @param everyEpochs the length of a cycle. A run that is stopped before its first has ended gives the model it ended with
     */
    public List<M> fitSnapshots(int everyEpochs, Dataset train, Dataset validation) {
        return snapshots(everyEpochs, plan -> plan.fit(train, validation));
    }

    private List<M> snapshots(int everyEpochs, Function<Trainer<M>, M> fit) {
        Check.positive("Trainer", "everyEpochs", everyEpochs);
        Check.require(everyEpochs <= options.epochs, "Trainer", "a cycle must not be longer than the " + options.epochs + " epochs of the run",
                everyEpochs);
        Snapshots snapshots = new Snapshots(everyEpochs);
        List<TrainingCallback> watched = new ArrayList<>(options.callbacks);
        watched.add(snapshots);
        M last = fit.apply(with(plan -> plan.callbacks = List.copyOf(watched)));
        if (snapshots.taken().isEmpty()) {
            return List.of(last);
        }
        Network trained = last.network();
        List<M> models = new ArrayList<>();
        for (Snapshots.Snapshot one : snapshots.taken()) {
            Network network = Network.build(trained.net(), trained.inputs(), RandomSource.of(options.seed).stream("init"), DType.FLOAT32);
            one.weights().putInto(network);
            List<EpochResult> until = last.history().epochs().stream().filter(epoch -> epoch.epoch() <= one.epoch()).toList();
            History history = new History(until, one.epoch(), "snapshot after epoch " + one.epoch());
            models.add(task.corrected(task.model(network, history, last.provenance().with(history)), last.shares()));
        }
        return models;
    }

    /** As {@link #restore(List, Dataset, Dataset)}, without validation rows unless {@link #validationShare} sets some aside. */
    public List<M> restore(List<Path> checkpoints, Dataset train) {
        Division parts = division(train);
        return parts == null ? restored(checkpoints, train, null) : restored(checkpoints, parts.train(), parts.validation());
    }

    /**
     * The models that a run of this plan had when it wrote these checkpoints, for an ensemble without further training. Plan and data must be those
     * of the run, as for {@link #resumeFrom}.
     *
     * <pre>{@code
     * ClassPredictor three = ClassifierEnsemble.averaging(plan.restore(Checkpoints.best(folder, 3), train, validation));
     * }</pre>
     */
    public List<M> restore(List<Path> checkpoints, Dataset train, Dataset validation) {
        return restored(checkpoints, train, validation);
    }

    private List<M> restored(List<Path> checkpoints, Dataset train, @Nullable Dataset validation) {
        return checkpoints.stream().map(file -> prepare(train, validation).restored(file)).toList();
    }

    /** As {@link #restoreAverage(List, Dataset, Dataset)}, without validation rows unless {@link #validationShare} sets some aside. */
    public M restoreAverage(List<Path> checkpoints, Dataset train) {
        Division parts = division(train);
        Run<M> run = parts == null ? prepare(train, null) : prepare(parts.train(), parts.validation());
        return run.restoredAverage(checkpoints);
    }

    /**
     * One model with the average of the weights in these checkpoints, which should be neighbours: weights of runs that went different ways have no
     * average to speak of. As after {@link #averageEpochs}, what batch norms remember is brought in line by one pass over the training rows.
     */
    public M restoreAverage(List<Path> checkpoints, Dataset train, Dataset validation) {
        return prepare(train, validation).restoredAverage(checkpoints);
    }

    private M run(Dataset train, @Nullable Dataset validation) {
        Check.require(validation == null || !validation.isForTraining(), "Trainer",
                "validation rows must not be augmented: they would not tell how good the model is",
                String.valueOf(validation), "Divide the rows first, and augment the training part.");
        return prepare(train, validation).run();
    }

    @Override
    public String toString() {
        return "Trainer[" + task + ", " + options.epochs + " epochs of batches of " + options.batchSize + ", " + options.optimizer + ", seed="
                + options.seed + "]";
    }
}
