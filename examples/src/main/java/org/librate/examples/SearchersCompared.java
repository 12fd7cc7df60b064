package org.librate.examples;

import java.util.Arrays;
import java.util.List;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Sampler;
import org.librate.tuning.study.Space;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.Trial;
import org.librate.tuning.study.sampler.GpSampler;
import org.librate.tuning.study.sampler.Grid;
import org.librate.tuning.study.sampler.RandomSampler;
import org.librate.tuning.study.sampler.Tpe;

/** Grid, random and Bayesian search with the same budget on one function, over some seeds: Branin's, whose least value is 0.3979. */
public final class SearchersCompared {

    private static final int TRIALS = 36;
    private static final int SEEDS = 5;
    private static final Param<Double> X = Param.uniform("x", -5, 10);
    private static final Param<Double> Y = Param.uniform("y", 0, 15);

    private SearchersCompared() {
    }

    private static double branin(Trial trial) {
        double x = trial.get(X);
        double valley = trial.get(Y) - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    public static void main(String[] args) {
        System.out.printf("The best of %d trials; the median of %d seeds%n", TRIALS, SEEDS);
        for (Sampler sampler : List.of(Grid.withPoints(6), RandomSampler.create(), Tpe.create(), GpSampler.create())) {
            double[] best = new double[SEEDS];
            for (int seed = 0; seed < SEEDS; seed++) {
                best[seed] = Study.minimise("loss").withSpace(Space.of(X, Y)).withSampler(sampler).withSeed(seed)
                        .run(Budget.trials(TRIALS), SearchersCompared::branin).best().value();
            }
            Arrays.sort(best);
            System.out.printf("%-28s %.4f%n", sampler, best[SEEDS / 2]);
        }
    }
}
