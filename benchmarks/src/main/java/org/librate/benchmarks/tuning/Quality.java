package org.librate.benchmarks.tuning;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Objective;
import org.librate.tuning.study.Sampler;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.sampler.AutoSampler;
import org.librate.tuning.study.sampler.CmaEs;
import org.librate.tuning.study.sampler.GpSampler;
import org.librate.tuning.study.sampler.RandomSampler;
import org.librate.tuning.study.sampler.Tpe;

/** How good what 100 trials find is, beside what Optuna finds in as many. */
final class Quality {

    private static final int TRIALS = 100;
    private static final int EARLY = 35;
    private static final int SEEDS = 30;
    private static final int SLOW_SEEDS = 10; // of Optuna's Gaussian process

    private Quality() {
    }

    /** A sampler of ours, the one of Optuna's it is compared with, and how many seeds that one has time for. */
    private record Pair(Sampler ours, String peer, int peerSeeds) {
    }

    private static Map<String, Pair> pairs() {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        pairs.put("random", new Pair(RandomSampler.create(), "random", SEEDS));
        pairs.put("tpe", new Pair(Tpe.create(), "tpe", SEEDS));
        pairs.put("cma-es", new Pair(CmaEs.create(), "cma-es", SEEDS));
        pairs.put("gaussian process", new Pair(GpSampler.create(), "gaussian process", SLOW_SEEDS));
        pairs.put("automatic", new Pair(AutoSampler.create(), "tpe", SEEDS)); // Optuna's automatic one is not part of it
        return pairs;
    }

    /**
     * A line for a problem: of each sampler the median of ours and Optuna's, and the probability of such a difference by chance, that ours is
     * lower.
     */
    static String of(Objective problem, String name) throws IOException {
        StringBuilder line = new StringBuilder("median of the best of " + TRIALS + " trials, " + SEEDS
                + " seeds; Optuna's; p that ours are lower by chance");
        for (Map.Entry<String, Pair> entry : pairs().entrySet()) {
            Pair pair = entry.getValue();
            double[][] found = IntStream.range(0, SEEDS).mapToObj(seed -> bestAfter(problem, pair.ours(), seed)).toArray(double[][]::new);
            double[] ours = Arrays.stream(found).mapToDouble(best -> best[1]).toArray();
            double[] peer = OptunaResults.best(name, pair.peer(), pair.peerSeeds());
            double early = median(Arrays.stream(found).mapToDouble(best -> best[0]).toArray());
            line.append(String.format(Locale.ROOT, "\t%s %.6g (after %d: %.6g)", entry.getKey(), median(ours), EARLY, early));
            line.append(peer.length == 0 ? "; -" : String.format(Locale.ROOT, "; %s %.4g (%d); %.2g", pair.peer(), median(peer), peer.length,
                    RankSum.lower(ours, peer)));
        }
        return line.toString();
    }

    static double best(Objective problem, Sampler sampler, int seed, int trials) {
        return study(sampler, seed).run(Budget.trials(trials), problem).best().value();
    }

    private static Study study(Sampler sampler, int seed) {
        return Study.minimise("value").withSampler(sampler).withSeed(seed);
    }

    /** After a third of the trials and after all of one study. */
    private static double[] bestAfter(Objective problem, Sampler sampler, int seed) {
        Study study = study(sampler, seed);
        double early = study.run(Budget.trials(EARLY), problem).best().value();
        return new double[] {early, study.run(Budget.trials(TRIALS), problem).best().value()};
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
