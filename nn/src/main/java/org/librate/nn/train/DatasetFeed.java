package org.librate.nn.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Shape;
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

    private DatasetFeed(Loader loader) {
        this.loader = loader;
        this.inputs = shapes(Field.Role.INPUT);
    }

    static DatasetFeed of(String what, Dataset data, int batchSize, int workers, BatchOrder order) {
        Check.require(data.size() > 0, "Trainer", what + " needs at least one row", data);
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
                return new Rows(batch.inputs(), batch.y(), batch.weights().orElse(null));
            }

            @Override
            public void close() {
                batches.close();
            }
        };
    }
}
