package org.librate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.librate.core.random.RandomSource;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.AdamW;
import org.librate.nn.train.Checkpoints;
import org.librate.nn.train.Trainer;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Importance;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyResult;
import org.librate.tuning.study.TrialState;
import org.librate.tuning.study.pruner.SuccessiveHalving;
import org.librate.tuning.study.sampler.Tpe;

/**
 * A network for the spirals whose learning rate and width are looked for; losing trials are stopped after a few epochs, and taken up again if they
 * turn out to be good.
 */
public final class TunedNetwork {

    private static final Param<Double> RATE = Param.logUniform("rate", 1e-4, 1);
    private static final Param<Integer> WIDTH = Param.logIntegers("width", 4, 64);

    private TunedNetwork() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("tuned-network");
        Spirals train = Spirals.of(300, RandomSource.of(1).at(0));
        Spirals validation = Spirals.of(150, RandomSource.of(2).at(0));

        Study study = Study.minimise("loss").withSampler(Tpe.create()).withSeed(7)
                .withPruner(SuccessiveHalving.create().withFirst(3).withFactor(3).withPromotion(true))     // compares at epochs 3, 9 and 27
                .withJournal(folder.resolve("study.jsonl"))                                                // goes on if it was interrupted
                .withFolder(folder);
        StudyResult result = study.run(Budget.trials(30), trial -> Trainer
                .classifier(Sequential.of(Dense.of(trial.get(WIDTH)), Relu.create(), Dense.of(trial.get(WIDTH)), Relu.create(),
                        Dense.of(Spirals.ARMS)))
                .optimizer(AdamW.of(trial.get(RATE)))
                .callbacks(trial.pruning(), Checkpoints.in(trial.folder()).withKeepLast(1))                // reports each epoch, stops a losing trial
                .resumeFrom(trial.folder())                                                                // a promoted trial goes on from there
                .epochs(27).batchSize(32).seed(1)
                .fit(train.dataset(), validation.dataset())
                .history().last().validationLoss().orElseThrow());

        long stopped = result.trials().stream().filter(trial -> trial.state() == TrialState.PRUNED).count();
        long promoted = result.trials().stream().filter(trial -> trial.continues().isPresent()).count();
        int epochs = result.trials().stream().mapToInt(trial -> trial.reports()
                - (trial.continues().isPresent() ? result.trial(trial.continues().getAsInt()).reports() : 0)).sum();
        System.out.println(result.table());
        System.out.printf("%n%d trials, %d stopped early, %d of those taken up again: %d epochs instead of %d%n", result.trials().size(), stopped,
                promoted, epochs, 30 * 27);
        if (result.trials().stream().filter(trial -> trial.state() == TrialState.COMPLETE).count() >= 4) {
            System.out.println("What mattered: " + Importance.fanova().of(result));
        }
    }
}
