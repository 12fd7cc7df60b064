package org.librate.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Tensor;
import org.librate.core.data.SplitRule;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.estimator.NaiveBayes;
import org.librate.core.learn.PipelineFileTest.Halve;
import org.librate.core.prepare.Drop;
import org.librate.core.prepare.Impute;
import org.librate.core.prepare.OneHot;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.save.SavedTypes;
import org.librate.core.table.TableSplit;

/** What docs/pipelines.md shows, compiled and run. */
class PipelinesPageTest {

    @TempDir Path folder;

    private final TableSplit split = Churn.table(400).split(SplitRule.stratified(0.70, 0.15, 0.15).withSeed(42));

    @Test
    void the_page_does_what_it_says() throws IOException {
        Path path = folder.resolve("churn.safetensors");
        Pipeline<LinearClassifier> plan = Pipeline
                .start(Impute.median())
                .then(OneHot.create())
                .then(StandardScaler.create())
                .estimator(LogisticRegression.create());
        FittedPipeline<LinearClassifier> fitted = plan.fit(split.train());
        Tensor probabilities = fitted.scores(split.test());

        Resampler twice = (rows, random) -> rows.concat(rows);
        FittedPipeline<LinearClassifier> doubled = Pipeline.start(Impute.median()).then(twice).then(OneHot.create())
                .estimator(LogisticRegression.create()).fit(split.train());
        assertThat(doubled.scores(split.test()).shape()).isEqualTo(probabilities.shape());

        Resampler leavers = (rows, random) -> rows.concat(rows.filter(row -> row.isTrue("churned")));
        FittedPipeline<LinearClassifier> more = Pipeline.start(leavers).then(Impute.median()).then(OneHot.create())
                .estimator(LogisticRegression.create()).fit(split.train());
        Tensor corrected = more.scores(split.test());
        Tensor asLearned = more.rawScores(split.test());         // more.withRawScores() also answers by these
        FittedPipeline<LinearClassifier> elsewhere = more.withShares(Map.of("true", 0.05, "false", 0.95));
        assertThat(corrected.select(1, 1).mean().item()).isLessThan(asLearned.select(1, 1).mean().item())
                .isGreaterThan(elsewhere.scores(split.test()).select(1, 1).mean().item());

        int[] leaked = fitted.seen().among(split.test());        // rows of the test part that some step has seen: none
        assertThat(leaked).isEmpty();

        fitted.withNote("team", "payments").save(path);
        FittedPipeline<?> same = FittedPipeline.load(path);
        assertThat(same.scores(split.test()).toArray()).isEqualTo(probabilities.toArray());

        Row customer = Row.create().with("age", 31).with("plan", "gold").missing("income");
        float[] chances = fitted.scores(customer);               // in the order of fitted.classNames()
        String answer = fitted.predictName(customer);
        assertThat(answer).isEqualTo(fitted.classNames().get(chances[0] >= chances[1] ? 0 : 1));
    }

    @Test
    void a_record_of_ones_own_is_saved() throws IOException {
        Path path = folder.resolve("own.safetensors");
        FittedPipeline<?> own = Pipeline.start(new Halve("age")).then(Drop.of("plan", "income")).estimator(NaiveBayes.gaussian()).fit(split.train());
        SavedTypes mine = SavedTypes.create().with("Halve", Halve.class);
        own.save(path, mine);
        FittedPipeline<?> loaded = FittedPipeline.load(path, mine);
        assertThat(loaded.scores(split.test()).toArray()).isEqualTo(own.scores(split.test()).toArray());
    }

    @Test
    void the_page_quotes_this_file() throws IOException {
        String program =
                withoutIndentation(Files.readString(Path.of("src", "test", "java", "org", "librate", "core", "learn", "PipelinesPageTest.java")));
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("..", "docs", "pipelines.md")));
        int blocks = 0;
        for (; code.find(); blocks++) {
            assertThat(program).contains(withoutIndentation(code.group(1)));
        }
        assertThat(blocks).isEqualTo(7);
    }

    private static String withoutIndentation(String code) {
        return code.strip().replaceAll("(?m)^ +", "");
    }
}
