package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.DummyClassifier;
import org.librate.core.estimator.LinearRegression;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.internal.SpecialFunctions;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/** Choosing features, and principal components, against scikit-learn. */
class SelectionTest {

    private static final String[] ALL = {"a", "b", "c", "d", "e"};
    private static final String[] VARYING = {"a", "b", "d", "e"};

    private static Table with(Column target, String... names) {
        return Goldens.table("full.", names).with(target).withTarget(target.name());
    }

    private static FeatureSelection.Fitted scored(Score score, Table train) {
        return (FeatureSelection.Fitted) FeatureSelection.best(score, 2).fit(train);
    }

    private static double[] scores(FeatureSelection.Fitted fitted) {
        return fitted.columns().stream().mapToDouble(chosen -> chosen.scores()[0]).toArray();
    }

    private static void check(String name, Score score, Table train) {
        FeatureSelection.Fitted fitted = scored(score, train);
        double[] wanted = Goldens.numbers(name + ".score");
        double[] p = Goldens.numbers(name + ".p");
        for (int i = 0; i < wanted.length; i++) {
            boolean constant = Double.isNaN(wanted[i]); // we say that it tells nothing, the reference that it does not know
            double score0 = fitted.columns().get(i).scores()[0];
            assertThat(score0).as(name + " " + i).isCloseTo(constant ? 0 : wanted[i], within(1e-9 * Math.max(1, score0)));
            assertThat(fitted.columns().get(i).pValues()[0]).as(name + " p " + i)
                    .isCloseTo(constant ? 1 : p[i], within(constant ? 0 : 1e-9 * p[i] + 1e-13));
        }
    }

    @Test
    void tests_as_the_reference_has_them() {
        check("f.two", Score.F_TEST, with(Goldens.classes("two"), ALL));
        check("f.three", Score.F_TEST, with(Goldens.classes("three"), ALL));
        check("f.number", Score.F_TEST, with(Goldens.column("", "target"), ALL));
        check("chi2.three", Score.CHI_SQUARED, with(Goldens.classes("three"), "b", "c", "d"));
    }

    @Test
    void mutual_information_as_the_reference_has_it() {
        // the reference's noise is another, which shows where values are tied (b) or as far away on one side as on the other
        Table full = Goldens.table("full.", VARYING);
        for (Column target : new Column[] {Goldens.classes("two"), Goldens.classes("three"), Goldens.column("", "target")}) {
            String name = "mi." + (target.name().equals("target") ? "number" : target.name());
            double[] scores = scores(scored(Score.MUTUAL_INFORMATION, full.with(target).withTarget(target.name())));
            double[] wanted = Goldens.numbers(name);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(scores[i]).as(name + " " + VARYING[i]).isCloseTo(wanted[i], within(i == 1 ? 0.03 : 0.005));
            }
        }
        String[] b = Arrays.stream(Goldens.numbers("full.b")).mapToObj(value -> "b" + value).toArray(String[]::new);
        Table levels = Table.of(CategoryColumn.of("b", b), Goldens.classes("three")).withTarget("three");
        Goldens.check("mi.discrete", scores(scored(Score.MUTUAL_INFORMATION, levels)), 1e-12);
        Table number = Table.of(Goldens.classes("two"), Goldens.column("", "target")).withTarget("target");
        Goldens.check("mi.discreteNumber", scores(scored(Score.MUTUAL_INFORMATION, number)), 1e-6);
    }

    @Test
    void by_a_model_as_the_reference_does() {
        for (Column target : new Column[] {Goldens.classes("two"), Goldens.classes("three"), Goldens.column("", "target")}) {
            Table train = StandardScaler.create().fit(with(target, VARYING)).apply(with(target, VARYING));
            boolean number = target.name().equals("target");
            SelectByModel step = SelectByModel.of(number ? LinearRegression.create() : LogisticRegression.create().withTolerance(1e-9));
            FeatureSelection.Fitted fitted = (FeatureSelection.Fitted) step.fit(train);
            String name = "model." + (number ? "number" : target.name());
            Goldens.check(name + ".weights", scores(fitted), 1e-5);
            Goldens.check(name + ".kept", fitted.columns().stream().mapToDouble(chosen -> chosen.kept().length).toArray(), 0);
            assertThat(step.withBest(1).fit(train).apply(train).features()).hasSize(1);
            assertThat(step.withLeast(0).on("a", "d").fit(train).apply(train).names()).isEqualTo(train.names());
        }
        Table three = with(Goldens.classes("three"), VARYING);
        assertThatThrownBy(() -> SelectByModel.of(DummyClassifier.prior()).fit(three)).hasMessageContaining("linear model")
                .hasMessageContaining("DummyClassifier");
        Table vectors = ColumnsToVector.of("v").on(VARYING).fit(three).apply(three);
        assertThat(SelectByModel.of(LogisticRegression.create()).withBest(2).fit(vectors).apply(vectors).matrix().dim(1)).isEqualTo(2);
    }

    @Test
    void the_best_are_kept_and_the_first_of_equals() {
        Table train = Table.of(NumericColumn.of("x", 1, 2, 3, 4), NumericColumn.of("twin", 1, 2, 3, 4), NumericColumn.of("noise", 1, -1, -1, 1),
                NumericColumn.of("same", 1, 1, 1, 1),
                BooleanColumn.of("y", false, false, true, true)).withTarget("y");
        assertThat(FeatureSelection.best(Score.F_TEST, 1).fit(train).apply(train).names()).containsExactly("x", "y");
        assertThat(FeatureSelection.percentile(Score.F_TEST, 50).fit(train).apply(train).names()).containsExactly("x", "twin", "y");
        assertThat(FeatureSelection.best(Score.F_TEST, 9).fit(train).apply(train).names()).hasSize(5);
        assertThat(FeatureSelection.variance(0).fit(train).apply(train).names()).containsExactly("x", "twin", "noise", "y");
        assertThat(FeatureSelection.variance(1).fit(train)).hasToString("FittedFeatureSelection[x, twin]");
    }

    @Test
    void false_discoveries_are_bounded() {
        Table train = with(Goldens.classes("three"), ALL);
        double[] p = Goldens.numbers("f.three.p");
        FeatureSelection.Fitted fitted = (FeatureSelection.Fitted) FeatureSelection.falseDiscovery(Score.F_TEST, 0.05).fit(train);
        double[] sorted = Arrays.stream(p).map(each -> Double.isNaN(each) ? 1 : each).sorted().toArray();
        double limit = 0;
        for (int i = 0; i < 5; i++) {
            limit = sorted[i] <= 0.05 * (i + 1) / 5 ? sorted[i] : limit;
        }
        for (int i = 0; i < 5; i++) {
            assertThat(fitted.columns().get(i).kept().length > 0).as(ALL[i]).isEqualTo(p[i] <= limit * (1 + 1e-9));
        }
        assertThatThrownBy(() -> FeatureSelection.falseDiscovery(Score.MUTUAL_INFORMATION, 0.1)).hasMessage(
                "FeatureSelection: a false discovery rate needs a score with p-values, F_TEST or CHI_SQUARED, got MUTUAL_INFORMATION.");
    }

    @Test
    void single_numbers_of_a_vector_are_kept() {
        int n = 40;
        float[] values = RandomSource.of(1).at(0).normalFloats(n * 50);
        boolean[] y = new boolean[n];
        for (int i = 0; i < n; i++) {
            y[i] = i % 2 == 0;
            values[i * 50 + 17] += y[i] ? 3 : -3;
        }
        Table train = Table.of(VectorColumn.of("v", Tensor.of(Shape.of(n, 50), values)), BooleanColumn.of("y", y)).withTarget("y");
        Table chosen = FeatureSelection.best(Score.F_TEST, 2).fit(train).apply(train);
        assertThat(chosen.vector("v").shape()).isEqualTo(Shape.of(2));
        assertThat(FeatureSelection.best(Score.F_TEST, 1).fit(train).apply(train).vector("v").values().get(3, 0)).isEqualTo(values[3 * 50 + 17]);
        assertThat(FeatureSelection.best(Score.F_TEST, 2).fit(train)).hasToString("FittedFeatureSelection[v(2 of 50)]");
        Table narrow = Table.of(VectorColumn.of("v", Tensor.zeros(1, 3)));
        assertThatThrownBy(() -> FeatureSelection.best(Score.F_TEST, 2).fit(train).apply(narrow))
                .hasMessage("FeatureSelection: \"v\" must have 50 numbers in each row as when it was fitted, got 3.");
    }


    @Test
    void what_a_test_cannot_work_on_is_refused() {
        Table missing = Table.of(NumericColumn.of("x", 1, Double.NaN), BooleanColumn.of("y", true, false)).withTarget("y");
        assertThatThrownBy(() -> FeatureSelection.best(Score.F_TEST, 1).fit(missing))
                .hasMessage("FeatureSelection: needs finite numbers, \"x\", got a missing value in row 1. Impute before.");
        assertThatThrownBy(() -> FeatureSelection.best(Score.F_TEST, 1).fit(missing.without("y")))
                .hasMessage("FeatureSelection: F_TEST needs a target, got none among [x]. Use withTarget(name) of the table.");
        Table negative = Table.of(NumericColumn.of("x", 1, -2), BooleanColumn.of("y", true, false)).withTarget("y");
        assertThatThrownBy(() -> FeatureSelection.best(Score.CHI_SQUARED, 1).fit(negative))
                .hasMessage("FeatureSelection: CHI_SQUARED needs features that are not negative, got -2.0 in row 1. Use F_TEST.");
    }

    private static void check(String name, Pca step, Table train) {
        int[] rows = {50, 51, 52};
        Pca.Fitted fitted = (Pca.Fitted) step.withColumns(true).fit(train);
        Goldens.check(name + ".train", fitted.apply(train), 1e-10);
        Goldens.check(name + ".other", fitted.apply(Goldens.table("full.", ALL).rows(rows)), 1e-10);
        Goldens.check(name + ".variance", fitted.variances(), 1e-10);
        Goldens.check(name + ".ratio", fitted.ratios(), 1e-10);
        Goldens.check(name + ".train", step.fit(train).apply(train), 1e-6);
    }

    @Test
    void components_as_the_reference_finds_them() {
        Table full = Goldens.table("full.", ALL);
        check("pca", Pca.of(3), full);
        check("pcaWhite", Pca.of(3).withWhitening(true), full);
        check("pcaShare", Pca.explaining(0.9), full);
        check("pcaWide", Pca.of(3), full.rows(0, 1, 2, 3));
    }

    @Test
    void a_component_without_variance_is_zero() {
        Table line = Table.of(NumericColumn.of("x", 1, 2, 3), NumericColumn.of("y", 2, 4, 6), NumericColumn.of("z", 5, 5, 5));
        Table components = Pca.of(3).withWhitening(true).withColumns(true).fit(line).apply(line);
        assertThat(components.numeric("pca0").toArray()).containsExactly(new double[] {-1, 0, 1}, within(1e-12));
        assertThat(components.numeric("pca1").toArray()).containsExactly(0, 0, 0);
        assertThat(components.numeric("pca2").toArray()).containsExactly(0, 0, 0);
        assertThatThrownBy(() -> Pca.of(4).fit(line)).hasMessage("Pca: components must be at most 3, the smaller of 3 rows and 3 numbers, got 4.");
    }

    @Test
    void tails_of_distributions() {
        assertThat(SpecialFunctions.aboveF(4, 1, 1)).as("1 - 2/π atan √f").isCloseTo(1 - 2 / Math.PI * Math.atan(2), within(1e-14));
        assertThat(SpecialFunctions.aboveChiSquared(3, 2)).as("e^(-x/2)").isCloseTo(Math.exp(-1.5), within(1e-14));
        assertThat(SpecialFunctions.aboveChiSquared(300, 2)).isCloseTo(Math.exp(-150), within(1e-78));
        assertThat(SpecialFunctions.digamma(1)).as("minus Euler's constant").isCloseTo(-0.5772156649015329, within(1e-13));
        assertThat(SpecialFunctions.logGamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-13));
    }
}
