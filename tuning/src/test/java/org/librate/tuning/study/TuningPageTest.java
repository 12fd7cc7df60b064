package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Mse;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Sgd;
import org.librate.nn.train.Checkpoints;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;
import org.librate.tuning.split.KFold;
import org.librate.tuning.study.pruner.Halving;
import org.librate.tuning.study.pruner.MedianPruner;
import org.librate.tuning.study.pruner.SuccessiveHalving;
import org.librate.tuning.study.pruner.WilcoxonPruner;
import org.librate.tuning.study.sampler.AutoSampler;
import org.librate.tuning.study.sampler.Sobol;
import org.librate.tuning.study.sampler.Tpe;
import org.librate.tuning.surrogate.Acquisition;
import org.librate.tuning.surrogate.GaussianProcess;
import org.librate.tuning.surrogate.Surrogate;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;

/** What docs/tuning.md shows, compiled and run. */
class TuningPageTest {

    @TempDir Path folder;

    enum Kind { FLAT, DEEP }

    private final Param<Double> rate = Param.logUniform("rate", 1e-5, 1e-1);
    private final Param<Kind> kind = Param.oneOf("kind", Kind.values());
    private final Param<Integer> depth = Param.integers("depth", 2, 8);
    private final Param<Integer> width = Param.logIntegers("width", 8, 512);

    private static double lossOf(double rate, int depth) {
        return Math.pow(Math.log10(rate) + 3, 2) + 1.0 / depth;
    }

    private double objective(Trial trial) {
        return lossOf(trial.get(rate), trial.get(kind) == Kind.DEEP ? trial.get(depth) : 1);
    }

    @Test
    void the_page_does_what_it_says() throws IOException {
        Study study = Study.minimise("loss").withSeed(1);
        StudyResult result = study.run(Budget.trials(100), trial -> {
            double r = trial.get(rate);
            int layers = trial.get(kind) == Kind.DEEP ? trial.get(depth) : 1;      // asked for only where it matters
            return lossOf(r, layers);
        });
        double best = result.best().get(rate);
        assertThat(best).isBetween(1e-4, 1e-2);
        assertThat(result.table()).contains("kind=DEEP");

        Path journal = folder.resolve("study.jsonl");
        Study lasting = study.withJournal(journal);
        lasting.run(Budget.trials(25), this::objective);
        lasting.run(Budget.trials(50), this::objective);             // 25 more
        assertThat(lasting.result().trials()).hasSize(50);

        Study wide = study.withParallel(4).withThreads(Threads.parallel(2));
        assertThat(wide.run(Budget.trials(8), this::objective).trials()).hasSize(8);

        Space space = Space.of(rate, width, kind)
                .when(kind, Kind.DEEP, depth)
                .where("rate * width < 1", settings -> settings.get(rate) * settings.get(width) < 1);
        Study even = study.withSpace(space).withSampler(Sobol.create());
        assertThat(even.run(Budget.trials(8), this::objective).trials()).allMatch(trial -> trial.get(rate) * trial.get(width) < 1);

        Study automatic = study.withSampler(AutoSampler.create());
        Study greedy = study.withSampler(Tpe.create().withStartup(20).withCandidates(48));
        assertThat(automatic.run(Budget.trials(20), this::objective).trials()).hasSize(20);
        assertThat(greedy.run(Budget.trials(30), this::objective).best().get(kind)).isEqualTo(Kind.DEEP);

        Trial asked = study.ask();
        study.tell(asked, objective(asked));
        assertThat(study.result().trials()).hasSize(101);

        StudyResult two = Study.of(Goal.minimise("loss"), Goal.minimise("size")).runMany(Budget.trials(50), trial -> {
            double size = trial.get(width) / 512.0;
            return new double[] {lossOf(trial.get(rate), trial.get(width)), size};
        });
        double volume = two.hypervolume(10, 1);
        assertThat(two.front()).isNotEmpty();
        assertThat(volume).isPositive();

        StudyResult fast = study.run(Budget.trials(110), trial -> {
            double latency = trial.get(width) * 0.01;
            trial.constraint("latency", latency - 2);                // kept if it is not above 0
            return objective(trial);
        });
        assertThat(fast.best().isFeasible()).isTrue();

        Study careful = study
                .withFixed(kind, Kind.DEEP)
                .withEnqueued(Settings.none().with(rate, 1e-3))
                .onFailure(FailurePolicy.retry(2))
                .stopWhen(StopRule.target(0.15))
                .stopWhen(StopRule.noImprovement(30))
                .withDisplay(Display.LINES);
        StudyResult stopped = careful.run(Budget.trials(500).withTime(Duration.ofMinutes(10)), this::objective);
        assertThat(stopped.trials().size()).isLessThan(500);
        assertThat(stopped.trial(0).get(rate)).isEqualTo(1e-3);

        stopped.writeCsv(folder.resolve("trials.csv"));
        stopped.writeJson(folder.resolve("trials.json"));
        assertThat(folder.resolve("trials.csv")).exists();
    }

    private final Param<Double> shrink = Param.uniform("shrink", 0, 1);

    private static Trainer<Classifier> trainer(double rate) {
        return Trainer.classifier(Sequential.of(Dense.of(4), Relu.create(), Dense.of(2))).optimizer(Sgd.of(rate)).epochs(9).batchSize(8).seed(5);
    }

    private static Dataset points(int count, long seed) {
        RandomStream random = RandomSource.of(seed).at(0);
        float[][] xy = new float[count][];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            xy[i] = new float[] {(float) random.uniform(2L * i, -1, 1), (float) random.uniform(2L * i + 1, -1, 1)};
            labels[i] = xy[i][0] > xy[i][1] ? 1 : 0;
        }
        return Dataset.of(xy, labels);
    }

    /** The mean of the target, shrunk. */
    private static Estimator<Model> shrunk(double by) {
        return rows -> {
            double mean = Arrays.stream(rows.numeric("y").toArray()).average().orElseThrow() * (1 - by);
            return new Model() {
                @Override
                public Tensor scores(Table asked) {
                    float[] scores = new float[asked.rows()];
                    Arrays.fill(scores, (float) mean);
                    return Tensor.of(Shape.of(scores.length), scores);
                }

                @Override
                public List<String> classNames() {
                    return List.of();
                }
            };
        };
    }

    @Test
    void losing_trials_are_given_up_as_the_page_says() throws IOException {
        Study study = Study.minimise("loss").withSeed(1);
        StudyResult pruned = study.withPruner(MedianPruner.create().withWarmup(2)).run(Budget.trials(40), trial -> {
            double loss = 0;
            for (int epoch = 1; epoch <= 10; epoch++) {
                loss = objective(trial) + 1.0 / epoch;
                trial.report(epoch, loss);
                if (trial.isPruned()) {
                    return trial.pruned();
                }
            }
            return loss;
        });
        assertThat(pruned.trials()).anyMatch(trial -> trial.state() == TrialState.PRUNED);

        Dataset train = points(40, 1);
        Dataset validation = points(20, 2);
        Study networks = study.withFolder(folder).withPruner(SuccessiveHalving.create().withFactor(3).withPromotion(true));
        StudyResult trained = networks.run(Budget.trials(6), trial -> trainer(trial.get(rate))
                .callbacks(trial.pruning(), Checkpoints.in(trial.folder()).withKeepLast(1))
                .resumeFrom(trial.folder())
                .fit(train, validation)
                .history().last().validationLoss().orElseThrow());
        assertThat(trained.trials()).noneMatch(trial -> trial.state() == TrialState.FAILED);

        Classifier classifier = trainer(0.1).fit(train, validation);
        NetworkCost cost = NetworkCost.of(classifier.network());
        double milliseconds = 1e3 * Latency.create().seconds(() -> classifier.predictRow(0.5f, 0.5f));
        assertThat(cost.parameters()).isEqualTo(22);
        assertThat(milliseconds).isPositive();

        StudyResult result = study.run(Budget.trials(30), this::objective);
        Map<Param<?>, Double> importance = Importance.fanova().of(result);      // shares of the variance
        StudyPlots plots = StudyPlots.of(result);
        Table history = plots.history();
        plots.writeJson(folder.resolve("plots.json"));
        plots.writeCsv(folder.resolve("plots"));                 // a file for each
        assertThat(importance).containsKey(rate);
        assertThat(history.rows()).isEqualTo(30);
    }

    @Test
    void a_study_runs_over_folds_as_the_page_says() {
        double[] y = new double[48];
        Arrays.setAll(y, i -> 1 + i % 5);
        Table table = Table.of(NumericColumn.of("x", y), NumericColumn.of("y", y)).withTarget("y");
        FoldedStudy folded = Study.minimise("error").withSampler(Sobol.create()).withPruner(WilcoxonPruner.create())
                .overFolds(KFold.of(8).withSeed(1), Mse.metric());
        FoldedResult<Model> found = folded.run(Budget.trials(20), settings -> shrunk(settings.get(shrink)), table);
        Model model = found.refit();
        assertThat(found.best().get(shrink)).isLessThan(0.2);
        assertThat(model.scores(table).dim(0)).isEqualTo(48);

        Halving halving = Halving.of(9);
        FoldedResult<Model> halved = Study.minimise("error").overFolds(KFold.of(4), Mse.metric())
                .withHalving(halving)
                .run(halving.budget(), settings -> shrunk(settings.get(shrink)), table);
        assertThat(halved.study().trials()).hasSize(13);

        CvResult<TunedModel<Model>> honest = CrossValidation.of(KFold.of(3)).metrics(Mse.metric())
                .run(folded.over(Budget.trials(10), settings -> shrunk(settings.get(shrink))), table);
        assertThat(honest.mean(Mse.metric())).isBetween(1.0, 4.0);
    }

    private static double askedFor(double[] place) {
        return Math.sin(9 * place[0]) - 0.7 * place[0];
    }

    @Test
    void the_loop_of_the_page_finds_the_least_value() {
        double[][] candidates = new double[500][];
        Arrays.setAll(candidates, i -> new double[] {i / 499.0});
        RandomSource random = RandomSource.of(1);

        double[][] places = {{0.1}, {0.5}, {0.9}};
        double[] losses = Arrays.stream(places).mapToDouble(TuningPageTest::askedFor).toArray();
        for (int i = 0; i < 10; i++) {
            Surrogate model = GaussianProcess.create().fit(places, losses);                            // what the losses say
            double[] next = candidates[Acquisition.logExpectedImprovement().choose(model, candidates, random.at(i))];
            places = Arrays.copyOf(places, places.length + 1);
            losses = Arrays.copyOf(losses, losses.length + 1);
            places[places.length - 1] = next;
            losses[losses.length - 1] = askedFor(next);
        }
        assertThat(Arrays.stream(losses).min().orElseThrow()).isLessThan(-1.36);
    }

    @Test
    void the_page_quotes_this_test() throws IOException {
        String code = plain(Files.readString(Path.of("src", "test", "java", "org", "librate", "tuning", "study", "TuningPageTest.java")));
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("..", "docs", "tuning.md")));
        int blocks = 0;
        for (; block.find(); blocks++) {
            assertThat(code).contains(plain(block.group(1)));
        }
        assertThat(blocks).isGreaterThan(6);
    }

    private static String plain(String code) {
        return code.replaceAll("(?m)^\\s+", "").strip();
    }
}
