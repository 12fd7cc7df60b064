package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** Categories as numbers, against scikit-learn, and the policies. */
class CategoriesTest {

    private final Table known = Table.of(CategoryColumn.of("plan", Goldens.words("known")));
    private final Table train = Table.of(CategoryColumn.of("plan", "b", "a", "b", null, "c"));
    private final Table later = Table.of(CategoryColumn.of("plan", "c", "zz", null));

    @Test
    void one_hot_as_the_reference_does() {
        for (boolean columns : new boolean[] {true, false}) {
            OneHot plan = OneHot.create().withColumns(columns);
            Goldens.check("onehot.train", plan.fit(known).apply(known), 0);
            Goldens.check("onehotFirst.train", plan.withDrop(OneHot.Drop.FIRST).fit(known).apply(known), 0);
            Goldens.check("onehotRare.train", plan.withMinCount(10).fit(known).apply(known), 0);
            Goldens.check("onehotMax.train", plan.withMaxLevels(3).fit(known).apply(known), 0);
        }
        Goldens.check("ordinal.train", Ordinal.create().fit(known).apply(known), 0);
    }

    @Test
    void what_becomes_of_unseen_and_missing_levels() {
        OneHot plan = OneHot.create().withColumns(true);
        assertThat(row(plan, 1)).as("unseen").containsExactly(0, 0, 0);
        assertThat(row(plan, 2)).as("missing").containsExactly(0, 0, 0);
        OneHot own = plan.withUnseen(Unseen.OWN_LEVEL).withMissing(Missing.OWN_LEVEL);
        assertThat(own.fit(train).apply(later).names()).containsExactly("plan_a", "plan_b", "plan_c", "plan_other", "plan_missing");
        assertThat(row(own, 0)).containsExactly(0, 0, 1, 0, 0);
        assertThat(row(own, 1)).containsExactly(0, 0, 0, 1, 0);
        assertThat(row(own, 2)).containsExactly(0, 0, 0, 0, 1);
        assertThat(row(own.withMinCount(2), 0)).as("b, other, missing").containsExactly(0, 1, 0);
        assertThat(row(own.withDrop(OneHot.Drop.FIRST), 1)).containsExactly(0, 0, 1, 0);
        assertThatThrownBy(() -> row(plan.withUnseen(Unseen.ERROR), 1))
                .hasMessage("OneHot: \"plan\" must be one of the 3 levels of the training rows [a, b, c], "
                + "got \"zz\" in row 1. Use withUnseen(..).");
        assertThatThrownBy(() -> row(plan.withMissing(Missing.ERROR), 1))
                .hasMessage("OneHot: \"plan\" must not be missing, got 1 missing. Impute before.");
    }

    private double[] row(OneHot plan, int row) {
        return Goldens.columns(plan.fit(train).apply(later)).stream().mapToDouble(column -> column[row]).toArray();
    }

    @Test
    void only_two_levels_are_binary() {
        Table two = Table.of(CategoryColumn.of("x", "no", "yes", "no"), CategoryColumn.of("plan", "a", "b", "c"), NumericColumn.of("zip", 10, 9, 9));
        Table coded = OneHot.create().withColumns(true).withDrop(OneHot.Drop.IF_BINARY).fit(two).apply(two);
        assertThat(coded.names()).containsExactly("x_yes", "plan_a", "plan_b", "plan_c", "zip");
        assertThat(OneHot.create().withColumns(true).on("zip").fit(two).apply(two).names()).as("numbers in their order")
                .containsExactly("x", "plan", "zip_9", "zip_10");
        Table single = two.rows(0);
        assertThat(OneHot.create().on("x").withDrop(OneHot.Drop.FIRST).fit(single).apply(two).names()).as("nothing is left of it")
                .containsExactly("plan", "zip");
    }

    @Test
    void an_order_can_be_given() {
        Ordinal plan = Ordinal.create().withOrder("plan", "c", "b", "a", "never");
        assertThat(plan.fit(train).apply(train).numeric("plan").toArray()).containsExactly(1, 2, 1, Double.NaN, 0);
        Ordinal own = plan.withUnseen(Unseen.OWN_LEVEL).withMissing(Missing.OWN_LEVEL);
        assertThat(own.fit(train).apply(later).numeric("plan").toArray()).containsExactly(0, 4, 5);
        assertThatThrownBy(() -> Ordinal.create().withOrder("plan", "a", "b").fit(train))
                .hasMessage("Ordinal: every level of \"plan\" must be one of [a, b], got \"c\".");
    }

    @Test
    void levels_are_those_that_occur() {
        Table declared = Table.of(CategoryColumn.of("plan", java.util.List.of("z", "unused", "a"), "z", "a"));
        assertThat(OneHot.create().withColumns(true).fit(declared).apply(declared).names()).containsExactly("plan_a", "plan_z");
    }
}
