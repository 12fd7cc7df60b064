package org.librate.benchmarks.train;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.librate.benchmarks.Fact;
import org.librate.core.data.Batch;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Loader;
import org.librate.core.kernel.Block;
import org.librate.core.random.RandomSource;
import org.librate.nn.train.Classifier;

/** What training costs beside the time of its steps. */
public final class TrainFacts {

    private static final int STEPS = 10_000;
    private static final int STARTS = 3;

    private TrainFacts() {
    }

    /** All facts, in the order they are reported. */
    public static Map<String, Fact> all() {
        Map<String, Fact> facts = new LinkedHashMap<>();
        facts.put("mlp-small native allocations per step",
                () -> perStep(Block::allocations) + " (blocks, " + STEPS + " steps, ends of epochs counted)");
        facts.put("mlp-small garbage per step", () -> perStep(TrainFacts::garbage) + " bytes (" + STEPS + " steps, ends of epochs counted)");
        facts.put("mlp-small resident size", TrainFacts::residentGrowth);
        facts.put("mlp-small loader, two workers", () -> batchesPerSecond(TrainCases.mlpSmallData(), 32, 20_000));
        facts.put("lenet loader, two workers", () -> batchesPerSecond(TrainCases.lenetData(), 64, 2_000));
        facts.put("mlp-small from JVM start to first step", TrainFacts::start);
        facts.put("mlp-small prediction of one row", TrainFacts::latency);
        return facts;
    }

    /** A counter of the process or of the training thread. */
    private interface Counter {
        long now();
    }

    private static long garbage() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static String perStep(Counter counter) {
        long[] ends = new long[4]; // before and after the steps that warm up, then before and after those that count
        int[] at = {0};
        try (TrainerWork work = new TrainerWork(TrainCases.mlpSmall(), TrainCases.mlpSmallData(), () -> ends[at[0]++] = counter.now())) {
            work.nanos(STEPS);
            work.nanos(STEPS);
            return String.format(Locale.ROOT, "%.2f", (double) (ends[3] - ends[2]) / STEPS);
        }
    }

    private static String residentGrowth() throws IOException {
        try (TrainerWork work = new TrainerWork(TrainCases.mlpSmall(), TrainCases.mlpSmallData())) {
            work.nanos(STEPS);
            long before = residentKilobytes();
            work.nanos(STEPS);
            long after = residentKilobytes();
            return before < 0 ? "not told by this system" : after - before + " KB more after " + STEPS + " steps, " + after / 1024 + " MB";
        }
    }

    /** After a collection; -1 where the system does not tell. */
    private static long residentKilobytes() throws IOException {
        System.gc();
        Path status = Path.of("/proc/self/status");
        return !Files.isReadable(status) ? -1 : Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst().orElse(-1);
    }

    private static String batchesPerSecond(Dataset data, int batchSize, int count) {
        Loader loader = Loader.of(data).withBatchSize(batchSize).withWorkers(2).withOrder(BatchOrder.shuffled(RandomSource.of(1)));
        load(loader, count); // warms up
        long start = System.nanoTime();
        long rows = load(loader, count);
        double seconds = (System.nanoTime() - start) / 1e9;
        return String.format(Locale.ROOT, "%.0f batches of %d a second (%.0f rows)", count / seconds, batchSize, rows / seconds);
    }

    private static long load(Loader loader, int count) {
        long rows = 0;
        for (long epoch = 1, taken = 0; taken < count; epoch++) {
            try (Batches batches = loader.open(epoch)) {
                while (taken < count && batches.hasNext()) {
                    Batch batch = batches.next();
                    rows += batch.size();
                    taken++;
                }
            }
        }
        return rows;
    }

    private static String start() throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(argument -> !argument.contains("-agent")).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstStep.class.getName()));
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            StringBuilder said = new StringBuilder();
            try (BufferedReader output = process.inputReader()) {
                String line = output.readLine();
                while (line != null && !line.equals(FirstStep.DONE)) {
                    said.append(line).append(' ');
                    line = output.readLine();
                }
                if (line == null) {
                    throw new IOException("the first step did not come: " + said);
                }
                seconds[i] = (System.nanoTime() - begun) / 1e9;
                output.readLine(); // its end
            }
        }
        Arrays.sort(seconds);
        return String.format(Locale.ROOT, "%.2f s (median of %d fresh processes)", seconds[STARTS / 2], STARTS);
    }

    private static String latency() {
        Classifier model = TrainCases.mlpSmall().epochs(1).fit(TrainCases.mlpSmallData());
        float[] row = new float[30];
        long[] nanos = new long[STEPS];
        for (int turn = 0; turn < 3; turn++) { // only the last counts
            for (int i = 0; i < nanos.length; i++) {
                row[i % row.length] = i / (float) nanos.length;
                long start = System.nanoTime();
                model.predictProbabilitiesRow(row);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return String.format(Locale.ROOT, "median %.1f us, p99 %.1f us", nanos[nanos.length / 2] / 1e3, nanos[(int) (nanos.length * 0.99)] / 1e3);
    }
}
