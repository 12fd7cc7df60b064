package org.librate.nn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.nn.Net;
import org.librate.nn.Network;
import org.librate.nn.loss.Loss;
import org.librate.nn.loss.RowLoss;
import org.librate.nn.loss.SequenceLoss;

/** From a plan and rows to a run before its first batch: what is checked, what the plan leaves open, and what a checkpoint must agree with. */
record Preparation<M extends FittedModel>(Task<M> task, Net net, Options options) {

    Run<M> run(Dataset train, @Nullable Dataset validation) {
        List<Metric> metrics = metrics();
        Check.require(options.epochAverage == null || options.emaDecay == 0, "Trainer", "weights are averaged by averageWeights or by averageEpochs",
                "both");
        Check.require(options.epochAverage == null || options.callbacks.stream().noneMatch(EarlyStopping.class::isInstance), "Trainer",
                "averageEpochs and EarlyStopping each choose the final weights", "both", "Use one of them.");
        if (validation == null) {
            watchers().stream().filter(TrainingCallback::needsValidation).findFirst().ifPresent(callback -> {
                throw new IllegalArgumentException(callback + ": needs validation rows. Give them to fit(train, validation), or set some aside "
                        + "with validationShare(0.1).");
            });
        }
        RandomSource random = RandomSource.of(options.seed);
        BatchOrder order = options.order.apply(random.stream("shuffle"));
        DatasetFeed rows = DatasetFeed.of("training", train, options.batchSize, options.workers, order);
        DatasetFeed checks = validation == null ? null
                : DatasetFeed.of("validation", validation, options.batchSize, options.workers, BatchOrder.sequential());
        if (checks != null) {
            Check.require(checks.fits(rows), "Trainer", "validation samples must be of the training samples' shapes " + rows.inputs(),
                    checks.inputs());
        }
        List<Shape> outputs = net.outputShapes(rows.inputs());
        Check.require(outputs.size() == 1, "Trainer", "trains networks with one output", outputs.size() + " outputs");
        task.checkOutput(outputs.get(0));
        ByClass byClass = new ByClass(task, options);
        Loss loss = byClass.loss(train, outputs.get(0));
        checkNames(train.classNames(), outputs.get(0), loss);
        Network network = Network.build(net, rows.inputs(), random.stream("init"), DType.FLOAT32);
        Tensor classWeights = byClass.weights(train, outputs.get(0));
        return new Run<>(task, options, loss, network, metrics, rows, checks, classWeights, () -> byClass.shares(loss, train, outputs.get(0)),
                () -> settings(loss, network, rows, checks, order));
    }

    /** A class whose name is another's, or that has none, would be noticed when the model is used. */
    private void checkNames(List<String> names, Shape output, Loss loss) {
        if (names.isEmpty() || !(task instanceof ClassifierTask) || loss instanceof SequenceLoss) {
            return;
        }
        long classes = task == ClassifierTask.BINARY ? 2 : output.last();
        Check.require(names.size() == classes, "Trainer", "the data must name each of the network's " + classes + " classes once", names,
                "End the network with an output for each name, or give the data the right names with withClassNames(..).");
    }

    private List<TrainingCallback> watchers() {
        List<TrainingCallback> all = new ArrayList<>(options.callbacks);
        if (options.lowering != null) {
            all.add(options.lowering);
        }
        return all;
    }

    /** Those of the plan, then those that callbacks need. */
    private List<Metric> metrics() {
        Set<Metric> all = new LinkedHashSet<>(options.metrics != null ? options.metrics : judgesWholes() ? List.of() : task.defaultMetrics());
        watchers().forEach(callback -> all.addAll(callback.metrics()));
        Set<String> names = all.stream().map(Metric::name).collect(Collectors.toSet());
        Check.require(names.size() == all.size(), "Trainer", "metrics must have different names", all);
        return new ArrayList<>(all);
    }

    /** There is no class for each answer then that metrics could look at. */
    private boolean judgesWholes() {
        return options.loss instanceof SequenceLoss || options.loss instanceof RowLoss;
    }

    /** What must be the same for a checkpoint to be of this run. */
    private Map<String, String> settings(Loss loss, Network network, Feed train, @Nullable Feed validation, BatchOrder order) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("network", network.learned().stream().map(one -> one.parameter().name() + one.parameter().shape()).collect(Collectors.joining(" ")));
        all.put("loss", stable(loss));
        all.put("optimizer", stable(options.optimizer));
        all.put("schedule", stable(options.schedule));
        all.put("plateau", options.lowering == null ? "none" : stable(options.lowering));
        all.put("clipping", options.clipping == null ? "none" : stable(options.clipping));
        all.put("penalty", options.penalty == null ? "none" : stable(options.penalty));
        all.put("constraint", options.constraint == null ? "none" : stable(options.constraint));
        all.put("frozen", options.frozen.toString());
        all.put("rateFactors", options.rateFactors.toString());
        all.put("averageWeights", Double.toString(options.emaDecay));
        all.put("averageEpochs", options.epochAverage == null ? "none" : options.epochAverage.toString());
        all.put("classWeights", options.classWeightRule != null ? words(options.classWeightRule) : Arrays.toString(options.classWeights));
        all.put("batchSize", Integer.toString(options.batchSize));
        all.put("accumulate", Integer.toString(options.accumulate));
        all.put("seed", Long.toString(options.seed));
        all.put("order", stable(order));
        all.put("training data", train.describe());
        all.put("validation data", validation == null ? "none" : validation.describe());
        return all;
    }

    /** Checkpoints that are there call balanced weights by that word. */
    private static String words(ClassWeights rule) {
        return rule.equals(ClassWeights.balanced()) ? "balanced" : rule.toString();
    }

    /** A value as it prints; of a lambda only that it is one, since its name differs from run to run. */
    static String stable(Object value) {
        String text = value.toString();
        return text.contains("$$Lambda") || text.contains("@") ? "custom" : text;
    }
}
