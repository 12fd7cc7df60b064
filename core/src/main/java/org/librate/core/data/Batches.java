package org.librate.core.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of one epoch, in order, each once: to be looped over by one thread, and closed.
 *
 * <p>With workers, batch k is filled by whichever is free, into memory slot k mod (number of slots), as soon as the batch that lay there has been
 * used. A row that cannot be read is reported when its batch is asked for: those before it are still given out, by any number of workers. Closing
 * waits for rows being read.
 */
public final class Batches implements Iterator<Batch>, Iterable<Batch>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long PATIENCE_MILLIS = 30_000;

    private final Loader loader;
    private final Dataset data;
    private final long epoch;
    private final int[] order;
    private final int[] repeats; // empty where no row comes twice
    private final int end;
    private final Slot[] slots;
    private final @Nullable Object[] done; // per slot: the batch that waits, or what went wrong
    private final Thread[] workers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int given;           // batches before this one are used up
    private int claimed;         // the next batch that a worker will fill
    private int next;            // the next batch to hand out
    private volatile boolean closed;
    private final BooleanSupplier unwanted = () -> closed;
    private boolean looped;

    Batches(Loader loader, long epoch, int fromBatch) {
        this.loader = loader;
        this.data = loader.data();
        this.epoch = epoch;
        this.order = loader.order().rows(data, epoch, loader.batchSize());
        this.end = loader.batchesPerEpoch();
        if (order.length != loader.order().size(data)) {
            throw new IllegalStateException("Loader: " + loader.order() + " promised " + loader.order().size(data) + " rows and gave " + order.length
                    + ".");
        }
        this.repeats = repeats(order, data.size());
        this.next = fromBatch;
        this.given = fromBatch;
        this.claimed = fromBatch;
        int count = loader.workers() == 0 ? 1 : Math.max(1, Math.min(end - fromBatch, loader.workers() + loader.prefetch() + 1));
        this.slots = loader.slots(count);
        this.done = new @Nullable Object[count];
        this.workers = new Thread[Math.min(loader.workers(), end - fromBatch)];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Thread(this::work, "librate-loader-" + THREADS.incrementAndGet());
            workers[i].setDaemon(true);
        }
        try {
            for (Thread worker : workers) {
                worker.start();
            }
        } catch (OutOfMemoryError e) { // the system gives no more threads: those that run must end
            close();
            throw e;
        }
    }

    /** How often each place's row has come before; empty if no row comes twice. */
    private static int[] repeats(int[] order, int size) {
        boolean[] seen = new boolean[size];
        boolean any = false;
        for (int row : order) {
            if (row < 0 || row >= size) {
                throw new IndexOutOfBoundsException("Loader: an order's rows must be in [0, " + size + "), got " + row + ".");
            }
            any |= seen[row];
            seen[row] = true;
        }
        if (!any) {
            return new int[0];
        }
        Map<Integer, Integer> times = new HashMap<>();
        int[] repeats = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            repeats[i] = times.merge(order[i], 1, Integer::sum) - 1;
        }
        return repeats;
    }

    // ---- the reader's side ----

    @Override
    public boolean hasNext() {
        return !closed && next < end;
    }

    /** The next batch; the one before it is taken back. */
    @Override
    public Batch next() {
        if (closed) {
            throw new IllegalStateException("Batches: they are closed. Open the loader again.");
        }
        if (next >= end) {
            throw new NoSuchElementException("Batches: epoch " + epoch + " has " + end + " batches, and all have been given out.");
        }
        try {
            Batch batch = workers.length == 0 ? fill(slots[0], next) : take();
            next++;
            return batch;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Batch take() {
        int slot = next % slots.length;
        lock.lock();
        try {
            if (given < next) {
                slots[given % slots.length].retire();
                given = next;
                changed.signalAll();
            }
            while (done[slot] == null) {
                changed.awaitUninterruptibly();
            }
            Object result = done[slot];
            done[slot] = null;
            if (result instanceof Batch batch) {
                return batch;
            }
            if (result instanceof RuntimeException e) {
                throw e;
            }
            throw (Error) Objects.requireNonNull(result);
        } finally {
            lock.unlock();
        }
    }

    /** Itself; it can be looped over once. */
    @Override
    public Iterator<Batch> iterator() {
        if (looped) {
            throw new IllegalStateException("Batches: they can be looped over once. Open the loader again.");
        }
        looped = true;
        return this;
    }

    public long epoch() {
        return epoch;
    }

    /** The number of the batch that {@link #next} will give: with {@link #epoch} the position to resume from. */
    public int position() {
        return next;
    }

    /** How many batches the epoch has, from its start. */
    public int count() {
        return end;
    }

    // ---- the workers' side ----

    private void work() {
        for (int batch = claim(); batch >= 0; batch = claim()) {
            int slot = batch % slots.length;
            Object result;
            try {
                result = fill(slots[slot], batch);
            } catch (RuntimeException | Error e) {
                result = e;
            }
            lock.lock();
            try {
                done[slot] = result;
                if (!(result instanceof Batch)) {
                    claimed = end; // nothing after it will be wanted
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The next batch to fill, once its slot is free; -1 when there is none. */
    private int claim() {
        lock.lock();
        try {
            while (!closed && claimed < end && claimed >= given + slots.length) {
                changed.awaitUninterruptibly();
            }
            return closed || claimed >= end ? -1 : claimed++;
        } finally {
            lock.unlock();
        }
    }

    private Batch fill(Slot slot, int batch) {
        int first = batch * loader.batchSize();
        int last = (int) Math.min((long) first + loader.batchSize(), order.length);
        return slot.fill(data, order, repeats, first, last, epoch, batch, unwanted);
    }

    /** Stops the workers, waits for the rows they are reading, and leaves the memory to the loader's next epoch: batches given out are dead. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (ended()) {
            loader.giveBack(slots);
        } else {
            LOG.warn("Loader: a thread is still reading a row of {} {} s after its batches were closed; its memory is freed once it ends.", data,
                    PATIENCE_MILLIS / 1000);
        }
    }

    /** Waits for the workers without interrupting them, which would close the files they read. */
    private boolean ended() {
        boolean interrupted = false;
        long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        for (Thread worker : workers) {
            while (worker.isAlive() && worker != Thread.currentThread()) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                try {
                    worker.join(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Arrays.stream(workers).noneMatch(Thread::isAlive);
    }

    @Override
    public String toString() {
        return "Batches[epoch=" + epoch + ", next=" + next + ", of=" + end + "]";
    }
}
