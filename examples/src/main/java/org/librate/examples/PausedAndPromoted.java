package org.librate.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.librate.core.data.Dataset;
import org.librate.core.data.NumericCsv;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.AdamW;
import org.librate.nn.train.Checkpoints;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.StopRule;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyPlots;
import org.librate.tuning.study.StudyResult;
import org.librate.tuning.study.Trial;
import org.librate.tuning.study.pruner.SuccessiveHalving;

/**
 * How many epochs a study of networks for handwritten digits takes until it is as good as random search is in the end, if it stops losing trials and
 * goes on with them once they turn out to be good. Random search trains 40 networks for 27 epochs each; the other studies end as soon as one of their
 * trials has come to its end with as little validation loss. Whatever the machine does, the numbers are the same.
 *
 * <p>Arguments: the folder with {@code digits.csv.gz}, as scikit-learn ships it, how many seeds (10 unless said), and how many networks random search
 * trains (40).
 */
public final class PausedAndPromoted {

    private static final int EPOCHS = 27;
    private static final Param<Double> RATE = Param.logUniform("rate", 1e-5, 1e-1);
    private static final Param<Double> DECAY = Param.logUniform("decay", 1e-4, 1);
    private static final Param<Integer> LAYERS = Param.integers("layers", 1, 2);
    private static final Param<Integer> WIDTH = Param.logIntegers("width", 8, 128);
    private static final Param<Double> DROPOUT = Param.uniform("dropout", 0, 0.6);
    private static final Param<Integer> BATCH = Param.logIntegers("batch", 32, 256);

    private final Dataset train;
    private final Dataset validation;
    private final long seed;
    private final int trials;

    private PausedAndPromoted(Dataset digits, long seed, int trials) {
        Split split = digits.split(SplitRule.stratified(0.7, 0.3, 0).withSeed(seed));
        this.train = split.train();
        this.validation = split.validation();
        this.seed = seed;
        this.trials = trials;
    }

    private Trainer<Classifier> trainer(Trial trial) {
        Sequential net = Sequential.of(BatchNorm.create());
        for (int i = 0; i < trial.get(LAYERS); i++) {
            net = net.then(Dense.of(trial.get(WIDTH))).then(Relu.create()).then(Dropout.of(trial.get(DROPOUT)));
        }
        return Trainer.classifier(net.then(Dense.of(10))).optimizer(AdamW.of(trial.get(RATE)).withWeightDecay(trial.get(DECAY)))
                .epochs(EPOCHS).batchSize(trial.get(BATCH)).seed(seed).display(Display.SILENT);
    }

    private StudyResult random() {
        return Study.minimise("loss").withSeed(seed).run(Budget.trials(trials),
                trial -> trainer(trial).fit(train, validation).history().last().validationLoss().orElseThrow());
    }

    /** Stops once a trial has as little loss, or when as many epochs are used up as random search has. */
    private StudyResult pruned(boolean promotion, double target) throws IOException {
        Path folder = Files.createTempDirectory("paused-and-promoted");
        try {
            return Study.minimise("loss").withSeed(seed).withFolder(folder)
                    .withPruner(SuccessiveHalving.create().withFactor(3).withPromotion(promotion))
                    .stopWhen(StopRule.target(target))
                    .run(Budget.epochs((long) trials * EPOCHS), trial -> trainer(trial)
                            .callbacks(trial.pruning(), Checkpoints.in(trial.folder()).withKeepLast(1))
                            .resumeFrom(trial.folder())
                            .fit(train, validation).history().last().validationLoss().orElseThrow());
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Every epoch that was trained was reported, by one trial. */
    private static int epochs(StudyResult result) {
        return StudyPlots.of(result).intermediateValues().rows();
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("PausedAndPromoted: needs the folder with digits.csv.gz as argument.");
        }
        Dataset digits = NumericCsv.of(Path.of(arguments[0]).resolve("digits.csv.gz")).withHeader(false).withClassTarget(-1).read();
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int trials = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 40;
        String[] names = {"stopped for good", "paused and promoted"};
        int[][] epochs = new int[names.length][seeds];

        System.out.println("| seed | random search's best loss | its epochs | " + String.join(" | ", names) + " |");
        System.out.println("|---|--:|--:|" + "--:|".repeat(names.length));
        for (int i = 0; i < seeds; i++) {
            PausedAndPromoted run = new PausedAndPromoted(digits, i + 1, trials);
            double target = run.random().best().value();
            StudyResult[] results = {run.pruned(false, target), run.pruned(true, target)};
            StringBuilder line = new StringBuilder(String.format("| %d | %.4f | %d |", i + 1, target, trials * EPOCHS));
            for (int way = 0; way < names.length; way++) {
                boolean reached = results[way].findBest().filter(best -> best.value() <= target).isPresent();
                epochs[way][i] = reached ? epochs(results[way]) : Integer.MAX_VALUE;
                line.append(reached ? " " + epochs[way][i] + " |" : " not within as many |");
            }
            System.out.println(line);
        }
        StringBuilder line = new StringBuilder("| median share | | 1 |");
        for (int[] way : epochs) {
            int[] sorted = Arrays.stream(way).sorted().toArray();
            double middle = (sorted[(seeds - 1) / 2] + (double) sorted[seeds / 2]) / 2;
            line.append(middle < Integer.MAX_VALUE / 2.0 ? String.format(" **%.2f** |", middle / (trials * EPOCHS)) : " more than 1 |");
        }
        System.out.println(line);
    }
}
