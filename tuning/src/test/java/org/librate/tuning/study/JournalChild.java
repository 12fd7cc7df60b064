package org.librate.tuning.study;

import java.nio.file.Path;
import org.librate.tuning.search.Param;

/**
 * A study in a process of its own, for tests that kill it or run several. Arguments: journal, trials, parallel, number of the trial at which the
 * process halts (-1: none).
 */
public final class JournalChild {

    static final Param<Double> X = Param.logUniform("x", 1e-3, 10);
    static final Param<String> KIND = Param.oneOf("kind", "flat", "deep");
    static final Param<Integer> DEPTH = Param.integers("depth", 1, 50);

    private JournalChild() {
    }

    /** Learns from what went before, so that a wrong history shows. */
    record Follower() implements Sampler {
        @Override
        public double[] propose(History history, org.librate.core.random.RandomSource random) {
            double[] row = new double[history.axisCount()];
            for (int i = 0; i < row.length; i++) {
                Axis axis = history.axes().get(i);
                double place = random.stream(axis.name()).at(0).uniform(0);
                for (int trial = 0; trial < history.next(); trial++) {
                    double value = history.value(i, trial);
                    double loss = history.loss(trial);
                    place += (Double.isNaN(value) ? 0 : axis.unit(value)) + (Double.isNaN(loss) ? 0.1 : loss);
                }
                row[i] = axis.atUnit(place - Math.floor(place));
            }
            return row;
        }
    }

    static Study study(int parallel) {
        return Study.minimise("loss").withSeed(11).withSampler(new Follower()).withParallel(parallel);
    }

    static double objective(Trial trial) {
        double x = trial.get(X);
        trial.report(1, x);
        trial.constraint("size", x - 5);
        return trial.get(KIND).equals("deep") ? x + trial.get(DEPTH) : x;
    }

    public static void main(String[] args) throws InterruptedException {
        int last = Integer.parseInt(args[3]);
        study(Integer.parseInt(args[2])).withJournal(Path.of(args[0])).run(Budget.trials(Integer.parseInt(args[1])), trial -> {
            double loss = objective(trial);
            if (trial.number() == last) {
                System.out.println("there");
                System.out.flush();
                Thread.sleep(60_000); // until it is killed
            }
            return loss;
        });
    }
}
