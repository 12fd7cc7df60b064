package org.librate.examples;

import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.AdamW;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Trainer;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Goal;
import org.librate.tuning.study.Latency;
import org.librate.tuning.study.NetworkCost;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyResult;
import org.librate.tuning.study.TrialResult;
import org.librate.tuning.study.sampler.Nsga2;

/** Two goals at once: networks that are right, and networks that answer soon. There is no best one, but a front of those that none beats in both. */
public final class AccuracyAgainstLatency {

    private static final Param<Integer> WIDTH = Param.logIntegers("width", 2, 256);
    private static final Param<Integer> LAYERS = Param.integers("layers", 1, 3);

    private AccuracyAgainstLatency() {
    }

    public static void main(String[] args) {
        Spirals train = Spirals.of(300, RandomSource.of(1).at(0));
        Spirals validation = Spirals.of(150, RandomSource.of(2).at(0));

        StudyResult result = Study.of(Goal.maximise("accuracy"), Goal.minimise("microseconds")).withSampler(Nsga2.create()).withSeed(3)
                .runMany(Budget.trials(16), trial -> {
                    Sequential net = Sequential.of(Dense.of(trial.get(WIDTH)), Relu.create());
                    for (int layer = 1; layer < trial.get(LAYERS); layer++) {
                        net = net.then(Dense.of(trial.get(WIDTH))).then(Relu.create());
                    }
                    Classifier model = Trainer.classifier(net.then(Dense.of(Spirals.ARMS))).optimizer(AdamW.of(0.02)).metrics(Accuracy.metric())
                            .epochs(20).batchSize(32).seed(1).fit(train.dataset(), validation.dataset());
                    NetworkCost cost = NetworkCost.of(model.network());
                    cost.note(trial);
                    trial.constraint("weights within 256 KiB", cost.bytes() - 256 * 1024);
                    double seconds = Latency.create().seconds(() -> model.predictRow(validation.xy()[0]));
                    return new double[] {model.history().last().get(Accuracy.metric()), 1e6 * seconds};
                });

        System.out.printf("%d trials, %d of them on the front:%n", result.trials().size(), result.front().size());
        System.out.println("accuracy  microseconds  multiply-adds  settings");
        for (TrialResult trial : result.front()) {
            System.out.printf("%8.3f  %12.1f  %13.0f  %s%n", trial.values()[0], trial.values()[1], trial.notes().get("multiply-adds"),
                    trial.settings());
        }
    }
}
