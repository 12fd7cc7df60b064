package org.librate.imbalance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.estimator.DummyClassifier;
import org.librate.core.estimator.LinearSvm;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.estimator.NaiveBayes;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.Drop;
import org.librate.core.prepare.Impute;
import org.librate.core.prepare.OneHot;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;
import org.librate.imbalance.over.RandomOverSampler;
import org.librate.imbalance.over.Smote;
import org.librate.metrics.interval.Interval;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Adam;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;
import org.librate.tuning.Threads;
import org.librate.tuning.split.Fold;
import org.librate.tuning.split.KFold;
import org.librate.tuning.split.StratifiedKFold;

class ImbalanceReportTest {

    private static final StratifiedKFold THREE = StratifiedKFold.of(3).withSeed(1);

    /** The rare rows are those of the first numbers in a random order; their x is larger by the shift. */
    private static Table rows(int n, int rare, double shift, long seed) {
        RandomStream random = RandomSource.of(seed).at(0);
        int[] order = random.permutation(n);
        double[] x = random.normals(2 * n);
        boolean[] fraud = new boolean[n];
        for (int i = 0; i < n; i++) {
            fraud[i] = order[i] < rare;
            x[i] += fraud[i] ? shift : 0;
        }
        return Table.of(NumericColumn.of("x", Arrays.copyOf(x, n)), NumericColumn.of("y", Arrays.copyOfRange(x, n, 2 * n)),
                BooleanColumn.of("fraud", fraud)).withTarget("fraud");
    }

    private static Pipeline<?> logistic() {
        return Pipeline.start(StandardScaler.create()).estimator(LogisticRegression.create());
    }

    // ---- verdicts ----

    @Test
    void in_noise_there_is_no_gain() {
        for (long seed = 1; seed <= 4; seed++) {
            ImbalanceReport report = ImbalanceReport.compare(logistic(), rows(900, 60, 0, seed));
            assertThat(report.gains()).as("%s", report).isEmpty();
            assertThat(report.verdict()).contains("No gain from class weights, random over, random under, SMOTE or SMOTE + Tomek: not by average "
                    + "precision"
                    + " against nothing, nor by F1 or G-mean against threshold only.",
                    "No gain from a threshold alone: not by F1 or G-mean against nothing.",
                    "The estimator itself is not better than answering without looking",
                    "2 comparisons of a threshold and 15 of remedies, paired over 10 folds");
            // what would be a gain if the dummies were not asked
            assertThat(report.result("threshold only").mean(Measure.GEOMETRIC_MEAN))
                    .isGreaterThan(report.result("nothing").mean(Measure.GEOMETRIC_MEAN) + 0.2);
        }
    }

    @Test
    void where_a_threshold_is_all_it_takes_the_report_says_so() {
        ImbalanceReport report = ImbalanceReport.compare(logistic(), rows(1500, 75, 1.5, 3));
        assertThat(report.gains()).as("%s", report).extracting(Difference::name).containsOnly("threshold only");
        assertThat(report.gains()).extracting(Difference::measure).contains(Measure.GEOMETRIC_MEAN);
        assertThat(report.verdict()).contains("Gain: threshold only against nothing by G-mean: +0.", "No gain from class weights,",
                "The spread of the folds leaves room for +0.0",
                        "Probabilities are corrected, and have to be")
                .doesNotContain("The estimator itself");
        RemedyResult weights = report.result("class weights");
        assertThat(weights.mean(Measure.RAW_LOG_LOSS)).isGreaterThan(1.5 * weights.mean(Measure.LOG_LOSS));
        assertThat(weights.mean(Measure.RAW_CALIBRATION_ERROR)).isGreaterThan(0.1);
        assertThat(weights.mean(Measure.CALIBRATION_ERROR)).isLessThan(0.05);
        assertThat(report.result("nothing").mean(Measure.RAW_LOG_LOSS)).as("not corrected").isNaN();
        assertThat(report.result("threshold only").mean(Measure.AVERAGE_PRECISION))
                .isEqualTo(report.result("nothing").mean(Measure.AVERAGE_PRECISION));
        assertThat(report.toString()).startsWith("ImbalanceReport: 1500 rows, 75 of class \"true\" (5 %); 10 folds, Repeated[2 times "
                + "StratifiedKFold[folds=5, seed=0]]")
                .contains("focal loss            left out: a loss is for a network", "by how folds vary (Nadeau and Bengio)");
    }

    @Test
    void what_sees_more_gains_and_what_sees_less_loses() {
        Pipeline<?> blind = Pipeline.start(Drop.of("x")).estimator(LogisticRegression.create());
        ImbalanceComparison plan = ImbalanceReport.of(blind).withRemedies(List.of(Remedy.estimator("all columns", LogisticRegression.create())));
        Table table = rows(1200, 100, 2, 5);
        ImbalanceReport report = plan.compare(table);
        assertThat(report.gains()).as("%s", report).hasSize(3).allMatch(gain -> gain.name().equals("all columns"));
        assertThat(report.verdict()).contains("Gain: all columns against nothing by average precision: +0.",
                "Gain: all columns against threshold only by F1");
        ImbalanceReport other = ImbalanceReport.of(LogisticRegression.create()).withRemedies(List.of(Remedy.estimator("one column", blind)))
                .compare(table);
        assertThat(other.verdict()).contains("Loss: one column against nothing by average precision: -0.").contains("No gain from one column");
    }

    @Test
    void a_comparison_among_many_has_to_be_clearer() {
        Interval some = new Interval(1, 0, 2, 0.95);
        List<Difference> adjusted = Difference.holm(List.of(new Difference("a", "b", Measure.F1_SCORE, some, 0.01, 0.01, 0.05),
                new Difference("c", "b", Measure.F1_SCORE, some, 0.04, 0.04, 0.05),
                new Difference("d", "b", Measure.F1_SCORE, some, 0.03, 0.03, 0.05)));
        assertThat(adjusted).extracting(Difference::adjusted).usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
                .containsExactly(0.03, 0.06, 0.06);
        assertThat(adjusted).extracting(Difference::isGain).containsExactly(true, false, false);
        assertThat(adjusted.get(0)).hasToString("a against b by F1: +1.0000 [0.0000, 2.0000], p = 0.030");
    }

    // ---- the same folds, and no look at the test rows ----

    /** Notes which rows models learned from, and which each scored. */
    private static final class Spy implements Estimator<Model> {

        private final List<Set<Long>> learned = Collections.synchronizedList(new ArrayList<>());
        private final List<Set<Long>> scored = Collections.synchronizedList(new ArrayList<>());

        private static Set<Long> origins(Table rows) {
            return LongStream.range(0, rows.rows()).map(i -> rows.origin((int) i)).boxed().collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public Model fit(Table train) {
            Model model = NaiveBayes.gaussian().fit(train);
            Set<Long> own = new HashSet<>();
            learned.add(origins(train));
            scored.add(own);
            return new Model() {
                @Override
                public Tensor scores(Table rows) {
                    own.addAll(origins(rows));
                    return model.scores(rows);
                }

                @Override
                public List<String> classNames() {
                    return model.classNames();
                }
            };
        }
    }

    @Test
    void thresholds_do_not_see_the_rows_they_are_judged_by() {
        Table table = rows(300, 60, 1, 7);
        Spy spy = new Spy();
        ImbalanceReport.of(spy).withFolds(THREE).without("random under", "SMOTE + Tomek").withThreads(Threads.serial()).compare(table);
        assertThat(spy.learned).as("nothing, class weights, random over and SMOTE: three folds, each with three parts and the whole")
                .hasSize(4 * 3 * 4);
        List<Set<Long>> tests = THREE.folds(table).stream().map(fold -> Spy.origins(table.rows(fold.test()))).toList();
        for (int way = 0; way < 4; way++) {
            for (int fold = 0; fold < 3; fold++) {
                Set<Long> test = tests.get(fold);
                Set<Long> judgedInside = new HashSet<>();
                for (int part = 0; part < 3; part++) {
                    int fit = way * 12 + fold * 4 + part;
                    assertThat(spy.learned.get(fit)).doesNotContainAnyElementsOf(test);
                    assertThat(spy.scored.get(fit)).doesNotContainAnyElementsOf(test).doesNotContainAnyElementsOf(spy.learned.get(fit));
                    judgedInside.addAll(spy.scored.get(fit));
                }
                int whole = way * 12 + fold * 4 + 3;
                assertThat(spy.learned.get(whole)).isEqualTo(judgedInside).hasSize(200);
                assertThat(spy.scored.get(whole)).isEqualTo(test);
            }
        }
    }

    @Test
    void a_row_that_is_learned_from_and_judged_by_is_found_out() {
        Table table = rows(60, 20, 1, 2);
        Table twice = table.rows(IntStream.range(0, 120).map(i -> i % 60).toArray());
        ImbalanceReport report = ImbalanceReport.of(logistic())
                .withFolds(rows -> List.of(new Fold(IntStream.range(0, 60).toArray(), IntStream.range(60, 120).toArray()))).compare(twice);
        assertThat(report.result("nothing").note().orElseThrow()).contains("no way may learn from a test row, got 60 of 60 test rows");
    }

    @Test
    void threads_change_nothing_and_seeds_do() {
        Table table = rows(400, 40, 1, 9);
        ImbalanceComparison plan = ImbalanceReport.of(logistic()).withFolds(THREE).withSeed(5);
        String one = plan.withThreads(Threads.serial()).compare(table).json();
        assertThat(plan.withThreads(Threads.parallel(2)).compare(table).json()).isEqualTo(one);
        assertThat(plan.withSeed(6).compare(table).json()).isNotEqualTo(one);
    }

    // ---- what it says to programs ----

    @Test
    void json_has_the_same_numbers() throws IOException {
        ImbalanceReport report = ImbalanceReport.of(logistic()).withFolds(THREE).compare(rows(300, 30, 1, 4));
        int values = 0;
        int comparisons = 0;
        String way = "";
        String verdict = "";
        Measure measure = Measure.F1_SCORE;
        try (JsonParser json = new JsonFactory().createParser(report.json())) {
            while (json.nextToken() != null) {
                String name = json.currentName() == null ? "" : json.currentName();
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && Arrays.stream(Measure.values()).anyMatch(one -> one.name().equalsIgnoreCase(name))) {
                    measure = Measure.valueOf(name.toUpperCase(Locale.ROOT));
                } else if (json.currentToken() == JsonToken.VALUE_STRING && name.equals("name")) {
                    way = json.getText();
                } else if (json.currentToken() == JsonToken.VALUE_STRING && name.equals("verdict")) {
                    verdict = json.getText();
                } else if (json.currentToken() == JsonToken.VALUE_STRING && name.equals("finding")) {
                    comparisons++;
                } else if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && name.equals("mean")) {
                    assertThat(json.getDoubleValue()).isEqualTo(report.result(way).mean(measure));
                    values++;
                }
            }
        }
        assertThat(values).as("six measures of eleven ways that are measured, two more where probabilities are corrected").isEqualTo(6 * 11 + 2 * 5);
        assertThat(comparisons).isEqualTo(report.differences().size()).isEqualTo(2 + 3 * 5);
        assertThat(verdict).isEqualTo(report.verdict());
    }

    @Test
    void an_interval_holds_its_mean_and_is_wider_than_that_of_independent_folds() {
        RemedyResult nothing = ImbalanceReport.of(logistic()).withFolds(THREE).compare(rows(300, 30, 1, 4)).result("nothing");
        Interval interval = nothing.interval(Measure.AVERAGE_PRECISION, 0.95).orElseThrow();
        double[] values = nothing.values(Measure.AVERAGE_PRECISION);
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / 2);
        assertThat(interval.value()).isCloseTo(mean, within(1e-12));
        assertThat(interval.width() / 2).isCloseTo(4.302653 * deviation * Math.sqrt(1.0 / 3 + 0.5), within(1e-6));
    }

    // ---- tables of all kinds ----

    @Test
    void a_rare_class_that_comes_first_is_the_one_looked_at() {
        Table table = rows(600, 60, 1.5, 8);
        Table turned = table.withCategory("kind", row -> row.isTrue("fraud") ? "a fraud" : "honest").without("fraud").withTarget("kind");
        ImbalanceReport report = ImbalanceReport.of(logistic()).withFolds(THREE).compare(turned);
        ImbalanceReport same = ImbalanceReport.of(logistic()).withFolds(THREE).compare(table);
        assertThat(report.rareClass()).isEqualTo("a fraud");
        assertThat(report.result("nothing").mean(Measure.AVERAGE_PRECISION))
                .isCloseTo(same.result("nothing").mean(Measure.AVERAGE_PRECISION), within(0.05));
        assertThat(report.result("threshold only").mean(Measure.F1_SCORE))
                .isCloseTo(same.result("threshold only").mean(Measure.F1_SCORE), within(0.06));
    }

    @Test
    void categories_are_kept_categories() {
        Table table = rows(200, 40, 1, 1).withCategory("place", row -> row.index() % 3 == 0 ? "here" : "there");
        ImbalanceReport report = ImbalanceReport.of(DummyClassifier.prior()).withFolds(THREE).compare(table);
        assertThat(report.result("SMOTE").isMeasured()).as("%s", report).isTrue();
        assertThat(report.result("SMOTE + Tomek").isMeasured()).isTrue();
        assertThat(report.text()).contains("SMOTE is SmoteNc here: some columns are categories.");
        ImbalanceReport numbers = ImbalanceReport.of(Pipeline.start(OneHot.create()).estimator(LogisticRegression.create())).withFolds(THREE)
                .compare(table);
        assertThat(numbers.result("SMOTE").note().orElseThrow()).isEqualTo("SMOTE is SmoteNc here, before OneHot: some columns are categories");
        assertThat(numbers.result("SMOTE + Tomek").plan()).contains("SmoteNc").matches(".*TomekLinks.*OneHot.*LogisticRegression.*");
        Table holes = table.map("x", x -> x > 1.5 ? Double.NaN : x);
        Pipeline<?> late = Pipeline.start(OneHot.create()).then(Impute.median()).estimator(LogisticRegression.create());
        assertThat(ImbalanceReport.of(late).withFolds(THREE).compare(holes).result("SMOTE").note().orElseThrow())
                .startsWith("SMOTE comes after categories are encoded");
        ImbalanceReport only = ImbalanceReport.of(NaiveBayes.categorical()).withFolds(THREE).compare(table.without("x", "y"));
        assertThat(only.text()).contains("SMOTE is Smoten here", "SMOTE + Tomek         left out: Tomek links need a column of numbers");
        Table texts = table.with(TextColumn.of("words", IntStream.range(0, 200).mapToObj(i -> "w" + i).toArray(String[]::new)));
        ImbalanceReport text = ImbalanceReport.of(DummyClassifier.prior()).withFolds(THREE).compare(texts);
        assertThat(text.result("SMOTE").note().orElseThrow()).isEqualTo("left out: SMOTE cannot work with TEXT \"words\"; prepare or drop it");
        assertThat(text.result("random over").isMeasured()).isTrue();
    }

    @Test
    void weights_count_and_groups_stay_together() {
        Table table = rows(300, 60, 1, 5);
        Table weighted = table.withNumeric("w", row -> row.number("y") > 0 ? 3 : 1).withWeights("w");
        ImbalanceReport plain = ImbalanceReport.of(logistic()).withFolds(THREE).compare(table);
        ImbalanceReport heavier = ImbalanceReport.of(logistic()).withFolds(THREE).compare(weighted);
        assertThat(heavier.results()).filteredOn(RemedyResult::isMeasured).as("%s", heavier).hasSize(11);
        assertThat(heavier.result("dummy: prior").mean(Measure.AVERAGE_PRECISION))
                .isNotEqualTo(plain.result("dummy: prior").mean(Measure.AVERAGE_PRECISION));
        Table grouped = table.withCategory("person", row -> "p" + row.index() % 100).withGroups("person");
        Spy spy = new Spy();
        ImbalanceReport report = ImbalanceReport.of(spy).withRemedies(List.of()).withThreads(Threads.serial()).compare(grouped);
        assertThat(report.folds()).contains("StratifiedGroupKFold");
        for (int fit = 0; fit < spy.learned.size(); fit++) {
            Set<Long> people = spy.learned.get(fit).stream().map(origin -> origin % 100).collect(Collectors.toSet());
            assertThat(spy.scored.get(fit)).isNotEmpty().allMatch(origin -> !people.contains(origin % 100));
        }
    }

    @Test
    void several_classes_are_averaged_and_have_no_threshold() {
        Table two = rows(400, 100, 2, 6);
        Table table = two.withCategory("kind", row -> !row.isTrue("fraud") ? "most" : row.number("y") > 0.4 ? "rare" : "some")
                .without("fraud").withTarget("kind");
        ImbalanceReport report = ImbalanceReport.of(logistic()).withFolds(THREE).compare(table);
        assertThat(report.result("threshold only").note().orElseThrow()).isEqualTo("left out: a threshold is for two classes, and here are 3");
        assertThat(report.result("class weights").mean(Measure.GEOMETRIC_MEAN)).as("%s", report)
                .isGreaterThan(report.result("nothing").mean(Measure.GEOMETRIC_MEAN));
        assertThat(report.verdict()).contains("against nothing").contains("0 comparisons of a threshold and 15 of remedies");
        assertThat(report.text()).contains("Means over the classes.", "of \"rare\"");
    }

    @Test
    void distances_from_a_plane_are_no_probabilities() {
        ImbalanceReport report = ImbalanceReport.of(LinearSvm.create()).withFolds(THREE).compare(rows(300, 40, 2, 3));
        assertThat(report.result("nothing").mean(Measure.LOG_LOSS)).as("%s", report).isNaN();
        assertThat(report.result("nothing").mean(Measure.AVERAGE_PRECISION)).isGreaterThan(0.4);
    }

    @Test
    void networks_are_tried_with_other_losses() {
        for (boolean binary : new boolean[] {false, true}) {
            Trainer<?> plan = (binary ? Trainer.binary(Dense.of(1)) : Trainer.classifier(Dense.of(2))).optimizer(Adam.of(0.05)).epochs(4)
                    .batchSize(100).display(Display.SILENT);
            assertThat(plan.isBinary()).isEqualTo(binary);
            assertThat(Trainer.of(plan.estimator())).hasValueSatisfying(same -> assertThat(same).isSameAs(plan));
            assertThat(Trainer.of(LogisticRegression.create())).isEmpty();
            ImbalanceReport report = ImbalanceReport.of(Pipeline.start(StandardScaler.create()).estimator(plan.estimator()))
                    .without("random over", "random under", "SMOTE", "SMOTE + Tomek").withFolds(THREE).compare(rows(300, 60, 2, 3));
            assertThat(report.result("focal loss").isMeasured()).as("%s", report).isTrue();
            assertThat(report.result("focal loss").mean(Measure.LOG_LOSS)).isNotEqualTo(report.result("nothing").mean(Measure.LOG_LOSS));
            assertThat(report.result("logit adjustment").mean(Measure.RAW_LOG_LOSS)).isNotNaN()
                    .isNotEqualTo(report.result("logit adjustment").mean(Measure.LOG_LOSS));
        }
    }

    @Test
    void a_way_that_fails_is_a_line_and_the_others_go_on() {
        ImbalanceReport few = ImbalanceReport.compare(logistic(), rows(80, 3, 2, 3));
        assertThat(few.result("SMOTE").note().orElseThrow()).startsWith("failed on 6 of 6 folds: ").contains("class \"true\" needs at least 6 rows");
        assertThat(few.result("random over").isMeasured()).as("%s", few).isTrue();
        Table holes = rows(200, 40, 1, 2).map("x", x -> x > 1.5 ? Double.NaN : x);
        ImbalanceReport missing = ImbalanceReport.of(logistic()).withFolds(THREE).compare(holes);
        assertThat(missing.verdict()).as("%s", missing)
                .startsWith("No verdict: without \"nothing\" there is nothing to compare with; it failed on 3 of 3 folds: ");
        Pipeline<?> imputed = Pipeline.start(Impute.median()).then(StandardScaler.create()).estimator(LogisticRegression.create());
        assertThat(ImbalanceReport.of(imputed).withFolds(THREE).compare(holes).results()).filteredOn(RemedyResult::isMeasured).hasSize(11);
        ImbalanceReport one = ImbalanceReport.of(logistic()).withFolds(rows -> THREE.folds(rows).subList(0, 1)).compare(rows(300, 60, 1, 3));
        assertThat(one.verdict()).startsWith("No verdict: no way but");
        ImbalanceReport uneven = ImbalanceReport.of(logistic()).withFolds(KFold.of(5).inOrder()).compare(rows(200, 40, 1, 2).sortBy("fraud"));
        assertThat(uneven.result("nothing").note().isPresent() || Double.isNaN(uneven.result("nothing").mean(Measure.AVERAGE_PRECISION)))
                .as("%s", uneven).isTrue();
    }

    @Test
    void what_cannot_be_compared_is_said() {
        assertThatThrownBy(() -> ImbalanceReport.compare(logistic(), rows(50, 0, 0, 1)))
                .hasMessageContaining("ImbalanceReport: needs rows of two classes or more");
        assertThatThrownBy(() -> ImbalanceReport.compare(logistic(), rows(50, 2, 0, 1)))
                .hasMessageContaining("class \"true\" needs at least 3 rows, got 2");
        assertThatThrownBy(() -> ImbalanceReport.compare(logistic(), rows(50, 9, 0, 1).withTarget("x")))
                .hasMessageContaining("needs a target of classes");
        assertThatThrownBy(() -> ImbalanceReport.compare(Pipeline.start(Smote.create()).estimator(LogisticRegression.create()), rows(50, 9, 0, 1)))
                .hasMessageContaining("does nothing about rare classes itself, got Smote");
        ImbalanceComparison plan = ImbalanceReport.of(logistic());
        assertThatThrownBy(() -> plan.without("nothing")).hasMessageContaining("can leave out one of [class weights, ");
        assertThatThrownBy(() -> plan.with(Remedy.resampling("SMOTE", RandomOverSampler.create()))).hasMessageContaining("\"SMOTE\" twice");
        assertThatThrownBy(() -> plan.withLevel(0)).hasMessageContaining("level must be in (0, 0.5)");
        assertThat(plan.withRemedies(List.of())).hasToString("ImbalanceComparison[" + logistic() + ", [], seed=0]");
        assertThat(Remedy.usual().get(0)).hasToString("Remedy[class weights]");
    }
}
