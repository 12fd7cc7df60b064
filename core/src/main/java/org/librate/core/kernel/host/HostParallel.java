package org.librate.core.kernel.host;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Width;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides the range [0, n) between the calling thread and a few sleeping helpers, without allocating.
 *
 * <p>A body must write disjoint results for disjoint ranges, so that nothing depends on how many threads there are. Waking a helper takes
 * some ten microseconds, and it may find its core taken by an OpenMP thread that still spins: ranges whose whole work is under about
 * 100 µs should not come here with a grain below n. One range is divided at a time; a second caller does its own work alone
 * meanwhile, and so does a body that calls here again.
 */
public final class HostParallel {

    /** Work on part of a range. */
    public interface Body {
        void run(int from, int to);
    }

    private static final Logger LOG = LoggerFactory.getLogger(HostParallel.class);

    private static final int PIECES_PER_THREAD = 4; // so that a thread that is held up does not hold up all
    private static final int MOST_WIDTH = 256;
    private static final int SPINS = 1 << 10;

    private static final AtomicBoolean BUSY = new AtomicBoolean();
    /**
     * Which piece is next, of which job, and how many helpers may take part: job (24 bits), helpers (8 bits), pieces (16 bits), next
     * (16 bits). All stand in one number, so that a helper that comes late can never take a piece of one job for a piece of another,
     * nor join a job that has enough.
     */
    private static final AtomicLong TICKET = new AtomicLong();
    private static final AtomicInteger DONE = new AtomicInteger();
    private static Thread[] helpers = new Thread[0];
    private static boolean exhausted;

    private static @Nullable Body body;
    private static int size;
    private static int piece;
    private static volatile @Nullable Throwable failure;

    private HostParallel() {
    }

    /** Runs the body over [0, n), in pieces of at least {@code grain} where several threads take part. */
    public static void run(Body work, int n, int grain) {
        if (n < 2L * grain) {
            work.run(0, n);
            return;
        }
        int width = Math.min(Math.min(MOST_WIDTH, Width.limit()), n / grain);
        if (width == 1 || !BUSY.compareAndSet(false, true)) {
            work.run(0, n);
            return;
        }
        try {
            width = 1 + helpers(width - 1);
            if (width == 1) {
                work.run(0, n);
            } else {
                divide(work, n, Math.max(grain, (n - 1) / (width * PIECES_PER_THREAD) + 1), width);
            }
        } finally {
            BUSY.set(false);
        }
    }

    private static void divide(Body work, int n, int pieceSize, int width) {
        int pieces = (n - 1) / pieceSize + 1;
        body = work;
        size = n;
        piece = pieceSize;
        failure = null;
        DONE.set(0);
        TICKET.set((TICKET.get() >>> 40) + 1 << 40 | (long) (width - 1) << 32 | (long) pieces << 16);
        for (int i = 0; i < width - 1; i++) {
            LockSupport.unpark(helpers[i]);
        }
        takePieces(-1);
        for (int spins = 0; DONE.get() < pieces; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        body = null;
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    /** @param helper the number of the helper, or −1 for the caller */
    private static void takePieces(int helper) {
        while (true) {
            long ticket = TICKET.get();
            int next = (int) (ticket & 0xFFFF);
            if (next >= (int) (ticket >>> 16 & 0xFFFF) || helper >= (int) (ticket >>> 32 & 0xFF)) {
                return;
            }
            if (TICKET.compareAndSet(ticket, ticket + 1)) {
                runPiece(next);
            }
        }
    }

    /** The job cannot end before this piece is done, so its fields stand still meanwhile. */
    private static void runPiece(int next) {
        try {
            Body work = body;
            int from = next * piece;
            if (work != null) {
                work.run(from, (int) Math.min(size, (long) from + piece));
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            DONE.incrementAndGet();
        }
    }

    /**
     * Up to so many helpers, as many as the system gives us threads for: before any work is handed out, so that a failure leaves none
     * half done. Only the thread that holds {@link #BUSY} gets here.
     */
    private static int helpers(int wanted) {
        while (helpers.length < wanted && !exhausted) {
            int i = helpers.length;
            try {
                Thread thread = new Thread(() -> help(i), "librate-host-" + (i + 1));
                thread.setDaemon(true);
                thread.start();
                Thread[] more = Arrays.copyOf(helpers, i + 1);
                more[i] = thread;
                helpers = more;
            } catch (OutOfMemoryError e) {
                LOG.warn("Librate: the system refuses another thread ({}); loops in Java go on with {}.", e.getMessage(), i + 1);
                exhausted = true;
            }
        }
        return Math.min(wanted, helpers.length);
    }

    private static void help(int i) {
        while (true) {
            takePieces(i);
            LockSupport.park(HostParallel.class);
        }
    }
}
