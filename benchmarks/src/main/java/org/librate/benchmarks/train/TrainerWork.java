package org.librate.benchmarks.train;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.librate.benchmarks.Work;
import org.librate.core.data.Dataset;
import org.librate.core.kernel.Width;
import org.librate.nn.train.FittedModel;
import org.librate.nn.train.Progress;
import org.librate.nn.train.Trainer;
import org.librate.nn.train.TrainingCallback;

/**
 * A fit without end, on a thread of its own, that waits between its steps until some more are asked for. The clock runs on that thread, from the end
 * of one step to the end of another, so that waking it is not counted; what the trainer does at the end of an epoch is.
 */
final class TrainerWork implements Work {

    private static final long NO_MORE = 0;
    private static final long PATIENCE_MILLIS = 10;

    private final SynchronousQueue<Long> requests = new SynchronousQueue<>();
    private final SynchronousQueue<Object> answers = new SynchronousQueue<>(); // nanoseconds, or what went wrong
    private final Runnable atEnds;
    private final Thread thread;

    TrainerWork(Trainer<? extends FittedModel> plan, Dataset data) {
        this(plan, data, () -> { });
    }

    /** @param atEnds runs on the training thread before the first and after the last step of each request, for what can be measured there only */
    TrainerWork(Trainer<? extends FittedModel> plan, Dataset data, Runnable atEnds) {
        this.atEnds = atEnds;
        int width = Width.limit(); // is each thread's own
        this.thread = new Thread(() -> {
            Width.limit(width);
            try {
                plan.epochs(Integer.MAX_VALUE).callbacks(new Steps()).fit(data);
            } catch (RuntimeException | Error e) {
                answer(e);
            }
        }, "librate-benchmark-trainer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        nanos(1);
    }

    @Override
    public long nanos(long runs) {
        try {
            Object answer = null;
            while (answer == null && !requests.offer(runs, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!thread.isAlive()) {
                    throw new IllegalStateException("TrainerWork: training has ended.");
                }
                answer = answers.poll(); // that it failed before its first step
            }
            if (answer == null) {
                answer = answers.take();
            }
            if (answer instanceof Long nanos) {
                return nanos;
            }
            throw new IllegalStateException("TrainerWork: training failed.", (Throwable) answer);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void answer(Object answer) {
        try {
            answers.put(answer);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("TrainerWork: interrupted.");
    }

    @Override
    public void close() {
        try {
            while (thread.isAlive()) {
                requests.offer(NO_MORE, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                answers.poll(); // that it failed at its very end
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Counts steps, on the training thread. */
    private final class Steps implements TrainingCallback {
        private long left;
        private long start;

        @Override
        public void onStart(Progress progress) {
            next(progress);
        }

        @Override
        public void onBatch(Progress progress) {
            if (--left == 0) {
                long nanos = System.nanoTime() - start;
                atEnds.run();
                answer(nanos);
                next(progress);
            }
        }

        private void next(Progress progress) {
            long steps = NO_MORE;
            try {
                steps = requests.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // ends the run
            }
            if (steps == NO_MORE) {
                progress.stop("no more steps are asked for");
                left = -1;
                return;
            }
            left = steps;
            atEnds.run();
            start = System.nanoTime();
        }
    }
}
