package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.learn.Transformer;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.DateTimeColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;
import org.librate.core.table.VectorColumn;

/** What every step promises. A new step is one more line in {@link #steps}. */
class TransformerContractTest {

    /**
     * A step and where it is special.
     *
     * @param alike whether the training rows become what apply makes of them (not if the target is looked at)
     * @param alone whether a row alone becomes what it is among others (not if it takes something from other rows)
     */
    record Case(Transformer step, boolean alike, boolean alone) {

        Case(Transformer step) {
            this(step, true, true);
        }

        @Override
        public String toString() {
            return step.toString();
        }
    }

    static Stream<Case> steps() {
        return Stream.of(
                new Case(StandardScaler.create()),
                new Case(MinMaxScaler.create().withClip(true)),
                new Case(RobustScaler.create()),
                new Case(MaxAbsScaler.create()),
                new Case(QuantileTransformer.uniform()),
                new Case(QuantileTransformer.normal()),
                new Case(PowerTransformer.create()),
                new Case(Log1p.create().on("amount")),
                new Case(Impute.mean().withIndicators(true)),
                new Case(Impute.median()),
                new Case(Impute.mode()),
                new Case(Impute.constant(0)),
                new Case(Impute.constant("none")),
                new Case(Impute.nearestNeighbors(3)),
                new Case(OneHot.create()),
                new Case(OneHot.create().withColumns(true).withMissing(Missing.OWN_LEVEL).withUnseen(Unseen.OWN_LEVEL).withMinCount(4)),
                new Case(Ordinal.create()),
                new Case(BooleanToNumber.create()),
                new Case(TargetEncoder.create(), false, true),
                new Case(FrequencyEncoder.create()),
                new Case(HashingEncoder.of(6)),
                new Case(Binning.of(3)),
                new Case(Binning.of(3).withRule(Binning.Rule.K_MEANS).withCategories(true)),
                new Case(PolynomialFeatures.of(2).withBias(true)),
                new Case(FeatureSelection.variance(0)),
                new Case(FeatureSelection.best(Score.F_TEST, 2).on("whole", "vector")),
                new Case(FeatureSelection.percentile(Score.MUTUAL_INFORMATION, 50).on("whole", "vector", "constant")),
                new Case(FeatureSelection.falseDiscovery(Score.CHI_SQUARED, 0.5).on("whole")),
                new Case(Pca.of(2).on("whole", "vector")),
                new Case(Pca.explaining(0.9).withWhitening(true).withColumns(true).on("whole", "vector")),
                new Case(TfIdf.create()),
                new Case(TfIdf.create().withCharacters(1, 2).withMaxFeatures(5).on("note")),
                new Case(HashingVectorizer.of(8)),
                new Case(DateParts.create()),
                new Case(DateParts.create().withCycles(true).withKeep(true)),
                new Case(Lags.of("day", 1, 3).on("whole"), true, false),
                new Case(RollingWindow.of("day", 3).by("customer").on("whole"), true, false),
                new Case(Drop.of("plan")),
                new Case(Select.of(Columns.matching("w.*").and(Columns.ofType(ColumnType.TEXT)))),
                new Case(Rename.of("plan", "tariff")),
                new Case(MapColumn.numbers(x -> 2 * x)),
                new Case(MapColumn.texts(text -> text.substring(1))),
                new Case(VectorToColumns.create()),
                new Case(ColumnsToVector.of("numbers").on("whole", "constant")));
    }

    /** Columns of every type, most with missing values. */
    static Table table() {
        int n = 24;
        double[] amount = IntStream.range(0, n).mapToDouble(i -> i % 7 == 3 ? Double.NaN : Math.exp(i % 5) - i * 0.01).toArray();
        double[] whole = IntStream.range(0, n).mapToDouble(i -> (i * 7) % 11 + i * 0.125).toArray();
        String[] plan = IntStream.range(0, n).mapToObj(i -> i % 9 == 4 ? null : List.of("basic", "gold", "trial").get(i * i % 7 % 3))
                .toArray(String[]::new);
        Boolean[] yes = IntStream.range(0, n).mapToObj(i -> i % 8 == 2 ? null : (Boolean) (i % 3 == 0)).toArray(Boolean[]::new);
        long[] day = IntStream.range(0, n).mapToLong(i -> (i * 5 % n) * 86_400_000L * 3).toArray();
        String[] note = IntStream.range(0, n).mapToObj(i -> i % 10 == 6 ? null : "note " + i % 4 + " of the cat" + (i % 2 == 0 ? " and dog" : ""))
                .toArray(String[]::new);
        float[] vectors = new float[n * 3];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (i * 13 % 17) / 4f;
        }
        boolean[] churned = new boolean[n];
        double[] weights = new double[n];
        String[] customer = new String[n];
        for (int i = 0; i < n; i++) {
            churned[i] = i % 3 == 1 || i == 5;
            weights[i] = 1 + i % 2;
            customer[i] = "customer" + i % 6;
        }
        return Table.of(NumericColumn.of("amount", amount), NumericColumn.of("whole", whole), NumericColumn.of("constant", new double[n]),
                CategoryColumn.of("plan", plan), BooleanColumn.ofNullable("yes", yes), DateTimeColumn.ofMillis("day", day),
                        TextColumn.of("note", note),
                VectorColumn.of("vector", Tensor.of(Shape.of(n, 3), vectors)), BooleanColumn.of("churned", churned),
                        NumericColumn.of("weight", weights),
                CategoryColumn.of("customer", customer)).withTarget("churned").withWeights("weight").withGroups("customer");
    }

    private final Table all = table();
    private final Table train = all.rows(IntStream.range(0, 18).toArray());
    private final Table later = all.rows(IntStream.range(18, 24).toArray());

    @ParameterizedTest
    @MethodSource("steps")
    void rows_roles_and_origins_are_kept(Case each) {
        FittedTransformer fitted = each.step.fit(train);
        for (Table rows : List.of(train, later, all)) {
            Table changed = fitted.apply(rows);
            assertThat(changed.rows()).isEqualTo(rows.rows());
            for (int i = 0; i < rows.rows(); i++) {
                assertThat(changed.origin(i)).as("origin of row " + i).isEqualTo(rows.origin(i));
            }
            for (String role : List.of("churned", "weight", "customer")) {
                assertThat(changed.column(role)).as(role).isSameAs(rows.column(role));
            }
            assertThat(changed.target().orElseThrow().name()).isEqualTo("churned");
            assertThat(changed.weights()).isPresent();
            assertThat(changed.groups()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void training_rows_become_what_apply_makes_of_them(Case each) {
        Transformer.Fitted both = each.step.fitApply(train);
        assertThat(both.train().rows()).isEqualTo(train.rows());
        assertThat(both.train().names()).isEqualTo(both.transformer().apply(train).names());
        if (each.alike) {
            same(both.train(), both.transformer().apply(train));
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_row_alone_becomes_what_it_is_among_others(Case each) {
        FittedTransformer fitted = each.step.fit(train);
        Table changed = fitted.apply(later);
        for (int i = 0; each.alone && i < later.rows(); i++) {
            same(fitted.apply(later.rows(i)), changed.rows(i));
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void columns_do_not_depend_on_the_rows(Case each) {
        FittedTransformer fitted = each.step.fit(train);
        List<String> names = fitted.apply(train).names();
        assertThat(fitted.apply(later).names()).isEqualTo(names);
        Table none = fitted.apply(later.head(0));
        assertThat(none.rows()).isZero();
        assertThat(none.names()).isEqualTo(names);
        assertThat(fitted.apply(later.rows(2)).names()).isEqualTo(names);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_step_may_be_fitted_again_and_gives_the_same(Case each) {
        Map<String, String> before = texts(all);
        same(each.step.fitApply(train).train(), each.step.fitApply(train).train());
        same(each.step.fit(train).apply(later), each.step.fit(train).apply(later));
        assertThat(texts(all)).as("the rows it was given").isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void what_was_fitted_does_not_change_by_use(Case each) {
        FittedTransformer fitted = each.step.fit(train);
        Table first = fitted.apply(later);
        fitted.apply(all);
        same(fitted.apply(later), first);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void the_target_is_not_needed_later(Case each) {
        FittedTransformer fitted = each.step.fit(train);
        same(fitted.apply(later.without("churned", "weight")), fitted.apply(later).without("churned", "weight"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void threads_do_not_disturb_each_other(Case each) throws Exception {
        FittedTransformer fitted = each.step.fit(train);
        Table wanted = fitted.apply(later);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Table>> work = IntStream.range(0, 6).<Callable<Table>>mapToObj(i -> () -> fitted.apply(later)).toList();
            for (Future<Table> done : pool.invokeAll(work)) {
                same(done.get(), wanted);
            }
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void an_unknown_column_is_refused_by_name(Case each) {
        if (each.step instanceof ColumnStep<?> step) {
            Transformer wrong = (Transformer) step.on("nowhere");
            assertThatThrownBy(() -> wrong.fit(train)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nowhere");
            Transformer target = (Transformer) step.on(Columns.named("churned"));
            assertThatThrownBy(() -> target.fit(train)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("churned");
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void one_row_is_enough_to_learn_from_or_it_is_said_that_it_is_not(Case each) {
        Table one = train.rows(5);
        if (each.step instanceof Pca) {
            assertThatThrownBy(() -> each.step.fit(one)).hasMessage("Pca: needs at least 2 rows to learn from, got 1.");
        } else if (!(each.step instanceof Impute || each.step instanceof TfIdf)) { // these need a known value, or words
            assertThat(each.step.fitApply(one).train().rows()).isEqualTo(1);
            assertThat(each.step.fit(one).apply(later).rows()).isEqualTo(later.rows());
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void without_rows_there_is_nothing_to_learn_from(Case each) {
        Table none = train.head(0);
        try {
            assertThat(each.step.fitApply(none).train().rows()).isZero(); // who learns nothing
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageEndingWith("needs at least one row to learn from, got 0.")
                    .hasMessageStartingWith(each.step.getClass().getSimpleName());
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_column_that_is_gone_is_named(Case each) {
        if (each.step instanceof Drop) { // what is to go may be gone
            return;
        }
        FittedTransformer fitted = each.step.fit(train);
        int complaints = 0;
        for (String name : List.of("amount", "whole", "constant", "plan", "yes", "day", "note", "vector")) {
            try {
                fitted.apply(later.without(name));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("it was fitted on, and there is no \"" + name + "\"")
                        .hasMessageStartingWith(each.step.getClass().getSimpleName());
                complaints++;
            }
        }
        assertThat(complaints).as("columns it cannot do without").isPositive();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_column_of_another_type_is_refused_if_it_cannot_be_used(Case each) {
        FittedTransformer fitted = each.step.fit(train);
        String who = each.step.getClass().getSimpleName();
        int n = later.rows();
        for (String name : List.of("amount", "whole", "constant", "plan", "yes", "day", "note", "vector")) {
            for (Column other : List.of(NumericColumn.of(name, IntStream.range(0, n).asDoubleStream().toArray()), TextColumn.of(name, new String[n]),
                    VectorColumn.of(name, Tensor.zeros(n, 2)))) {
                try {
                    assertThat(fitted.apply(later.with(other)).rows()).isEqualTo(n);
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageStartingWith(who).hasMessageContaining("\"" + name + "\"");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void infinite_numbers_are_refused_or_go_through(Case each) {
        double[] amounts = train.numeric("amount").toArray();
        double[] wholes = train.numeric("whole").toArray();
        amounts[4] = Double.POSITIVE_INFINITY;
        wholes[7] = Double.NEGATIVE_INFINITY;
        Table infinite = train.with(NumericColumn.of("amount", amounts)).with(NumericColumn.of("whole", wholes));
        try {
            assertThat(each.step.fitApply(infinite).train().rows()).isEqualTo(train.rows());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith(each.step.getClass().getSimpleName()).hasMessageContaining("nfinit");
        }
        if (!(each.step instanceof Pca || each.step instanceof ColumnsToVector)) { // these refuse it
            assertThat(each.step.fit(train).apply(infinite).rows()).isEqualTo(train.rows());
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void it_says_what_it_is(Case each) {
        String name = each.step.getClass().getSimpleName();
        assertThat(each.step).asString().startsWith(name + "[");
        assertThat(each.step.fit(train)).asString().startsWith("Fitted").doesNotContain("@");
    }

    static void same(Table one, Table other) {
        assertThat(texts(one)).isEqualTo(texts(other));
    }

    private static Map<String, String> texts(Table table) {
        Map<String, String> texts = new TreeMap<>();
        for (Column column : table.columns()) {
            String all = IntStream.range(0, column.size()).mapToObj(i -> column.isMissing(i) ? "?" : column.text(i)).toList().toString();
            texts.put(column.name() + " " + column.type() + (column.type() == ColumnType.VECTOR ? ((VectorColumn) column).shape() : ""), all);
        }
        return texts;
    }
}
