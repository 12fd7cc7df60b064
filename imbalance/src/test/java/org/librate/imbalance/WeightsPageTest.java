package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.table.Table;
import org.librate.imbalance.over.Smote;
import org.librate.metrics.Evaluation;
import org.librate.metrics.classification.CalibrationError;
import org.librate.metrics.classification.LogLoss;
import org.librate.metrics.classification.RocAuc;
import org.librate.nn.layer.Dense;
import org.librate.nn.loss.Focal;
import org.librate.nn.loss.LogitAdjustment;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/** What docs/imbalance.md shows of weights, losses, probabilities and live rows, compiled and run. */
class WeightsPageTest {

    private static final List<String> SECTIONS =
            List.of("Weights", "Losses for rare classes", "Probabilities that stay true", "Rows made up while training");

    private final Table train = Fraud.rows(20_000, 1);
    private final Table test = Fraud.rows(20_000, 2);

    @Test
    void the_page_does_what_it_says() throws IOException {
        FittedPipeline<LinearClassifier> weighted = Pipeline
                .start(StandardScaler.create())
                .then(Weigh.by(ClassWeights.balanced()))
                .estimator(LogisticRegression.create())
                .fit(train);

        Trainer<Classifier> plan = Trainer.classifier(Dense.of(2)).epochs(3).batchSize(500).display(Display.SILENT);
        Dataset rows = train.dataset();
        Tensor x = test.matrix();

        Trainer<Classifier> byWeights = plan.classWeights(ClassWeights.effectiveNumber(0.999));
        Trainer<Classifier> byOrder = plan.order(BatchOrder::classBalanced);       // every batch has all classes alike
        assertThat(byWeights.fit(rows).history().last().loss()).isNotEqualTo(byOrder.fit(rows).history().last().loss());

        Trainer<Classifier> adjusted = plan.lossFromCounts(LogitAdjustment::of);
        Trainer<Classifier> focal = plan.lossFromCounts(counts -> Focal.classBalanced(counts, 0.999).withGamma(1));
        assertThat(adjusted.fit(rows).history().last().loss()).isNotEqualTo(focal.fit(rows).history().last().loss());

        Tensor right = weighted.scores(test);             // as frequent as among the rows given to fit
        Tensor raw = weighted.rawScores(test);            // as if the classes were as frequent as each other
        FittedPipeline<LinearClassifier> plain = Pipeline.start(StandardScaler.create()).estimator(LogisticRegression.create()).fit(train);
        assertThat(Files.readString(Path.of("..", "docs", "imbalance.md")))
                .contains(figures("raw", raw) + figures("corrected", right) + figures("fitted without weights", plain.scores(test)));

        Classifier network = plan.balanceClasses().fit(rows);
        Tensor chances = network.predictProbabilities(x);                                  // as frequent as among the rows
        Tensor even = network.withRawProbabilities().predictProbabilities(x);              // as if the classes were as frequent as each other
        assertThat(rare(chances)).isLessThan(rare(even) / 2);

        Table resampled = Smote.create().apply(train).table();                             // knows how frequent classes were
        Tensor corrected = Pipeline.of(LogisticRegression.create()).fit(resampled).scores(test);
        Classifier other = plan.fit(Smote.create().apply(x, test.targets()).dataset());    // the same for tensors
        assertThat(rare(corrected)).isCloseTo(0.05, within(0.02));
        assertThat(rare(other.predictProbabilities(x))).isLessThan(rare(other.rawProbabilities(x)) / 2);

        Table drawn = train.withPopulation(Map.of("true", 0.002, "false", 0.998));         // of the payments there are
        Dataset few = rows.withPopulation(0.998, 0.002);
        assertThat(rare(Pipeline.of(LogisticRegression.create()).fit(drawn).scores(test))).isLessThan(0.01);
        assertThat(rare(plan.fit(few).predictProbabilities(x))).isLessThan(rare(plan.fit(rows).predictProbabilities(x)) / 2);

        Dataset more = LiveSmote.create().withNeighbors(5).withRatio(0.5).withSeed(7).over(rows);
        Classifier model = plan.fit(more);
        assertThat(model.history().last().loss()).isFinite();
    }

    private static double rare(Tensor scores) {
        return scores.select(1, 1).mean().item();
    }

    private String figures(String name, Tensor scores) {
        Evaluation all = Evaluation.of(scores, test.targets());
        return String.format(Locale.ROOT, "| %s | %.3f | %.3f | %.3f | %.3f |\n", name, scores.select(1, 1).mean().item(),
                all.get(CalibrationError.of(1)), all.get(LogLoss.metric()), all.get(RocAuc.metric()));
    }

    @Test
    void the_page_quotes_this_file() throws IOException {
        String program = withoutIndentation(Files.readString(Path.of("src", "test", "java", "org", "librate", "imbalance", "WeightsPageTest.java")));
        String page = Files.readString(Path.of("..", "docs", "imbalance.md"));
        int blocks = 0;
        for (String section : page.split("(?m)^## ")) {
            if (SECTIONS.contains(section.lines().findFirst().orElse(""))) {
                Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(section);
                for (; code.find(); blocks++) {
                    assertThat(program).contains(withoutIndentation(code.group(1)));
                }
            }
        }
        assertThat(blocks).isEqualTo(8);
    }

    private static String withoutIndentation(String code) {
        return code.strip().replaceAll("(?m)^ +", "");
    }
}
