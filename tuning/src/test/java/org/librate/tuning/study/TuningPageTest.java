package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.random.RandomSource;
import org.librate.nn.train.Display;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;
import org.librate.tuning.study.sampler.AutoSampler;
import org.librate.tuning.study.sampler.Sobol;
import org.librate.tuning.study.sampler.Tpe;
import org.librate.tuning.surrogate.Acquisition;
import org.librate.tuning.surrogate.GaussianProcess;
import org.librate.tuning.surrogate.Surrogate;

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
