package org.librate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.data.SplitRule;
import org.librate.core.estimator.DummyClassifier;
import org.librate.core.estimator.DummyRegressor;
import org.librate.core.estimator.Heuristic;
import org.librate.core.estimator.HumanBaseline;
import org.librate.core.estimator.KNeighborsClassifier;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.estimator.LinearRegression;
import org.librate.core.estimator.LinearRegressor;
import org.librate.core.estimator.LinearSvm;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.estimator.NaiveBayes;
import org.librate.core.estimator.Penalty;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.OneHot;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TableSplit;
import org.librate.core.table.VectorColumn;
import org.librate.metrics.Evaluation;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Adam;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.NetworkModel;
import org.librate.nn.train.Trainer;

/** What docs/estimators.md shows, compiled and run. */
class EstimatorsPageTest {

    private final TableSplit split = customers(600).split(SplitRule.stratified(0.7, 0.0, 0.3).withSeed(1));
    private final Table train = split.train();
    private final Table test = split.test();

    private static Table customers(int n) {
        double[] months = RandomSource.of(1).stream("months").at(0).normals(n);
        double[] charge = RandomSource.of(1).stream("charge").at(0).normals(n);
        int[] plan = RandomSource.of(1).stream("plan").at(0).integers(n, 0, 3);
        boolean[] left = new boolean[n];
        Arrays.setAll(months, i -> 12 + 4 * months[i]);
        for (int i = 0; i < n; i++) {
            left[i] = charge[i] - 0.3 * (months[i] - 12) + (plan[i] == 2 ? 1 : 0) > 0.5;
        }
        return Table.of(NumericColumn.of("months", months), NumericColumn.of("charge", charge),
                CategoryColumn.ofCodes("plan", List.of("basic", "family", "trial"), plan), BooleanColumn.of("left", left)).withTarget("left");
    }

    @Test
    void what_to_beat() {
        List<Estimator<? extends Model>> baselines = List.of(
                DummyClassifier.prior(),                       // the shares of the classes, whatever the row
                DummyClassifier.stratified().withSeed(7),      // drawn by these shares
                Heuristic.classifier(row -> row.number("months") < 12 ? "true" : "false"));
        for (Estimator<? extends Model> baseline : baselines) {
            Model model = baseline.fit(train);
            System.out.println(baseline + "\n" + Evaluation.of(model.predict(test), test.targets()).report());
        }

        Table asked = test.head(3);
        HumanBaseline people = HumanBaseline.of(asked, "false", "true", "false");     // one answer a row, which follows it wherever it goes
        List<String> answers = people.fit(train).predictNames(asked);
        assertThat(answers).containsExactly("false", "true", "false");
    }

    @Test
    void linear_models() {
        FittedPipeline<LinearClassifier> fitted = Pipeline
                .start(OneHot.create().withColumns(true))
                .then(StandardScaler.create())
                .estimator(LogisticRegression.create().withC(0.5).withPenalty(Penalty.elasticNet(0.5)).withBalancedClasses())
                .fit(train);
        Map<String, Double> weights = fitted.model().coefficients("true");           // by the names of the features
        LinearClassifier svm = LinearSvm.create().withC(10).fit(train.without("plan"));
        Tensor distances = svm.decision(test);

        Table charges = train.without("left", "plan").withTarget("charge");
        LinearRegressor line = LinearRegression.create().fit(charges);
        LinearRegressor few = LinearRegression.lasso(0.1).fit(charges);
        Model middle = DummyRegressor.median().fit(charges);
        assertThat(weights).containsKeys("months", "plan_trial");
        assertThat(distances.shape().size()).isEqualTo(test.rows());
        assertThat(Math.abs(few.weights()[0])).isLessThanOrEqualTo(Math.abs(line.weights()[0]));
        assertThat(middle.scores(charges).size()).isEqualTo(charges.rows());
    }

    @Test
    void neighbours_and_naive_bayes() {
        Estimator<?> near = Pipeline.start(OneHot.create()).then(StandardScaler.create()).estimator(KNeighborsClassifier.of(15));
        Estimator<?> bell = NaiveBayes.gaussian();                                     // numbers
        Estimator<?> table = NaiveBayes.categorical();                                 // categories as they are
        assertThat(near.fit(train).scores(test).dim(1)).isEqualTo(2);
        assertThat(bell.fit(train.without("plan")).scores(test).dim(1)).isEqualTo(2);
        assertThat(table.fit(train.without("months", "charge")).scores(test).dim(1)).isEqualTo(2);
    }

    @Test
    void networks() {
        Trainer<Classifier> plan = Trainer
                .classifier(Sequential.of(Dense.of(16), Relu.create(), Dense.of(2)))
                .optimizer(Adam.of(0.01)).epochs(10).seed(1).display(Display.SILENT);
        FittedPipeline<NetworkModel<Classifier>> network = Pipeline
                .start(OneHot.create())
                .then(StandardScaler.create())
                .estimator(plan.estimator())
                .fit(train);

        Classifier pretrained = plan.fit(train.without("plan").dataset());
        Table seenThrough = Table.of(
                VectorColumn.of("features", pretrained.features("relu").of(train.without("plan", "left").matrix())),
                train.column("left")).withTarget("left");
        LinearClassifier head = LinearSvm.create().fit(seenThrough);
        assertThat(network.scores(test).dim(1)).isEqualTo(2);
        assertThat(head.classNames()).containsExactly("false", "true");
    }

    @Test
    void the_page_quotes_this_file() throws IOException {
        String program =
                withoutIndentation(Files.readString(Path.of("src", "test", "java", "org", "librate", "examples", "EstimatorsPageTest.java")));
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("..", "docs", "estimators.md")));
        List<String> blocks = new ArrayList<>();
        while (code.find()) {
            blocks.add(code.group(1));
            assertThat(program).contains(withoutIndentation(code.group(1)));
        }
        assertThat(blocks).hasSize(7);
    }

    private static String withoutIndentation(String text) {
        return text.replaceAll("(?m)^ +", "").replaceAll("\n+", "\n");
    }
}
