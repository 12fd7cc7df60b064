package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.learn.Transformer;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** Encoders by target, frequency and hash, bins and products, against scikit-learn. */
class EncodersTest {

    private static final CategoryColumn PLAN = CategoryColumn.of("plan", Goldens.words("plan"));
    private static final Table LATER = Table.of(CategoryColumn.of("plan", "basic", "gold", "silver", "trial", null, "unseen"));

    private static Table train(Column target) {
        return Table.of(PLAN, target).withTarget(target.name());
    }

    @Test
    void later_rows_are_encoded_as_the_reference_does() {
        Table two = train(Goldens.classes("two"));
        Table three = train(Goldens.classes("three"));
        Table number = train(Goldens.column("", "target"));
        TargetEncoder auto = TargetEncoder.create();
        Goldens.check("target.two.auto", auto.fit(two).apply(LATER), 1e-12);
        Goldens.check("target.three.auto", auto.fit(three).apply(LATER), 1e-12);
        Goldens.check("target.number.auto", auto.fit(number).apply(LATER), 1e-12);
        TargetEncoder smooth = auto.withSmoothing(5);
        Goldens.check("target.two.5.0", smooth.fit(two).apply(LATER), 1e-12);
        Goldens.check("target.three.5.0", smooth.fit(three).apply(LATER), 1e-12);
        Goldens.check("target.number.5.0", smooth.fit(number).apply(LATER), 1e-12);
        assertThat(auto.fit(three).apply(LATER).names()).containsExactly("plan_class0", "plan_class1", "plan_class2");
    }

    @Test
    void training_rows_are_encoded_by_what_was_learned_without_them() {
        Table train = train(Goldens.column("", "target"));
        TargetEncoder step = TargetEncoder.create().withFolds(4).withSeed(3);
        double[] encoded = step.fitApply(train).train().numeric("plan").toArray();
        int[] fold = Folds.of(train, 4, RandomSource.of(3).stream("target folds"));
        for (int f = 0; f < 4; f++) {
            int[] held = Folds.rows(fold, f, true);
            assertThat(held).hasSize(15);
            double[] others = step.fit(train.rows(Folds.rows(fold, f, false))).apply(train.rows(held)).numeric("plan").toArray();
            assertThat(Arrays.stream(held).mapToDouble(i -> encoded[i]).toArray()).containsExactly(others);
        }
        assertThat(step.withSeed(4).fitApply(train).train().numeric("plan").toArray()).isNotEqualTo(encoded);
    }

    @Test
    void a_feature_that_names_every_row_tells_nothing_of_its_own_target() {
        int n = 40;
        Table train = Table.of(CategoryColumn.of("id", IntStream.range(0, n).mapToObj(i -> "row" + i).toArray(String[]::new)),
                NumericColumn.of("y", IntStream.range(0, n).mapToDouble(i -> i).toArray())).withTarget("y");
        double[] honest = TargetEncoder.create().withSmoothing(0).fitApply(train).train().numeric("id").toArray();
        assertThat(Arrays.stream(honest).distinct().count()).as("the means of the other folds").isEqualTo(5);
        double[] leaking = TargetEncoder.create().withSmoothing(0).fit(train).apply(train).numeric("id").toArray();
        assertThat(leaking).containsExactly(train.numeric("y").toArray());
    }

    @Test
    void copies_of_a_row_and_groups_stay_in_one_fold() {
        Table train = train(Goldens.classes("two"));
        int[] twice = IntStream.range(0, 120).map(i -> i % 60).toArray();
        int[] fold = Folds.of(train.rows(twice), 5, RandomSource.of(0));
        assertThat(Arrays.copyOf(fold, 60)).isEqualTo(Arrays.copyOfRange(fold, 60, 120));
        int[] grouped = Folds.of(train.withGroups("plan"), 5, RandomSource.of(0));
        int gold = IntStream.range(0, 60).filter(i -> PLAN.text(i).equals("gold")).map(i -> grouped[i]).distinct().toArray().length;
        assertThat(gold).isEqualTo(1);
    }

    @Test
    void a_target_encoder_needs_a_target_that_is_known() {
        assertThatThrownBy(() -> TargetEncoder.create().fit(Table.of(PLAN)))
                .hasMessage("TargetEncoder: needs a target, got none among [plan]. Use withTarget(name) of the table.");
        Table hole = Table.of(CategoryColumn.of("x", "a", "b"), NumericColumn.of("y", 1, Double.NaN)).withTarget("y");
        assertThatThrownBy(() -> TargetEncoder.create().fit(hole))
                .hasMessage("TargetEncoder: needs to know the target of every row, got 1 missing. Leave these rows out.");
        Table one = Table.of(CategoryColumn.of("x", "a"), NumericColumn.of("y", 4)).withTarget("y");
        assertThat(TargetEncoder.create().fitApply(one).train().numeric("x").toArray()).containsExactly(4);
    }

    @Test
    void frequencies() {
        Table rows = Table.of(CategoryColumn.of("x", "a", "b", "a", null, "a"));
        assertThat(FrequencyEncoder.create().fit(rows).apply(rows).numeric("x").toArray()).containsExactly(0.75, 0.25, 0.75, Double.NaN, 0.75);
        assertThat(FrequencyEncoder.create().withCounts(true).fit(rows).apply(Table.of(CategoryColumn.of("x", "b", "c"))).numeric("x").toArray())
                .containsExactly(1, 0);
    }

    @Test
    void hashed_as_the_reference_does() {
        Table rows = Table.of(CategoryColumn.of("plan", "basic", "gold", "silver", "trial", "müsli"));
        Goldens.check("hashing", HashingEncoder.of(8).fit(rows).apply(rows), 0);
        assertThat(Hash.murmur("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII))).as("of the algorithm's description")
                .isEqualTo(0x248bfa47);
    }

    @Test
    void binned_as_the_reference_does() {
        Table rows = Goldens.table("full.", "a", "b", "d", "e");
        Goldens.check("bins.uniform", Binning.of(4).withRule(Binning.Rule.UNIFORM).fit(rows).apply(rows), 0);
        Goldens.check("bins.quantile", Binning.of(4).fit(rows).apply(rows), 0);
        Goldens.check("bins.kmeans", Binning.of(4).withRule(Binning.Rule.K_MEANS).fit(rows).apply(rows), 0);
        double[] edges = ((Binning.Fitted) Binning.of(4).withRule(Binning.Rule.K_MEANS).fit(rows)).columns().get(0).inner();
        Goldens.check("bins.kmeans.edges", new double[] {-2.034, edges[0], edges[1], edges[2], 7.001}, 1e-12);
    }

    @Test
    void bins_as_categories_say_what_is_in_them() {
        Table rows = Table.of(NumericColumn.of("x", 0, 1, 2, 3, Double.NaN, 4));
        Table binned = Binning.of(2).withCategories(true).fit(rows).apply(rows);
        assertThat(binned.category("x").levels()).containsExactly("(-∞, 2)", "[2, ∞)");
        assertThat(binned.category("x").toCodes()).containsExactly(0, 0, 1, 1, -1, 1);
        Table constant = Table.of(NumericColumn.of("x", 5, 5));
        assertThat(Binning.of(3).fit(constant).apply(rows).numeric("x").toArray()).containsExactly(0, 0, 0, 0, Double.NaN, 0);
    }

    @Test
    void products_as_the_reference_makes_them() {
        Table ad = Goldens.table("full.", "a", "d");
        Goldens.check("polynomial.train", PolynomialFeatures.of(3).fit(ad).apply(ad), 1e-12);
        assertThat(PolynomialFeatures.of(3).fit(ad).apply(ad).names()).containsExactly("a", "d", "a^2", "a d", "d^2", "a^3", "a^2 d", "a d^2", "d^3");
        Table ade = Goldens.table("full.", "a", "d", "e");
        Table products = PolynomialFeatures.of(3).withInteractionsOnly(true).withBias(true).fit(ade).apply(ade);
        Goldens.check("interactions.train", products.select("1", "a", "d", "e", "a d", "a e", "d e", "a d e"), 1e-12);
    }

    @Test
    void yes_and_no_as_numbers() {
        Table rows = Table.of(BooleanColumn.ofNullable("x", true, null, false));
        Transformer step = BooleanToNumber.create();
        assertThat(step.fit(rows).apply(rows).numeric("x").toArray()).containsExactly(1, Double.NaN, 0);
        assertThat(List.of(step)).hasToString("[BooleanToNumber[columns=BOOLEAN]]");
    }
}
