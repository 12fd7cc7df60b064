package org.librate.nn.train;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.PriorCorrection;
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
        ClassCounts drawn = options.order == Options.SHUFFLED ? counts : counts.times(drawn(rows.get(), counts.classes()));
        return learned(drawn, counts, options.lossOfCounts != null ? options.lossOfCounts.apply(counts) : options.loss);
    }

    /**
     * @param drawn how often rows of each class are gone through
     * @param counts what class weights are worked out from
     */
    private ClassCounts learned(ClassCounts drawn, ClassCounts counts, @Nullable Loss loss) {
        ClassCounts learned = drawn;
        if (options.classWeights != null) {
            learned = learned.times(options.classWeights);
        } else if (options.classWeightRule != null) {
            learned = learned.times(options.classWeightRule.factors(counts));
        }
        double[] factors = loss instanceof RebalancingLoss rebalancing ? rebalancing.classFactors(counts) : new double[0];
        return factors.length == 0 ? learned : learned.times(factors);
    }

    /**
     * From the classes' shares that a network has learned to those among the training rows, or where these were drawn from; empty where nothing makes
     * a difference, or where nobody knows it. Only then are rows counted.
     */
    Optional<PriorCorrection> shares(Loss loss, Dataset train, Shape output) {
        boolean steps = task.answersSteps(output, false);
        List<Field> targets = train.fields().stream().filter(field -> field.role() == Field.Role.TARGET).toList();
        boolean oneClass = (task == ClassifierTask.CLASSES || task == ClassifierTask.BINARY) && targets.size() == 1;
        boolean label = oneClass && targets.get(0).isLabel();
        boolean ordered = options.order != Options.SHUFFLED && label && !steps;
        double[] population = train.population();
        boolean changed = ordered || options.classWeights != null || options.classWeightRule != null || rebalances(loss, output)
                || population.length > 0;
        if (!oneClass || !changed || !steps && !label && !targets.get(0).dtype().isFloating() || steps && targets.get(0).dtype().isFloating()) {
            return Optional.empty();
        }
        ClassCounts counts = steps || label ? counts(train, output) : SoftTargets.counts(train, classes(output));
        ClassCounts learned = learned(ordered ? counts.times(drawn(train, counts.classes())) : counts, counts, loss);
        checkPopulation(population, counts);
        ClassCounts wanted = population.length == 0 ? counts : ClassCounts.of(counts.names(), Arrays.copyOf(population, counts.classes()));
        return Optional.of(PriorCorrection.of(learned, wanted)).filter(correction -> !correction.isNone());
    }

    private static void checkPopulation(double[] population, ClassCounts counts) {
        for (int k = 0; k < population.length || k < counts.classes() && population.length > 0; k++) {
            boolean hasRows = k < counts.classes() && counts.counts().get(k) > 0;
            boolean hasCount = k < population.length && population[k] > 0;
            Check.require(hasCount || !hasRows, "Trainer", "withPopulation(..) must have a count for each class with training rows, also for class " + k,
                    Arrays.toString(population));
            Check.require(!hasCount || k < counts.classes(), "Trainer", "withPopulation(..) must have counts for " + counts.classes() + " classes",
                    Arrays.toString(population));
        }
    }

    private boolean rebalances(Loss loss, Shape output) {
        double[] any = new double[classes(output)];
        Arrays.fill(any, 1);
        return loss instanceof RebalancingLoss rebalancing && rebalancing.classFactors(ClassCounts.of(any)).length > 0;
    }

    /** How often the first epochs have a row of each class, for each row there is. */
    private double[] drawn(Dataset train, int classes) {
        BatchOrder order = options.order.apply(RandomSource.of(options.seed).stream("shuffle"));
        int[] labels = train.labels();
        double[] times = new double[classes];
        for (int epoch = 1; epoch <= Math.min(options.epochs, MEASURED_EPOCHS); epoch++) {
            for (int row : order.rows(train, epoch, options.batchSize)) {
                count(times, labels[row]);
            }
        }
        double[] all = new double[classes];
        for (int label : labels) {
            count(all, label);
        }
        Arrays.setAll(times, k -> all[k] == 0 ? 1 : times[k] / all[k]);
        return times;
    }

    /** A label that is no class is that of a row without weight. */
    private static void count(double[] times, int label) {
        if (label >= 0 && label < times.length) {
            times[label]++;
        }
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
