package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;

/** Filling what is missing, against scikit-learn. */
class ImputeTest {

    private static final String[] ALL = {"a", "b", "c", "d", "e"};

    @Test
    void filled_as_the_reference_does() {
        Goldens.check("impute.mean", Impute.mean(), 1e-12, ALL);
        Goldens.check("impute.median", Impute.median(), 1e-12, ALL);
        Goldens.check("impute.most_frequent", Impute.mode(), 1e-12, ALL);
        Goldens.check("knn", Impute.nearestNeighbors(3), 1e-12, ALL);
        Goldens.check("knnDistance", Impute.nearestNeighbors(4).withDistanceWeights(true), 1e-12, ALL);
    }

    @Test
    void indicators_are_there_for_columns_with_missing_training_values() {
        Table train = Goldens.table("", ALL);
        Table filled = Impute.mean().withIndicators(true).fit(train).apply(Goldens.table("other.", ALL));
        assertThat(filled.names()).containsExactly("a", "b", "c", "d", "e", "a_missing", "b_missing", "d_missing", "e_missing");
        Goldens.check("impute.indicator.other", BooleanToNumber.create().fit(filled).apply(filled), 1e-12);
        assertThat(Impute.nearestNeighbors(2).withIndicators(true).fit(train).apply(train).names()).isEqualTo(filled.names());
    }

    @Test
    void categories_yes_and_no_and_texts_are_filled_too() {
        Table rows = Table.of(CategoryColumn.of("plan", "b", "a", null, "a", "b"), BooleanColumn.ofNullable("yes", true, null, true, false, null),
                TextColumn.of("note", "x", null, "", "y", null));
        Table mode = Impute.mode().fit(rows).apply(rows);
        assertThat(mode.column("plan").text(2)).as("the first by name of equally frequent").isEqualTo("a");
        assertThat(mode.column("yes").text(1)).isEqualTo("true");
        Table constant = Impute.constant("none").fit(rows).apply(rows);
        assertThat(constant.category("plan").levels()).containsExactly("a", "b", "none");
        assertThat(constant.column("plan").text(2)).isEqualTo("none");
        assertThat(constant.column("note").text(1)).isEqualTo("none");
        assertThat(constant.column("yes").missingCount()).isEqualTo(2);
    }

    @Test
    void without_a_known_value_only_a_constant_helps() {
        Table rows = Table.of(NumericColumn.of("x", Double.NaN));
        assertThatThrownBy(() -> Impute.median().fit(rows)).hasMessage(
                "Impute: needs a known value of \"x\" to learn from, got only missing ones. Leave the column out, or use Impute.constant(value).");
        Column filled = Impute.constant(7).fit(rows).apply(rows).numeric("x");
        assertThat(filled.text(0)).isEqualTo("7");
    }

    @Test
    void indicator_names_must_be_free() {
        Table rows = Table.of(NumericColumn.of("x", Double.NaN, 1), NumericColumn.of("x_missing", 1, 2));
        assertThatThrownBy(() -> Impute.mean().on("x").withIndicators(true).fit(rows).apply(rows))
                .hasMessage("Impute: the columns it makes must have names that are free, got \"x_missing\" twice. Rename one before.");
    }
}
