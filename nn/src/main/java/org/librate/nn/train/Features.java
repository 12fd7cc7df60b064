package org.librate.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.DatasetView;
import org.librate.core.data.Field;
import org.librate.core.data.Loader;
import org.librate.core.data.Padded;
import org.librate.core.data.Row;
import org.librate.core.data.TensorDataset;
import org.librate.nn.Build;
import org.librate.nn.Network;
import org.librate.nn.Pass;

/**
 * What an inner layer of a fitted network makes of rows: what a simpler model on top learns from, quickly, since the network runs once and not in
 * every epoch. Safe for any number of threads.
 *
 * <pre>{@code
 * Dataset features = model.features("globalAvgPool2d").of(images);
 * Classifier linear = Trainer.classifier(Sequential.of(Dense.of(5))).fit(features);
 * }</pre>
 */
public final class Features {

    private static final int ROWS = 256;

    private final String path;
    private final Predictor predictor;

    Features(Network network, String path) {
        List<String> paths = network.layers().stream().map(Build.Built::path).toList();
        Check.require(paths.contains(path), "Features", "must name a layer of the network", "\"" + path + "\"", "There are " + paths + ".");
        this.path = path;
        this.predictor = Predictor.of(network, (inputs, pass) -> watched(network, path, inputs, pass));
    }

    private static Tensor watched(Network network, String path, List<Tensor> inputs, Pass plain) {
        Tensor[] found = new Tensor[1];
        Pass pass = plain.watchedBy((layer, output) -> {
            if (layer.equals(path)) {
                found[0] = output;
            }
        });
        network.forward(inputs, pass);
        return Objects.requireNonNull(found[0], () -> "Features: layer \"" + path + "\" was passed by.");
    }

    /** The layer's outputs for a batch of any size, {@code [n, ..]}. */
    public Tensor of(Tensor... inputs) {
        return predictor.run(List.of(inputs));
    }

    /** The layer's outputs for padded sequences; 0 after the end of a row. */
    public Padded of(Padded... inputs) {
        return predictor.run(inputs);
    }

    /** The layer's outputs for all rows of a data set, in memory, with the rows' targets, weights, lengths and origins. */
    public Dataset of(Dataset data) {
        Check.require(data.size() > 0, "Features", "needs at least one row", data);
        List<Tensor> outputs = new ArrayList<>();
        List<List<Tensor>> targets = new ArrayList<>();
        List<Tensor> weights = new ArrayList<>();
        List<Tensor> lengths = new ArrayList<>();
        List<Field> padded = data.fields().stream().filter(field -> field.role() == Field.Role.TARGET
                && data.fields().stream().anyMatch(other -> other.isLengthsOf(field))).toList();
        int[][] targetLengths = padded.stream().map(field -> data.lengths(field.name())).toArray(int[][]::new);
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).withBuckets().open(0)) { // all of one length, to be joined
            for (Batch batch : batches) {
                Padded found = predictor.run(batch.padded().toArray(Padded[]::new));
                outputs.add(found.values());
                if (found.lengths() != null) {
                    lengths.add(found.lengths());
                }
                targets.add(batch.targets().stream().map(Tensor::keep).toList());
                batch.weights().ifPresent(some -> weights.add(some.keep()));
            }
        }
        TensorDataset rows = TensorDataset.of(Tensor.concat(0, outputs));
        List<String> names = data.fields().stream().filter(field -> field.role() == Field.Role.TARGET).map(Field::name).toList();
        for (int i = 0; i < names.size(); i++) {
            int target = i;
            rows = rows.withTarget(names.get(i), Tensor.concat(0, targets.stream().map(all -> all.get(target)).toList()));
        }
        if (!lengths.isEmpty()) {
            rows = rows.withLengths("x", Tensor.concat(0, lengths).toInts());
        }
        for (int i = 0; i < targetLengths.length; i++) {
            rows = rows.withLengths(padded.get(i).name(), targetLengths[i]);
        }
        return new Extracted(weights.isEmpty() ? rows : rows.withWeights(Tensor.concat(0, weights).toArray()), data);
    }

    /** Rows that stand for those of another data set. */
    private static final class Extracted extends DatasetView {
        private final Dataset rows;

        Extracted(Dataset rows, Dataset source) {
            super(source);
            this.rows = rows;
        }

        @Override
        public List<Field> fields() {
            return rows.fields();
        }

        @Override
        public void read(int index, Row into) {
            rows.read(index, into);
        }

        @Override
        public int[] labels() {
            return rows.labels();
        }

        @Override
        public boolean hasLabelsAtHand() {
            return rows.hasLabelsAtHand();
        }

        @Override
        public int[] lengths(String field) {
            return rows.lengths(field);
        }
    }

    @Override
    public String toString() {
        return "Features[" + path + "]";
    }
}
