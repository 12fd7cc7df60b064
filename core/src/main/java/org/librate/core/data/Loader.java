package org.librate.core.data;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * Turns a dataset into batches: an immutable plan, opened for one epoch at a time.
 *
 * <pre>{@code
 * Loader loader = Loader.of(train).withBatchSize(128).withOrder(BatchOrder.shuffled(random)).withWorkers(2);
 * try (Batches batches = loader.open(epoch)) {
 *     for (Batch batch : batches) { ... }
 * }
 * }</pre>
 *
 * <p>The memory of an epoch that was closed serves the next, and goes with the loader.
 *
 * <p>The batches are the same bits for any number of workers, and {@code open(epoch, k)} gives those that {@code open(epoch)} gives from the k-th on.
 */
public final class Loader {

    private static final String NAME = "Loader";

    private final Dataset data;
    private final int batchSize;
    private final BatchOrder order;
    private final int workers;
    private final int prefetch;
    private final boolean dropLast;
    private final Buckets buckets;
    private final AtomicReference<Slot @Nullable []> spare = new AtomicReference<>(); // of an epoch that was closed, for the next

    private Loader(Dataset data, int batchSize, BatchOrder order, int workers, int prefetch, boolean dropLast, Buckets buckets) {
        this.data = data;
        this.batchSize = batchSize;
        this.order = order;
        this.workers = workers;
        this.prefetch = prefetch;
        this.dropLast = dropLast;
        this.buckets = buckets;
    }

    /** Batches of 32 rows in order, read by the calling thread; the last one may be smaller. */
    public static Loader of(Dataset data) {
        return new Loader(data, 32, BatchOrder.sequential(), 0, 1, false, Buckets.STANDARD);
    }

    public Loader withBatchSize(int rows) {
        return new Loader(data, Check.positive(NAME, "batchSize", rows), order, workers, prefetch, dropLast, buckets);
    }

    public Loader withOrder(BatchOrder order) {
        return new Loader(data, batchSize, order, workers, prefetch, dropLast, buckets);
    }

    /** How many threads read rows ahead of the one that trains; with 0 it reads them itself. */
    public Loader withWorkers(int threads) {
        Check.require(threads >= 0 && threads <= 256, NAME, "workers must be in [0, 256]", threads);
        return new Loader(data, batchSize, order, threads, prefetch, dropLast, buckets);
    }

    /** How many finished batches may wait, beside the one in use and those being filled. */
    public Loader withPrefetch(int batches) {
        return new Loader(data, batchSize, order, workers, Check.positive(NAME, "prefetch", batches), dropLast, buckets);
    }

    /** Whether rows that do not fill a last batch are left out. */
    public Loader withDropLast(boolean drop) {
        return new Loader(data, batchSize, order, workers, prefetch, drop, buckets);
    }

    /**
     * The lengths that padded sequences may have in a batch: it is cut after its longest row, rounded up to one of these, so that few shapes occur
     * and recorded steps are replayed. Without: multiples of 8 up to 64, from there 96, 128, 192, 256 and so on. None: sequences are never cut.
     *
     * @param lengths rising; beyond the last, a batch has the length that the dataset declares
     */
    public Loader withBuckets(int... lengths) {
        return new Loader(data, batchSize, order, workers, prefetch, dropLast, Buckets.of(lengths));
    }

    /** The batches of an epoch. Close them. */
    public Batches open(long epoch) {
        return open(epoch, 0);
    }

    /** The batches of an epoch from number {@code fromBatch} on. Close them. */
    public Batches open(long epoch, int fromBatch) {
        Check.require(fromBatch >= 0 && fromBatch <= batchesPerEpoch(), NAME, "the batch to begin with must be in [0, " + batchesPerEpoch() + "]",
                fromBatch);
        return new Batches(this, epoch, fromBatch);
    }

    /** Memory for so many batches: that of an epoch before, if it was closed and as many. */
    Slot[] slots(int count) {
        Slot[] kept = spare.getAndSet(null);
        if (kept != null && kept.length == count) {
            return kept;
        }
        if (kept != null) {
            close(kept);
        }
        Layout layout = new Layout(data.fields());
        Slot[] slots = new Slot[count];
        Arrays.setAll(slots, i -> new Slot(layout, buckets));
        return slots;
    }

    /** Takes memory back that nobody writes any more. What was handed out of it is dead. */
    void giveBack(Slot[] slots) {
        for (Slot slot : slots) {
            slot.retire();
        }
        Slot[] other = spare.getAndSet(slots);
        if (other != null) {
            close(other);
        }
    }

    private static void close(Slot[] slots) {
        for (Slot slot : slots) {
            slot.close();
        }
    }

    public int batchesPerEpoch() {
        long rows = order.size(data);
        return Math.toIntExact(dropLast ? rows / batchSize : (rows + batchSize - 1) / batchSize);
    }

    public Dataset data() {
        return data;
    }

    public int batchSize() {
        return batchSize;
    }

    public BatchOrder order() {
        return order;
    }

    public int workers() {
        return workers;
    }

    public int prefetch() {
        return prefetch;
    }

    Buckets buckets() {
        return buckets;
    }

    public boolean dropLast() {
        return dropLast;
    }

    @Override
    public String toString() {
        return "Loader[batchSize=" + batchSize + ", order=" + order + ", workers=" + workers + ", prefetch=" + prefetch + ", dropLast=" + dropLast
                + (buckets.equals(Buckets.STANDARD) ? "" : ", buckets=" + buckets) + ", data=" + data + "]";
    }
}
