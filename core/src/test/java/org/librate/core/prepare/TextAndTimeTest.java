package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.DateTimeColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;

/** Texts as vectors against scikit-learn, dates, and the past of rows. */
class TextAndTimeTest {

    private static final double NAN = Double.NaN;

    private final Table texts = Table.of(TextColumn.of("note", IntStream.range(0, 5).mapToObj(i -> Goldens.line("doc." + i)).toArray(String[]::new)));

    private void check(String name, TfIdf step) {
        TfIdf.Fitted fitted = (TfIdf.Fitted) step.fit(texts);
        Goldens.check(name, fitted.apply(texts), 1e-6);
        assertThat(String.join("|", fitted.columns().get(0).words())).isEqualTo(Goldens.line(name + ".names"));
    }

    @Test
    void words_weigh_what_the_reference_says() {
        check("tfidf", TfIdf.create());
        check("tfidf2", TfIdf.create().withWords(1, 2).withMinRows(2).withSublinear(true).withNormalize(false));
        check("tfidfMax", TfIdf.create().withMaxFeatures(4).withMaxShare(0.4));
        check("tfidfChars", TfIdf.create().withCharacters(2, 3));
        Goldens.check("hashed", HashingVectorizer.of(16).fit(texts).apply(texts), 1e-6);
    }

    @Test
    void unknown_words_and_missing_texts_are_zeros() {
        Table later = Table.of(TextColumn.of("note", "zebra", null));
        assertThat(TfIdf.create().fit(texts).apply(later).vector("note").values().toArray()).containsOnly(0f);
    }

    @Test
    void what_does_not_fit_in_memory_is_refused_with_a_way_out() {
        assertThatThrownBy(() -> TfIdf.create().withMemoryLimit(100).fit(texts).apply(texts))
                .hasMessage("TfIdf: vectors must fit in the memory limit of 0.0 GB, "
                + "got 5 rows of 13 numbers, 0.0 GB. Use withMaxFeatures(n) or withMinRows(n), or HashingVectorizer.");
        assertThatThrownBy(() -> TextVectors.allocate("TfIdf", 1_000_000, 50_000, TextVectors.LIMIT, "Way out."))
                .hasMessage("TfIdf: vectors must fit in the memory limit of 1.1 GB, got 1000000 rows of 50000 numbers, 200.0 GB. Way out.");
        assertThatThrownBy(() -> TfIdf.create().withMinRows(6).fit(texts))
                .hasMessageContaining("13 words, none of them in as many rows as asked for");
    }

    @Test
    void parts_of_dates() {
        Table rows = Table.of(DateTimeColumn.of("day", LocalDateTime.of(2024, 2, 29, 18, 30), null, LocalDateTime.of(1969, 12, 28, 0, 0)));
        Table parts = DateParts.create().fit(rows).apply(rows);
        assertThat(parts.names()).containsExactly("day_year", "day_month", "day_day", "day_weekday", "day_weekend", "day_hour");
        assertThat(Goldens.columns(parts).stream().mapToDouble(column -> column[0])).containsExactly(2024d, 2d, 29d, 4d, 0d, 18d);
        assertThat(Goldens.columns(parts).stream().mapToDouble(column -> column[1])).containsOnly(NAN);
        assertThat(Goldens.columns(parts).stream().mapToDouble(column -> column[2])).containsExactly(1969d, 12d, 28d, 7d, 1d, 0d);
        Table cycles = DateParts.create().withParts(DateParts.Part.HOUR, DateParts.Part.YEAR).withCycles(true).withKeep(true).fit(rows).apply(rows);
        assertThat(cycles.names()).containsExactly("day", "day_year", "day_hour_sin", "day_hour_cos");
        assertThat(cycles.numeric("day_hour_sin").get(0)).as("18 h is three quarters around").isCloseTo(-1, within(1e-12));
    }

    private final Table sales = Table.of(NumericColumn.of("day", 3, 1, 2, 1, 2, 4), CategoryColumn.of("store", "a", "a", "a", "b", "b", "a"),
            NumericColumn.of("sales", 30, 10, 20, 100, 200, NAN));

    @Test
    void lags_look_at_earlier_rows_of_the_group() {
        Table lagged = Lags.of("day", 1, 2).by("store").fit(sales).apply(sales);
        assertThat(lagged.names()).containsExactly("day", "store", "sales", "sales_lag1", "sales_lag2");
        assertThat(lagged.numeric("sales_lag1").toArray()).containsExactly(20, NAN, 10, NAN, 100, 30);
        assertThat(lagged.numeric("sales_lag2").toArray()).containsExactly(10, NAN, NAN, NAN, NAN, 20);
    }

    @Test
    void later_rows_go_on_where_training_ended() {
        FittedTransformer fitted = Lags.of("day", 1, 2).by("store").fit(sales);
        Table later = Table.of(NumericColumn.of("day", 6, 5, 3, 9), CategoryColumn.of("store", "a", "a", "b", "new"),
                NumericColumn.of("sales", 60, 50, 300, 1));
        assertThat(fitted.apply(later).numeric("sales_lag1").toArray()).containsExactly(50, NAN, 200, NAN);
        assertThat(fitted.apply(later).numeric("sales_lag2").toArray()).containsExactly(NAN, 30, 100, NAN);
        for (int i = 1; i < 3; i++) {
            assertThat(fitted.apply(later.rows(i)).numeric("sales_lag2").get(0)).as("alone")
                    .isEqualTo(fitted.apply(later).numeric("sales_lag2").get(i));
        }
        assertThat(((Lags.Fitted) fitted).history().times()).as("two rows of each store are kept").hasSize(4);
    }

    @Test
    void a_row_later_than_another_does_not_change_it() {
        Table future = sales.rows(0, 1, 2, 3, 4);
        FittedTransformer lags = Lags.of("day", 1).by("store").fit(sales);
        FittedTransformer window = RollingWindow.of("day", 3).by("store").fit(sales);
        TransformerContractTest.same(lags.apply(future), lags.apply(sales).rows(0, 1, 2, 3, 4));
        TransformerContractTest.same(window.apply(future), window.apply(sales).rows(0, 1, 2, 3, 4));
    }

    @Test
    void windows_end_before_the_row() {
        RollingWindow.Statistic[] all = RollingWindow.Statistic.values();
        Table told = RollingWindow.of("day", 2).by("store").withStatistics(all[0], all).fit(sales).apply(sales);
        assertThat(told.numeric("sales_mean2").toArray()).containsExactly(15, NAN, 10, NAN, 100, 25);
        assertThat(told.numeric("sales_std2").toArray()).containsExactly(Math.sqrt(50), NAN, NAN, NAN, NAN, Math.sqrt(50));
        assertThat(told.numeric("sales_min2").toArray()).containsExactly(10, NAN, 10, NAN, 100, 20);
        assertThat(told.numeric("sales_max2").toArray()).containsExactly(20, NAN, 10, NAN, 100, 30);
        assertThat(told.numeric("sales_sum2").toArray()).containsExactly(30, NAN, 10, NAN, 100, 50);
        assertThat(RollingWindow.of("day", 2).withMinRows(2).by("store").fit(sales).apply(sales).numeric("sales_mean2").toArray())
                .containsExactly(15, NAN, NAN, NAN, NAN, 25);
    }

    @Test
    void times_must_tell_which_row_is_earlier() {
        assertThatThrownBy(() -> Lags.of("day", 1).on("sales").fit(sales))
                .hasMessage("Lags: needs every \"day\" once, got 1 again in row 3. Name what tells them apart with by(name).");
        Table missing = sales.with(NumericColumn.of("day", 1, 2, NAN, 4, 5, 6));
        assertThatThrownBy(() -> Lags.of("day", 1).fit(missing))
                .hasMessage("Lags: needs to know \"day\" of every row, got a missing one in row 2. Leave these rows out.");
        assertThatThrownBy(() -> Lags.of("store", 1).on("sales").fit(sales))
                .hasMessage("Lags: \"store\" must be NUMERIC or DATE_TIME to order by, got CATEGORY.");
        assertThatThrownBy(() -> Lags.of("day", 0)).hasMessage("Lags: a lag must be > 0, got 0.");
    }

    @Test
    void columns_are_dropped_selected_renamed_changed_and_put_together() {
        Table rows = sales.withTarget("sales");
        assertThat(Drop.of("store").fit(rows).apply(rows).names()).containsExactly("day", "sales");
        assertThat(Drop.of("store").fit(rows).apply(rows.without("store")).names()).containsExactly("day", "sales");
        assertThat(Select.of("store").fit(rows).apply(rows).names()).containsExactly("store", "sales");
        assertThat(Rename.of("day", "tag").and("store", "laden").fit(rows).apply(rows).names()).containsExactly("tag", "laden", "sales");
        assertThatThrownBy(() -> Rename.of("sales", "y").fit(rows))
                .hasMessage("Columns: must be features, not target, weights or groups, got \"sales\".");
        assertThatThrownBy(() -> Rename.of("day", "store").fit(rows).apply(rows))
                .hasMessageContaining("must have names that are free, got \"store\" twice");
        assertThat(MapColumn.numbers(x -> -x).fit(rows).apply(rows).numeric("day").get(0)).isEqualTo(-3);
        Table one = MapColumn.texts(text -> "all").fit(rows).apply(rows);
        assertThat(one.category("store").levels()).containsExactly("all");
        Table vector = ColumnsToVector.of("v").fit(rows).apply(rows);
        assertThat(vector.names()).containsExactly("store", "sales", "v");
        assertThat(VectorToColumns.create().fit(vector).apply(vector).numeric("v_0").toArray()).containsExactly(rows.numeric("day").toArray());
    }
}
