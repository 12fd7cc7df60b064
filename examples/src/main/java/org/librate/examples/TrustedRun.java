package org.librate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.librate.core.Shape;
import org.librate.core.data.Dataset;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.nn.GradientCheck;
import org.librate.nn.Net;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Lambda;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.train.Checkpoints;
import org.librate.nn.train.ClassPredictor;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.ClassifierEnsemble;
import org.librate.nn.train.ConstantBaseline;
import org.librate.nn.train.Display;
import org.librate.nn.train.EarlyStopping;
import org.librate.nn.train.FrequencyPredictor;
import org.librate.nn.train.HealthCheck;
import org.librate.nn.train.InputIndependentBaseline;
import org.librate.nn.train.OneBatch;
import org.librate.nn.train.RateCurve;
import org.librate.nn.train.RateFinder;
import org.librate.nn.train.Trainer;
import org.librate.nn.train.Verdict;

/**
 * From a first fit to a run that can be trusted: every habit of {@code docs/training.md}, in its order, on the table of
 * {@link TabularClassification}.
 *
 * <p>What to take away: the cheap questions come first, each has an answer in words, and the test rows are used once.
 */
public final class TrustedRun {

    private TrustedRun() {
    }

    public static void main(String[] arguments) throws IOException {
        Dataset people = TabularClassification.table(3000, RandomSource.of(11).stream("table").at(0));
        Split split = people.split(SplitRule.stratified(0.6, 0.15, 0.25).withSeed(11));
        Dataset train = split.train();
        Dataset validation = split.validation();
        Path folder = Files.createTempDirectory("librate-run");
        try {
            run(train, validation, split.test(), folder);
        } finally {
            delete(folder);
        }
    }

    private static void run(Dataset train, Dataset validation, Dataset test, Path folder) {
        // a first fit
        Net net = Sequential.of(BatchNorm.create(), Dense.of(32), Relu.create(), Dense.of(16), Relu.create(), Dense.of(3));
        Trainer<Classifier> plan = Trainer.classifier(net)
                .optimizer(Adam.of(0.003)).epochs(20).batchSize(32).seed(1)
                .display(Display.SILENT);
        Classifier first = plan.fit(train, validation);
        System.out.println(first.history());

        // before training for long
        ConstantBaseline constant = plan.constantBaseline(train, validation);
        System.out.println(constant);

        OneBatch oneBatch = plan.overfitOneBatch(train);
        System.out.println(oneBatch);

        InputIndependentBaseline inputs = plan.epochs(5).inputIndependentBaseline(train, validation);
        System.out.println(inputs);

        GradientCheck check = GradientCheck.of(Lambda.of("square", x -> x.square()), Shape.of(4));
        System.out.println(check);

        RateCurve curve = plan.findRate(train);
        System.out.println(curve);
        double rate = curve.suggestion().orElse(0.003);

        RateCurve closer = RateFinder.of(plan).withRange(1e-5, 1).withSteps(60).on(train);
        closer.writeCsv(folder.resolve("rates.csv"));

        // the run itself
        Trainer<Classifier> watched = plan
                .optimizer(Adam.of(rate)).schedule(Cosine.overEpochs(40)).epochs(40)
                .callbacks(HealthCheck.create(), EarlyStopping.onLoss().withPatience(10),
                        Checkpoints.in(folder).withKeepLast(3).withKeepBest(3));
        Classifier model = watched.fit(train, validation);
        System.out.println(Verdict.of(model.history(), constant));

        // killed and resumed
        Classifier resumed = watched.resumeFrom(folder).fit(train, validation);
        System.out.println(resumed.history().end());

        // steadier weights
        Classifier moving = plan.optimizer(Adam.of(rate)).averageWeights(0.99).fit(train, validation);
        Classifier averaged = plan.optimizer(Adam.of(rate)).averageEpochs(11).fit(train, validation);
        Classifier lastThree = watched.restoreAverage(Checkpoints.last(folder, 3), train, validation);

        // trained further
        Classifier tuned = Trainer.classifier(model.pretrained().withHead(Dense.of(3).named("head")))
                .freeze("*").unfreeze("head")
                .optimizer(Adam.of(0.01)).epochs(10).seed(1).display(Display.SILENT)
                .fit(train, validation);
        Classifier gentle = Trainer.classifier(tuned.pretrained())
                .rateFactor("*", 0.1).rateFactor("head", 1)
                .optimizer(Adam.of(0.001)).epochs(5).seed(1).display(Display.SILENT)
                .fit(train, validation);

        // several as one
        ClassPredictor best = ClassifierEnsemble.averaging(watched.restore(Checkpoints.best(folder, 3), train, validation));
        ClassPredictor seeds = ClassifierEnsemble.averaging(List.of(model, plan.seed(2).fit(train, validation), plan.seed(3).fit(train, validation)));
        List<Classifier> cycles = plan.optimizer(Adam.of(rate)).schedule(Cosine.overEpochs(10).withRestarts(1)).fitSnapshots(10, train, validation);

        // choose on validation rows, then look at the test rows once
        print("one model", model, validation);
        print("moving average", moving, validation);
        print("average of epochs", averaged, validation);
        print("average of checkpoints", lastThree, validation);
        print("new head", tuned, validation);
        print("all of it, gently", gentle, validation);
        print("three checkpoints", best, validation);
        print("three seeds", seeds, validation);
        print("ends of cycles", ClassifierEnsemble.averaging(cycles), validation);
        print("always the same", FrequencyPredictor.of(train), validation);

        double accuracy = model.evaluate(test, Accuracy.metric()).get(Accuracy.metric());
        System.out.printf(Locale.ROOT, "Right on %.3f of the test rows.%n", accuracy);
    }

    private static void print(String who, ClassPredictor model, Dataset rows) {
        System.out.printf("  %-24s %s%n", who, model.evaluate(rows, Accuracy.metric()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
