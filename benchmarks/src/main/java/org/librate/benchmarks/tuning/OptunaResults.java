package org.librate.benchmarks.tuning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Optuna found, kept in a file that {@code peers/tuning_quality.py} adds to, since its studies take long: the file {@code
 * LIBRATE_TUNING_PEER} names, else one in the folder {@code benchmarks/target}. What is missing is made if {@code LIBRATE_PEERS} names an
 * environment with Optuna; what takes Optuna many minutes only if {@code LIBRATE_TUNING_SLOW} is set too.
 */
final class OptunaResults {

    private static final int LAST_COLUMN = 6; // problem, sampler, seed, then the best after 25, 35, 50 and 100 trials

    private static final String SLOW = "gaussian process";

    private OptunaResults() {
    }

    /** The best of each seed after 100 trials; empty if there are none and none can be made. */
    static double[] best(String problem, String sampler, int seeds) throws IOException {
        Path file = Path.of(System.getenv().getOrDefault("LIBRATE_TUNING_PEER", "benchmarks/target/tuning-optuna.tsv"));
        double[] known = read(file, problem, sampler);
        String peers = System.getenv("LIBRATE_PEERS");
        boolean skipped = sampler.equals(SLOW) && System.getenv("LIBRATE_TUNING_SLOW") == null;
        if (known.length >= seeds || peers == null || peers.isBlank() || skipped) {
            return known;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        String script = Path.of(System.getProperty("librate.peers", "benchmarks/peers"), "tuning_quality.py").toString();
        Process process = new ProcessBuilder(Path.of(peers, "bin", "python").toString(), script, file.toString(), sampler, problem,
                String.valueOf(seeds)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        return read(file, problem, sampler);
    }

    private static double[] read(Path file, String problem, String sampler) throws IOException {
        if (!Files.isReadable(file)) {
            return new double[0];
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        return lines.stream().map(line -> line.split("\t"))
                .filter(cells -> cells.length > LAST_COLUMN && cells[0].equals(problem) && cells[1].equals(sampler))
                .mapToDouble(cells -> Double.parseDouble(cells[LAST_COLUMN])).toArray();
    }
}
