package org.librate.nn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Loader;
import org.librate.core.data.Padded;
import org.librate.core.metric.Metric;
import org.librate.nn.Pass;

/** Asks a model about all rows of a data set, batch by batch: rows are in memory only while they are looked at. */
final class RowStream {

    /** As many as a model takes at once. */
    private static final int ROWS = 256;

    /** What a model answers. */
    interface Model {
        Tensor of(Padded... inputs);
    }

    private RowStream() {
    }

    /** All answers, in the order of the rows; as long as the longest where rows have an answer at every step. */
    static Tensor answers(Dataset data, Model model) {
        checkInputs("predict", data);
        List<Tensor> all = new ArrayList<>();
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).open(0)) {
            for (Batch batch : batches) {
                all.add(model.of(batch.padded().toArray(Padded[]::new)).keep());
            }
        }
        return RowByRow.joined(all);
    }

    /** @param classes whether the model tells classes apart, so that a third axis means an answer at every step */
    static Scores scores(Dataset data, Model model, boolean classes, Metric... metrics) {
        checkInputs("evaluate", data);
        Check.require(!data.isForTraining(), "evaluate", "rows to measure by must not be augmented: they would not tell how good the model is", data,
                "Evaluate the rows as they were; images that are to be augmented all the same come from ImageRows.augmentedEvaluation(..).");
        List<Field> targets = data.fields().stream().filter(field -> field.role() == Field.Role.TARGET).toList();
        Check.require(targets.size() == 1, "evaluate", "needs one target field to compare with", targets,
                "Of rows without targets there is predict(data).");
        Check.require(metrics.length > 0, "evaluate", "needs a metric", "none", "Say evaluate(data, Accuracy.metric()).");
        List<String> names = Arrays.stream(metrics).map(Metric::name).toList();
        Check.require(new HashSet<>(names).size() == names.size(), "evaluate", "metrics must have different names", names);
        List<Metric.Tally> tallies = Arrays.stream(metrics).map(Metric::start).toList();
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).open(0)) {
            for (Batch batch : batches) {
                Tensor answers = model.of(batch.padded().toArray(Padded[]::new));
                if (classes) {
                    Sure.of("evaluate", answers, batch.rows());
                }
                Counted counted = counted(batch, targets.get(0).name(), answers, classes);
                tallies.forEach(tally -> tally.add(counted.scores(), counted.target(), counted.weights()));
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < metrics.length; i++) {
            values.put(names.get(i), tallies.get(i).value());
        }
        return new Scores(data.size(), values);
    }

    /** Rows, or where there is an answer at every step, the steps that are real. */
    private static Counted counted(Batch batch, String target, Tensor scores, boolean classes) {
        Tensor weights = batch.weights().orElse(null);
        Tensor lengths = batch.lengths(target).orElse(null);
        if (scores.rank() < 3 || !classes && lengths == null) {
            return new Counted(scores, batch.y(), weights);
        }
        if (lengths == null) { // targets are as long as the input that they belong to
            lengths = batch.padded().stream().filter(input -> input.lengths() != null && input.values().dim(1) == scores.dim(1)).findFirst()
                    .map(Padded::lengths).orElse(null);
        }
        Tensor mask = lengths == null ? null : Pass.inference().withLengths(scores, lengths).mask(scores).orElseThrow();
        Answers answers = Answers.ofSteps(scores, batch.y(), mask);
        return Counted.of(answers.output(), answers.target(), answers.real(), weights == null ? null : answers.weights(weights));
    }

    private static void checkInputs(String who, Dataset data) {
        Check.require(data.size() > 0, who, "needs at least one row", data);
        Check.require(data.fields().stream().anyMatch(field -> field.role() == Field.Role.INPUT), who, "needs an input field", data.fields());
    }
}
