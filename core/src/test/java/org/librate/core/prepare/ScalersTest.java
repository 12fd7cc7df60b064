package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** Scalers against scikit-learn, on columns with missing values, ties and a constant one. */
class ScalersTest {

    private static final String[] ALL = {"a", "b", "c", "d", "e"};

    @Test
    void scaled_as_the_reference_does() {
        Goldens.check("standard", StandardScaler.create(), 1e-12, ALL);
        Goldens.check("minmax", MinMaxScaler.create().withRange(-1, 2), 1e-12, ALL);
        Goldens.check("minmaxClip", MinMaxScaler.create().withClip(true), 1e-12, ALL);
        Goldens.check("robust", RobustScaler.create().withQuantiles(0.1, 0.8), 1e-12, ALL);
        Goldens.check("maxabs", MaxAbsScaler.create(), 1e-12, ALL);
    }

    @Test
    void ranks_as_the_reference_has_them() {
        Goldens.check("quantile", QuantileTransformer.uniform(), 1e-9, ALL);
        Goldens.check("quantile11", QuantileTransformer.uniform().withQuantiles(11), 1e-9, ALL);
        Goldens.check("quantileNormal", QuantileTransformer.normal(), 1e-8, ALL);
    }

    @Test
    void powers_as_the_reference_finds_them() {
        Goldens.check("power", PowerTransformer.create(), 1e-5, "a", "b", "d", "e");
        Goldens.check("powerRaw", PowerTransformer.create().withStandardize(false), 1e-5, "a", "b", "d", "e");
    }

    @Test
    void one_row_becomes_zero() {
        Table one = Goldens.table("full.", ALL).rows(0);
        Goldens.check("one.train", StandardScaler.create().fit(one).apply(one), 0);
    }

    @Test
    void a_constant_column_keeps_its_values_under_a_power() {
        Table rows = Table.of(NumericColumn.of("x", 3, 3, 3));
        assertThat(PowerTransformer.create().withStandardize(false).fit(rows).apply(rows).numeric("x").toArray()).containsExactly(3, 3, 3);
        assertThat(PowerTransformer.create().fit(rows).apply(rows).numeric("x").toArray()).containsExactly(0, 0, 0);
    }

    @Test
    void a_column_without_a_known_value_is_left_as_it_is() {
        Table rows = Table.of(NumericColumn.of("x", Double.NaN, Double.NaN));
        for (ColumnStep<?> step : new ColumnStep<?>[] {StandardScaler.create(), MinMaxScaler.create(), RobustScaler.create(),
                QuantileTransformer.uniform(),
            PowerTransformer.create()}) {
            assertThat(step.fit(rows).apply(Table.of(NumericColumn.of("x", 2, Double.NaN))).numeric("x").toArray()).as(step.toString())
                    .containsExactly(2, Double.NaN);
        }
    }

    @Test
    void far_from_zero_digits_are_kept() {
        Table rows = Table.of(NumericColumn.of("x", 1e9, 1e9 + 1, 1e9 + 2));
        assertThat(StandardScaler.create().fit(rows).apply(rows).numeric("x").toArray()).containsExactly(-Math.sqrt(1.5), 0, Math.sqrt(1.5));
    }

    @Test
    void the_logarithm_refuses_what_has_none() {
        Table rows = Table.of(NumericColumn.of("x", 0, Math.E - 1, Double.NaN));
        assertThat(Log1p.create().fit(rows).apply(rows).numeric("x").toArray()).containsExactly(0, 1, Double.NaN);
        assertThatThrownBy(() -> Log1p.create().fit(rows).apply(Table.of(NumericColumn.of("x", 3, -1))))
                .hasMessage("Log1p: values must be > -1, \"x\", got -1.0 in row 1. PowerTransformer takes any number.");
    }

    @Test
    void complaints_say_what_to_do() {
        Table rows = Table.of(NumericColumn.of("age", 1, 2), CategoryColumn.of("plan", "a", "b"), NumericColumn.of("y", 1, 2)).withTarget("y");
        var fitted = StandardScaler.create().fit(rows);
        assertThat(fitted).hasToString("FittedStandardScaler[age]");
        assertThatThrownBy(() -> fitted.apply(rows.without("age")))
                .hasMessage("StandardScaler: needs the columns [age] it was fitted on, and there is no \"age\", got [plan, y].");
        assertThatThrownBy(() -> fitted.apply(rows.with(CategoryColumn.of("age", "1", "2"))))
                .hasMessage("StandardScaler: column \"age\" must be NUMERIC as when it was fitted, got CATEGORY.");
        assertThatThrownBy(() -> StandardScaler.create().on("plan").fit(rows))
                .hasMessage("StandardScaler: acts on columns of type [NUMERIC], got CATEGORY \"plan\". Convert it before, or choose columns with "
                        + "on(..).");
        assertThatThrownBy(() -> StandardScaler.create().on("y").fit(rows))
                .hasMessage("Columns: must be features, not target, weights or groups, got \"y\".");
        assertThatThrownBy(() -> StandardScaler.create().fit(rows.head(0)))
                .hasMessage("StandardScaler: needs at least one row to learn from, got 0.");
        assertThatThrownBy(() -> StandardScaler.create().fit(Table.of(NumericColumn.of("x", 1, Double.NEGATIVE_INFINITY))))
                .hasMessage("StandardScaler: learns from finite numbers, \"x\", got -Infinity in row 1. Replace it before, with MapColumn.");
    }

    @Test
    void columns_are_chosen_by_name_type_and_pattern() {
        Table rows = Table.of(NumericColumn.of("age", 1), NumericColumn.of("income", 2), CategoryColumn.of("plan", "a"), NumericColumn.of("y", 1))
                .withTarget("y");
        assertThat(Columns.all().in(rows)).containsExactly("age", "income", "plan");
        assertThat(Columns.named("plan", "age").in(rows)).containsExactly("plan", "age");
        assertThat(Columns.ofType(ColumnType.NUMERIC).except("age").in(rows)).containsExactly("income");
        assertThat(Columns.matching("in.*").and(Columns.ofType(ColumnType.CATEGORY)).in(rows)).containsExactly("income", "plan");
        assertThat(Columns.all().except(Columns.named("plan")).in(rows)).containsExactly("age", "income");
        assertThat(StandardScaler.create().on(Columns.ofType(ColumnType.NUMERIC).except("age")))
                .hasToString("StandardScaler[columns=NUMERIC except [age], mean=true, deviation=true]");
    }
}
