package org.librate.nn.train;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.learn.ClassCounts;
import org.librate.core.random.RandomSource;
import org.librate.nn.loss.Loss;
import org.librate.nn.loss.RebalancingLoss;

/**
 * What a plan makes of the classes of the rows it learns from: how much each counts, which loss knows how frequent they are, and how frequent they
 * look after all that.
 */
record ByClass(Task<?> task, Options options) {

    /** Epochs whose order is looked at to tell how often it has each class: draws differ from one to the next. */
    private static final int MEASURED_EPOCHS = 8;

    /** The loss for a fit on these rows by a network of this output. */
    Loss loss(Dataset train, Shape output) {
        if (options.lossOfCounts != null) {
            checkClasses("a loss that is made from counts needs", "Give the loss itself.");
            return Check.notNull("Trainer", "the loss from counts", options.lossOfCounts.apply(counts(train, output)));
        }
        return options.loss == null ? task.defaultLoss() : options.loss;
    }

    /** How much each class counts in the training loss; null if all do alike. */
    @Nullable Tensor weights(Dataset train, Shape output) {
        if (options.classWeights == null && options.classWeightRule == null) {
            return null;
        }
        checkClasses("class weights need", "Give them to the loss.");
        int classes = classes(output);
        double[] given = options.classWeights;
        double[] weights = given != null ? given : Objects.requireNonNull(options.classWeightRule).factors(counts(train, output));
        Check.require(weights.length == classes, "Trainer", "class weights must be one for each of " + classes + " classes", weights.length);
        float[] values = new float[weights.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) weights[i];
        }
        return Tensor.of(values);
    }

    /**
     * For how frequent classes the probabilities of a network hold that this plan trains on rows of one class each.
     *
     * @param counts of these rows
     * @param rows asked for only if the plan says in which order they are gone through
     */
    ClassCounts learned(ClassCounts counts, Supplier<Dataset> rows) {
        ClassCounts learned = counts;
        if (options.order != Options.SHUFFLED) {
            learned = learned.times(drawn(rows.get(), counts.classes()));
        }
        if (options.classWeights != null) {
            learned = learned.times(options.classWeights);
        } else if (options.classWeightRule != null) {
            learned = learned.times(options.classWeightRule.factors(counts));
        }
        Loss loss = options.lossOfCounts != null ? options.lossOfCounts.apply(counts) : options.loss;
        double[] factors = loss instanceof RebalancingLoss rebalancing ? rebalancing.classFactors(counts) : new double[0];
        return factors.length == 0 ? learned : learned.times(factors);
    }

    /** How often the first epochs have a row of each class, for each row there is. */
    private double[] drawn(Dataset train, int classes) {
        BatchOrder order = options.order.apply(RandomSource.of(options.seed).stream("shuffle"));
        int[] labels = train.labels();
        double[] times = new double[classes];
        for (int epoch = 1; epoch <= Math.min(options.epochs, MEASURED_EPOCHS); epoch++) {
            for (int row : order.rows(train, epoch, options.batchSize)) {
                times[labels[row]]++;
            }
        }
        double[] all = new double[classes];
        for (int label : labels) {
            all[label]++;
        }
        Arrays.setAll(times, k -> all[k] == 0 ? 1 : times[k] / all[k]);
        return times;
    }

    private void checkClasses(String what, String wayOut) {
        Check.require(task instanceof ClassifierTask && task != ClassifierTask.LABELS && task != ClassifierTask.NODES, "Trainer",
                what + " a classifier of one class for each row", task, wayOut);
    }

    /** How many rows, or steps, of each class there are, by the weights of rows. */
    private ClassCounts counts(Dataset train, Shape output) {
        boolean steps = task.answersSteps(output, false);
        int classes = classes(output);
        return steps ? ClassCounts.of(Arrays.stream(StepLabels.counts(train, classes)).asDoubleStream().toArray()) : ClassCounts.of(train, classes);
    }

    private int classes(Shape output) {
        return (int) Math.max(2, task.answersSteps(output, false) ? output.last() : output.size());
    }
}
