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
import org.librate.core.metric.Metric;

/** Asks a model about all rows of a data set, batch by batch: rows are in memory only while they are looked at. */
final class RowStream {

    /** As many as a model takes at once. */
    private static final int ROWS = 256;

    /** What a model answers. */
    interface Answers {
        Tensor of(Tensor... inputs);
    }

    private RowStream() {
    }

    /** All answers, in the order of the rows. */
    static Tensor answers(Dataset data, Answers model) {
        checkInputs("predict", data);
        List<Tensor> all = new ArrayList<>();
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).open(0)) {
            for (Batch batch : batches) {
                all.add(model.of(batch.inputs().toArray(Tensor[]::new)).keep());
            }
        }
        return Tensor.concat(0, all);
    }

    static Scores scores(Dataset data, Answers model, Metric... metrics) {
        checkInputs("evaluate", data);
        List<Field> targets = data.fields().stream().filter(field -> field.role() == Field.Role.TARGET).toList();
        Check.require(targets.size() == 1, "evaluate", "needs one target field to compare with", targets,
                "Of rows without targets there is predict(data).");
        Check.require(metrics.length > 0, "evaluate", "needs a metric", "none", "Say evaluate(data, Accuracy.metric()).");
        List<String> names = Arrays.stream(metrics).map(Metric::name).toList();
        Check.require(new HashSet<>(names).size() == names.size(), "evaluate", "metrics must have different names", names);
        List<Metric.Tally> tallies = Arrays.stream(metrics).map(Metric::start).toList();
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).open(0)) {
            for (Batch batch : batches) {
                Tensor scores = model.of(batch.inputs().toArray(Tensor[]::new));
                for (Metric.Tally tally : tallies) {
                    tally.add(scores, batch.y(), batch.weights().orElse(null));
                }
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < metrics.length; i++) {
            values.put(names.get(i), tallies.get(i).value());
        }
        return new Scores(data.size(), values);
    }

    private static void checkInputs(String who, Dataset data) {
        Check.require(data.size() > 0, who, "needs at least one row", data);
        Check.require(data.fields().stream().anyMatch(field -> field.role() == Field.Role.INPUT), who, "needs an input field", data.fields());
    }
}
