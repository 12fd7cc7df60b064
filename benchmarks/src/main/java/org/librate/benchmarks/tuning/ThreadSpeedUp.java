package org.librate.benchmarks.tuning;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Objective;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyResult;
import org.librate.tuning.study.Trial;
import org.librate.tuning.study.TrialResult;

/**
 * How much sooner a study ends on two threads than on one. Beside the time, which only means something on an idle machine, the processor time of its
 * threads: if two threads need more of it together than one, something waits by turning round; and if one of the two has most of it, the other one
 * waits.
 */
final class ThreadSpeedUp {

    private static final Param<Double> X = Param.uniform("x", 0, 1);
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Dataset ROWS = rows();

    private ThreadSpeedUp() {
    }

    private static Dataset rows() {
        RandomStream random = RandomSource.of(1).at(0);
        float[][] rows = new float[2_000][30];
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 30; j++) {
                rows[i][j] = (float) random.normal(30L * i + j);
            }
            labels[i] = rows[i][0] + rows[i][1] > 0 ? 1 : 0;
        }
        return Dataset.of(rows, labels);
    }

    /** Some tens of milliseconds of arithmetic, as much for each trial. */
    static double sums(Trial trial) {
        return sums(trial, 40_000_000);
    }

    /** One trial in four takes nine times as long as the others, as where losing ones are pruned. */
    static double unequalSums(Trial trial) {
        return sums(trial, trial.random().at(0).uniform(0) < 0.25 ? 36_000_000 : 4_000_000);
    }

    private static double sums(Trial trial, int terms) {
        double x = trial.get(X);
        double sum = 0;
        for (int i = 1; i <= terms; i++) {
            sum += x / i * (1 - x / i);
        }
        return sum;
    }

    /** A small network, one core each. */
    static double network(Trial trial) {
        return Trainer.classifier(Sequential.of(Dense.of(64), Relu.create(), Dense.of(64), Relu.create(), Dense.of(2)))
                .optimizer(Adam.of(1e-4 + 1e-2 * trial.get(X))).epochs(20).batchSize(32).seed(1).display(Display.SILENT)
                .fit(ROWS).history().last().loss();
    }

    private record Run(List<Double> losses, double seconds, double cpu, double busiest) {
    }

    private static Run run(Objective objective, int trials, int parallel, Threads threads) {
        Map<Long, Long> first = new ConcurrentHashMap<>();
        Map<Long, Long> last = new ConcurrentHashMap<>();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        StudyResult result = Study.minimise("loss").withParallel(parallel).withThreads(threads).run(Budget.trials(trials), trial -> {
            long thread = Thread.currentThread().getId();
            first.putIfAbsent(thread, THREADS.getCurrentThreadCpuTime());
            double loss = objective.run(trial);
            last.put(thread, THREADS.getCurrentThreadCpuTime());
            return loss;
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        double busiest = last.entrySet().stream().mapToLong(thread -> thread.getValue() - first.getOrDefault(thread.getKey(), 0L)).max().orElse(0)
                / 1e9;
        return new Run(result.trials().stream().map(TrialResult::value).toList(), seconds, (system.getProcessCpuTime() - cpu) / 1e9, busiest);
    }

    /** Medians of rounds in which one thread and two take turns, after one that warms up. */
    static String of(Objective objective, int trials, int parallel) {
        double[] times = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        double[] shares = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            Run one = run(objective, trials, parallel, Threads.serial());
            Run two = run(objective, trials, parallel, Threads.parallel(2));
            if (!one.losses().equals(two.losses())) {
                throw new IllegalStateException("ThreadSpeedUp: two threads must have the trials of one, got " + two.losses() + " and "
                        + one.losses());
            }
            if (round >= 0) {
                times[round] = one.seconds() / two.seconds();
                cpu[round] = two.cpu() / one.cpu();
                shares[round] = two.busiest() / two.cpu();
            }
        }
        return String.format(Locale.ROOT, "%.2f times as fast, with %.2f of the processor time, of which the busier thread has %.2f", middle(times),
                middle(cpu), middle(shares));
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
