package org.librate.tuning.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Sgd;
import org.librate.nn.train.Checkpoints;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Progress;
import org.librate.nn.train.Trainer;
import org.librate.nn.train.TrainingCallback;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.pruner.Halving;
import org.librate.tuning.study.pruner.Hyperband;
import org.librate.tuning.study.pruner.SuccessiveHalving;
import org.librate.tuning.study.sampler.RandomSampler;

/**
 * A study of networks in a process of its own, for tests that kill it around a promotion or run several. Arguments: journal, folder, name of the
 * pruner, trials, parallel, and where the process says so and waits to be killed.
 */
public final class PromotionChild {

    /** Moments of the life of a promoted trial. */
    enum Moment {
        NEVER, BEFORE_ITS_LINE, AFTER_ITS_LINE, BEFORE_A_CHECKPOINT, AFTER_A_CHECKPOINT, BEFORE_THE_LINE_OF_ITS_END, AFTER_THE_LINE_OF_ITS_END
    }

    private static final Param<Double> RATE = Param.logUniform("rate", 1e-4, 1);
    private static final Dataset TRAIN = rows(60, 1);
    private static final Dataset VALIDATION = rows(30, 2);

    private PromotionChild() {
    }

    /** Whether a point is within a circle. */
    private static Dataset rows(int count, long seed) {
        RandomStream random = RandomSource.of(seed).at(0);
        float[][] xy = new float[count][];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            xy[i] = new float[] {(float) random.uniform(2L * i, -1, 1), (float) random.uniform(2L * i + 1, -1, 1)};
            labels[i] = xy[i][0] * xy[i][0] + xy[i][1] * xy[i][1] < 0.5 ? 1 : 0;
        }
        return Dataset.of(xy, labels);
    }

    /** Is asked whether someone is promoted before any line says so. */
    private record Watched(Pruner inner, Moment moment) implements Pruner {
        @Override
        public boolean prunes(History history, int[] steps, double[] losses) {
            return inner.prunes(history, steps, losses);
        }

        @Override
        public OptionalInt promotes(History history) {
            OptionalInt before = inner.promotes(history);
            if (before.isPresent() && moment == Moment.BEFORE_ITS_LINE) {
                waitToBeKilled();
            }
            return before;
        }

        @Override
        public int settled(History history) {
            return inner.settled(history);
        }

        @Override
        public String toString() {
            return inner.toString();
        }
    }

    private record At(Moment moment, Moment asked, Trial trial) implements TrainingCallback {
        @Override
        public void onEpoch(Progress progress) {
            if (moment == asked && trial.continues().isPresent() && progress.epoch() % 3 == 2) {
                waitToBeKilled();
            }
        }

        @Override
        public String toString() {
            return "At"; // a checkpoint remembers its callbacks
        }
    }

    private static void waitToBeKilled() {
        System.out.println("there");
        System.out.flush();
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Pruner pruner(String name) {
        return switch (name) {
            case "hyperband" -> Hyperband.upTo(9).withPromotion(true);
            case "halving" -> Halving.of(6);
            default -> SuccessiveHalving.create().withFactor(3).withPromotion(true);
        };
    }

    static Study study(String pruner, int parallel, Path folder, Moment moment) {
        return Study.minimise("loss").withSeed(4).withSampler(RandomSampler.create()).withPruner(new Watched(pruner(pruner), moment)).withParallel(parallel).withFolder(folder)
                .callbacks((trial, progress) -> {
                    if (moment == Moment.AFTER_THE_LINE_OF_ITS_END && trial.continues().isPresent()) {
                        waitToBeKilled();
                    }
                });
    }

    static Objective objective(Moment moment) {
        return trial -> {
            boolean promoted = trial.continues().isPresent();
            if (promoted && moment == Moment.AFTER_ITS_LINE) {
                waitToBeKilled();
            }
            Classifier model = Trainer.classifier(Sequential.of(Dense.of(8), Relu.create(), Dense.of(2))).optimizer(Sgd.of(trial.get(RATE))).epochs(9)
                    .batchSize(16).seed(5)
                    .callbacks(trial.pruning(), new At(Moment.BEFORE_A_CHECKPOINT, moment, trial), Checkpoints.in(trial.folder()).withKeepLast(1),
                            new At(Moment.AFTER_A_CHECKPOINT, moment, trial))
                    .resumeFrom(trial.folder()).fit(TRAIN, VALIDATION);
            if (promoted && moment == Moment.BEFORE_THE_LINE_OF_ITS_END) {
                waitToBeKilled();
            }
            return model.history().last().validationLoss().orElseThrow();
        };
    }

    public static void main(String[] args) {
        Moment moment = Moment.valueOf(args[5].toUpperCase(Locale.ROOT));
        StudyResult result = study(args[2], Integer.parseInt(args[4]), Path.of(args[1]), moment).withJournal(Path.of(args[0]))
                .run(Budget.trials(Integer.parseInt(args[3])), objective(moment));
        System.out.println(Arrays.toString(result.best().values()));
    }
}
