package org.librate.nn.train;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Loader;

/** A data set with inputs and one target, as a loader brings it. */
final class DatasetFeed implements Feed {

    private final Loader loader;
    private final List<Shape> inputs;
    private final Sequences sequences;
    private final List<String> lengths; // the names of the fields that have some

    private DatasetFeed(Loader loader) {
        this.loader = loader;
        this.inputs = shapes(Field.Role.INPUT);
        List<Field> fields = loader.data().fields();
        List<Field> padded = fields.stream().filter(field -> fields.stream().anyMatch(other -> other.isLengthsOf(field))).toList();
        List<Field> ofNetwork = fields.stream().filter(field -> field.role() == Field.Role.INPUT).toList();
        this.sequences = new Sequences(padded.stream().filter(ofNetwork::contains).map(ofNetwork::indexOf).toList(),
                padded.stream().anyMatch(field -> field.role() == Field.Role.TARGET));
        this.lengths = Stream.concat(padded.stream().filter(ofNetwork::contains), padded.stream().filter(field -> field.role() == Field.Role.TARGET))
                .map(Field::name).toList();
    }

    static DatasetFeed of(String what, Dataset data, int batchSize, int workers, BatchOrder order) {
        Check.require(data.size() > 0, "Trainer", what + " needs at least one row", data);
        TargetCheck.types(what, data);
        DatasetFeed feed = new DatasetFeed(Loader.of(data).withBatchSize(batchSize).withWorkers(workers).withOrder(order));
        Check.require(!feed.inputs.isEmpty(), "Trainer", what + " needs an input field", data);
        Check.require(feed.shapes(Field.Role.TARGET).size() == 1, "Trainer", what + " needs one target field", data);
        return feed;
    }

    private List<Shape> shapes(Field.Role role) {
        return loader.data().fields().stream().filter(field -> field.role() == role).map(Field::shape).toList();
    }

    @Override
    public List<Shape> inputs() {
        return inputs;
    }

    @Override
    public Sequences sequences() {
        return sequences;
    }

    /** Whether its samples could be the other's; padded ones may be longer or shorter. */
    boolean fits(DatasetFeed other) {
        if (!sequences.equals(other.sequences) || inputs.size() != other.inputs.size()) {
            return false;
        }
        for (int i = 0; i < inputs.size(); i++) {
            Shape mine = inputs.get(i);
            Shape theirs = other.inputs.get(i);
            boolean padded = sequences.inputs().contains(i) && mine.rank() == theirs.rank();
            if (!mine.equals(theirs) && !(padded && mine.slice(1, mine.rank()).equals(theirs.slice(1, mine.rank())))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void checkLabels(TargetCheck check) {
        check.dataset(loader.data());
    }

    @Override
    public int[] labelsAtHand() {
        Dataset data = loader.data();
        boolean single = data.fields().stream().filter(field -> field.role() == Field.Role.TARGET).allMatch(Field::isLabel);
        return single && data.hasLabelsAtHand() ? data.labels() : new int[0];
    }

    @Override
    public int batches() {
        return loader.batchesPerEpoch();
    }

    @Override
    public String describe() {
        return loader.data().size() + " rows " + loader.data().fingerprint();
    }

    @Override
    public List<String> classNames() {
        return loader.data().classNames();
    }

    @Override
    public Flow open(int epoch, int fromBatch) {
        Batches batches = loader.open(epoch, fromBatch);
        return new Flow() {
            @Override
            public @Nullable Rows next() {
                if (!batches.hasNext()) {
                    return null;
                }
                Batch batch = batches.next();
                List<Tensor> real = lengths.isEmpty() ? List.of() : lengths.stream().map(name -> batch.lengths(name).orElseThrow()).toList();
                return new Rows(batch.inputs(), batch.y(), batch.weights().orElse(null), real, sequences, batch);
            }

            @Override
            public void close() {
                batches.close();
            }
        };
    }
}
