package org.librate.benchmarks.tuning;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.librate.benchmarks.Case;
import org.librate.benchmarks.Fact;
import org.librate.benchmarks.Work;
import org.librate.tuning.study.Objective;
import org.librate.tuning.study.Sampler;
import org.librate.tuning.study.sampler.CmaEs;
import org.librate.tuning.study.sampler.GpSampler;
import org.librate.tuning.study.sampler.RandomSampler;
import org.librate.tuning.study.sampler.Tpe;

/** What trials cost besides their own work: studies of a function that costs nothing. {@code peers/tuning.py} has the same under the same names. */
public final class TuningCases {

    private static final Objective SPHERE = trial -> TuningProblems.sphere(TuningProblems.cube(trial, 5, -5, 5));

    private TuningCases() {
    }

    /** All cases, in the order they are reported. */
    public static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("random 200 trials x 5", () -> study(RandomSampler.create(), 200));
        cases.put("tpe 200 trials x 5", () -> study(Tpe.create(), 200));
        cases.put("cma-es 200 trials x 5", () -> study(CmaEs.create(), 200));
        return cases;
    }

    /** Longer studies, and how good what is found is. */
    public static Map<String, Fact> facts() {
        Map<String, Fact> facts = new LinkedHashMap<>();
        facts.put("tpe 1000 trials x 5", () -> seconds(Tpe.create(), 1_000, 5));
        facts.put("tpe 10000 trials x 5", () -> seconds(Tpe.create(), 10_000, 2));
        facts.put("gaussian process 100 trials x 5", () -> seconds(GpSampler.create(), 100, 2));
        facts.put("gaussian process 500 trials x 5", () -> seconds(GpSampler.create(), 500, 1));
        facts.put("threads 40 equal trials", () -> ThreadSpeedUp.of(ThreadSpeedUp::sums, 40, 2));
        facts.put("threads 64 unequal trials, 2 side by side", () -> ThreadSpeedUp.of(ThreadSpeedUp::unequalSums, 64, 2));
        facts.put("threads 64 unequal trials, 8 side by side", () -> ThreadSpeedUp.of(ThreadSpeedUp::unequalSums, 64, 8));
        facts.put("threads 20 networks", () -> ThreadSpeedUp.of(ThreadSpeedUp::network, 20, 2));
        TuningProblems.all().forEach((name, problem) -> facts.put("quality " + name, () -> Quality.of(problem, name)));
        return facts;
    }

    private static Work study(Sampler sampler, int trials) {
        return () -> {
            double best = Quality.best(SPHERE, sampler, 1, trials);
            if (!(best >= 0 && best < 60)) {
                throw new IllegalStateException("TuningCases: not what was to be found: " + best);
            }
        };
    }

    /** The last of so many runs: the ones before warm up. */
    private static String seconds(Sampler sampler, int trials, int runs) {
        double seconds = 0;
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            Quality.best(SPHERE, sampler, i, trials);
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
