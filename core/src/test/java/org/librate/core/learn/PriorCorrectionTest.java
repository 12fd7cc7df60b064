package org.librate.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Tensor;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.estimator.DummyClassifier;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.estimator.LinearSvm;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** Probabilities after classes were made more or less frequent than they are. */
class PriorCorrectionTest {

    /** Rows of which one in a hundred is a fraud, with log-odds that are linear in x. */
    private static Table rows(int n, long seed) {
        RandomStream random = RandomSource.of(seed).at(0);
        double[] x = new double[n];
        boolean[] fraud = new boolean[n];
        for (int i = 0; i < n; i++) {
            fraud[i] = random.bernoulli(i, 0.01);
            x[i] = random.normal(n + 2L * i) + (fraud[i] ? 1.5 : 0);
        }
        return Table.of(NumericColumn.of("x", x), BooleanColumn.of("fraud", fraud)).withTarget("fraud");
    }

    /** Leaves out rows without a fraud until there are as many of them as of the others. */
    private static Table halves(Table rows, RandomSource random) {
        int[] labels = rows.labels();
        long frauds = IntStream.of(labels).sum();
        double keep = frauds / (double) (labels.length - frauds);
        RandomStream draws = random.at(0);
        return rows.rows(IntStream.range(0, labels.length).filter(i -> labels[i] == 1 || draws.bernoulli(i, keep)).toArray());
    }

    private static double meanOfFraud(Tensor scores) {
        return scores.select(1, 1).mean().item();
    }

    /** The expected calibration error over ten bins of equal width. */
    private static double error(Tensor scores, Table rows) {
        double[] p = scores.select(1, 1).toDoubles();
        int[] labels = rows.labels();
        double[] off = new double[10];
        for (int i = 0; i < p.length; i++) {
            off[Math.min(9, (int) (p[i] * 10))] += (labels[i] - p[i]) / p.length;
        }
        return IntStream.range(0, 10).mapToDouble(b -> Math.abs(off[b])).sum();
    }

    @Test
    void a_model_of_halves_says_one_in_a_hundred() {
        Table train = rows(40_000, 1);
        Table test = rows(40_000, 2);
        FittedPipeline<LinearClassifier> plain = Pipeline.start(StandardScaler.create()).estimator(LogisticRegression.create()).fit(train);
        FittedPipeline<LinearClassifier> halved = Pipeline.start((Resampler) PriorCorrectionTest::halves).then(StandardScaler.create())
                .estimator(LogisticRegression.create()).fit(train);
        FittedPipeline<LinearClassifier> weighted = Pipeline.start(StandardScaler.create())
                .estimator(LogisticRegression.create().withBalancedClasses()).fit(train);

        assertThat(plain.priorCorrection()).isEmpty();
        for (FittedPipeline<LinearClassifier> fitted : List.of(halved, weighted)) {
            assertThat(fitted.priorCorrection()).isPresent();
            assertThat(meanOfFraud(fitted.scores(test))).isCloseTo(0.01, within(0.002));
            assertThat(meanOfFraud(fitted.rawScores(test))).isGreaterThan(0.2);
            assertThat(error(fitted.scores(test), test)).isLessThan(0.003).isLessThan(error(fitted.rawScores(test), test) / 50);
            assertThat(fitted.scores(test).sub(plain.scores(test)).abs().mean().item()).as("as without").isLessThan(0.002);
            assertThat(fitted.withRawScores().scores(test).toArray()).isEqualTo(fitted.rawScores(test).toArray());
            assertThat(fitted.withRawScores().toString()).doesNotContain("PriorCorrection");
        }
        assertThat(halved.toString()).contains("PriorCorrection[false: 0.").contains("to 0.99");
        assertThat(halved.predict(test).toLongs()).as("answers follow corrected probabilities").isEqualTo(plainAnswers(halved.scores(test)));
        assertThat(halved.withRawScores().predict(test).toLongs()).isEqualTo(plainAnswers(halved.rawScores(test)));
        assertThat(halved.withShares(Map.of("true", 1.0, "false", 1.0)).scores(test).sub(halved.rawScores(test)).abs().max().item())
                .as("nearly halves").isLessThan(0.05);
    }

    private static long[] plainAnswers(Tensor scores) {
        return scores.argmax(1).toLongs();
    }

    @Test
    void it_is_saved_and_one_row_is_corrected_alike(@TempDir Path folder) throws IOException {
        Table train = rows(4000, 3);
        FittedPipeline<LinearClassifier> fitted = Pipeline.start((Resampler) PriorCorrectionTest::halves).estimator(LogisticRegression.create())
                .fit(train);
        Path path = folder.resolve("fraud.safetensors");
        fitted.save(path);
        FittedPipeline<?> loaded = FittedPipeline.load(path);
        assertThat(loaded.scores(train).toArray()).isEqualTo(fitted.scores(train).toArray());
        assertThat(loaded.priorCorrection()).isEqualTo(fitted.priorCorrection());
        assertThat(loaded.withRawScores().scores(train).toArray()).isEqualTo(fitted.rawScores(train).toArray());
        Row row = Row.create().with("x", train.numeric("x").get(0));
        assertThat(loaded.scores(row)).isEqualTo(fitted.scores(train.rows(0)).toArray());
        fitted.withRawScores().save(path);
        assertThat(FittedPipeline.load(path).scores(train).toArray()).isEqualTo(fitted.rawScores(train).toArray());
    }

    @Test
    void weights_that_the_rows_had_are_what_they_stand_for() {
        Table train = rows(4000, 4);
        Table weighted = train.withNumeric("w", row -> row.isTrue("fraud") ? 3 : 1).withWeights("w");
        FittedPipeline<?> fitted = Pipeline.start(StandardScaler.create()).estimator(LogisticRegression.create()).fit(weighted);
        assertThat(fitted.priorCorrection()).as("nothing was changed").isEmpty();
        FittedPipeline<?> prior = Pipeline.start((Resampler) PriorCorrectionTest::halves).estimator(DummyClassifier.prior()).fit(weighted);
        assertThat(meanOfFraud(prior.scores(train.head(2)))).isCloseTo(ClassCounts.of(weighted).shares()[1], within(1e-6));
    }

    @Test
    void rows_of_unknown_class_may_be_left_out_on_the_way() {
        Table some = Table.of(NumericColumn.of("x", 1, 2, 3, 4, 5), CategoryColumn.of("y", "a", "b", null, "a", "b")).withTarget("y");
        Resampler known = (rows, random) -> rows.filter(row -> !row.isMissing("y"));
        assertThat(Pipeline.start(known).estimator(LogisticRegression.create()).fit(some).priorCorrection()).isEmpty();
    }

    @Test
    void distances_from_a_plane_are_left_alone() {
        FittedPipeline<?> fitted = Pipeline.start((Resampler) PriorCorrectionTest::halves).estimator(LinearSvm.create()).fit(rows(2000, 5));
        assertThat(fitted.priorCorrection()).isEmpty();
        assertThatThrownBy(fitted::withRawScores).isInstanceOf(IllegalStateException.class).hasMessageContaining("no probabilities");
    }

    @Test
    void classes_without_rows_or_share() {
        PriorCorrection correction = PriorCorrection.of(ClassCounts.of(List.of("a", "b", "c"), 1, 1, 0),
                ClassCounts.of(List.of("a", "b", "c"), 0, 1, 1));
        assertThat(correction.apply(Tensor.of(new float[][] {{0.5f, 0.25f, 0.25f}})).toArray())
                .containsExactly(new float[] {0, 0.5f, 0.5f}, within(1e-6f));
        assertThat(correction.apply(Tensor.of(new float[][] {{1, 0, 0}})).toArray()).as("nothing else can be said").containsExactly(1, 0, 0);
        assertThat(correction.apply(Tensor.of(new float[][] {{0, 1, 0}})).toArray()).containsExactly(0, 1, 0);
        assertThat(correction.toString()).isEqualTo("PriorCorrection[a: 0.5 to 0, b: 0.5 to 0.5, c: 0 to 0.5]");
    }

    @Test
    void shares_of_many_orders_keep_their_digits() {
        PriorCorrection rare = PriorCorrection.of(ClassCounts.of(1, 1), ClassCounts.of(1e12, 1));
        assertThat(rare.apply(Tensor.of(new float[][] {{1e-13f, 1}})).toArray()).containsExactly(new float[] {1 / 11f, 10 / 11f}, within(1e-6f));
    }

    @Test
    void shares_are_checked() {
        FittedPipeline<?> fitted = Pipeline.start(StandardScaler.create()).estimator(LogisticRegression.create()).fit(rows(2000, 6));
        assertThatThrownBy(() -> fitted.withShares(Map.of("true", 0.5))).hasMessageContaining("needs a share for each of the classes [false, true]");
        assertThatThrownBy(() -> fitted.withShares(Map.of("true", -1.0, "false", 2.0))).hasMessageContaining("the share of");
    }

    @Test
    void class_weights_of_all_kinds() {
        ClassCounts counts = ClassCounts.of(List.of("a", "b", "c"), 60, 30, 10);
        assertThat(ClassWeights.balanced().factors(counts)).containsExactly(new double[] {100 / 180.0, 100 / 90.0, 100 / 30.0}, within(1e-12));
        assertThat(ClassWeights.inverse().factors(counts)).containsExactly(new double[] {100 / 60.0, 100 / 30.0, 10}, within(1e-12));
        assertThat(ClassWeights.inverse().withSumOfClasses().factors(counts))
                .containsExactly(new double[] {3 / 9.0, 6 / 9.0, 18 / 9.0}, within(1e-12));
        assertThat(ClassWeights.inverseRoot().factors(counts))
                .containsExactly(new double[] {Math.sqrt(100 / 60.0), Math.sqrt(100 / 30.0), Math.sqrt(10)}, within(1e-12));
        double[] mean = ClassWeights.inverseRoot().withMeanOne().factors(counts);
        assertThat(0.6 * mean[0] + 0.3 * mean[1] + 0.1 * mean[2]).isCloseTo(1, within(1e-12));
        double[] effective = ClassWeights.effectiveNumber(0.9).unscaled().factors(counts);
        assertThat(effective)
                .containsExactly(new double[] {0.1 / (1 - Math.pow(0.9, 60)), 0.1 / (1 - Math.pow(0.9, 30)), 0.1 / (1 - Math.pow(0.9, 10))},
                within(1e-12));
        double[] scaled = ClassWeights.effectiveNumber(0.9).factors(counts);
        assertThat(scaled[0] + scaled[1] + scaled[2]).isCloseTo(3, within(1e-12));
        assertThat(scaled[2] / scaled[0]).isCloseTo(effective[2] / effective[0], within(1e-12));
        assertThat(ClassWeights.effectiveNumber(0).factors(counts)).containsExactly(1, 1, 1);
        assertThat(ClassWeights.of(Map.of("c", 5.0)).factors(counts)).containsExactly(1, 1, 5);
        assertThat(ClassWeights.balanced().factors(ClassCounts.of(3, 0, 1))).as("none of the second")
                .containsExactly(new double[] {4 / 6.0, 0, 2}, within(1e-12));
        assertThatThrownBy(() -> ClassWeights.of(Map.of("d", 5.0)).factors(counts))
                .hasMessageContaining("must be of the classes [a, b, c], got \"d\"");
        assertThat(List.of(ClassWeights.balanced(), ClassWeights.effectiveNumber(0.9), ClassWeights.inverseRoot().withMeanOne(),
                ClassWeights.of(Map.of("c", 5.0))))
                .hasToString("[ClassWeights[balanced], ClassWeights[effectiveNumber, beta=0.9], ClassWeights[inverseRoot, mean one], "
                        + "ClassWeights[{c=5.0}]]");
    }
}
