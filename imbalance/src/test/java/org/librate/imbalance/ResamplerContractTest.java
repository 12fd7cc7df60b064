package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.kernel.Width;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.DateTimeColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;
import org.librate.core.table.VectorColumn;
import org.librate.imbalance.combined.Combined;
import org.librate.imbalance.over.Adasyn;
import org.librate.imbalance.over.BorderlineSmote;
import org.librate.imbalance.over.KMeansSmote;
import org.librate.imbalance.over.RandomOverSampler;
import org.librate.imbalance.over.Smote;
import org.librate.imbalance.over.SmoteNc;
import org.librate.imbalance.over.Smoten;
import org.librate.imbalance.over.SvmSmote;
import org.librate.imbalance.under.AllKnn;
import org.librate.imbalance.under.ClusterCentroids;
import org.librate.imbalance.under.ClusterUnderSampler;
import org.librate.imbalance.under.CondensedNearestNeighbor;
import org.librate.imbalance.under.EditedNearestNeighbors;
import org.librate.imbalance.under.InstanceHardness;
import org.librate.imbalance.under.NearMiss;
import org.librate.imbalance.under.NeighborhoodCleaning;
import org.librate.imbalance.under.OneSidedSelection;
import org.librate.imbalance.under.RandomUnderSampler;
import org.librate.imbalance.under.RepeatedEditedNearestNeighbors;
import org.librate.imbalance.under.TomekLinks;
import org.librate.imbalance.under.Vote;

/** What every sampler promises. A new one is one more line in {@link #samplers}. */
class ResamplerContractTest {

    /** What it does to the number of rows of a class. */
    enum Does {
        /** Adds as many as asked. */
        ADDS,
        /** Adds about as many. */
        ADDS_ABOUT,
        /** Keeps as many as asked. */
        KEEPS,
        /** Leaves some out, as many as it finds. */
        CLEANS,
        /** Adds and then cleans. */
        BOTH
    }

    /** @param random whether another seed gives other rows */
    record Case(RowSampler<?> sampler, Does does, boolean random) {
        @Override
        public String toString() {
            return sampler.toString();
        }
    }

    static Stream<Case> samplers() {
        return Stream.of(
                new Case(RandomOverSampler.create(), Does.ADDS, true),
                new Case(RandomOverSampler.create().withShrinkage(1), Does.ADDS, true),
                new Case(Smote.create(), Does.ADDS, true),
                new Case(Smote.create().withNeighbors(3).withFewRows(FewRows.SHRINK_NEIGHBORS), Does.ADDS, true),
                new Case(Smote.create().withFewRows(FewRows.DUPLICATE), Does.ADDS, true),
                new Case(BorderlineSmote.create(), Does.ADDS, true),
                new Case(BorderlineSmote.create().withKind(BorderlineSmote.Kind.TWO), Does.ADDS, true),
                new Case(SvmSmote.create(), Does.ADDS, true),
                new Case(KMeansSmote.create().withClusters(3), Does.ADDS, true),
                new Case(Adasyn.create(), Does.ADDS_ABOUT, true),
                new Case(SmoteNc.create(), Does.ADDS, true),
                new Case(Midpoints.create(), Does.ADDS, true),
                new Case(Smoten.create(), Does.ADDS, true),
                new Case(RandomUnderSampler.create(), Does.KEEPS, true),
                new Case(RandomUnderSampler.create().withReplacement(true), Does.KEEPS, true),
                new Case(TomekLinks.create(), Does.CLEANS, false),
                new Case(TomekLinks.create().withCategories(), Does.CLEANS, false),
                new Case(EditedNearestNeighbors.create().withVote(Vote.MOST), Does.CLEANS, false),
                new Case(RepeatedEditedNearestNeighbors.create().withVote(Vote.MOST), Does.CLEANS, false),
                new Case(AllKnn.create().withVote(Vote.MOST), Does.CLEANS, false),
                new Case(NeighborhoodCleaning.create(), Does.CLEANS, false),
                new Case(NeighborhoodCleaning.create().withCategories(), Does.CLEANS, false),
                new Case(CondensedNearestNeighbor.create(), Does.CLEANS, true),
                new Case(OneSidedSelection.create(), Does.CLEANS, true),
                new Case(NearMiss.nearest(), Does.KEEPS, false),
                new Case(NearMiss.farthest(), Does.KEEPS, false),
                new Case(NearMiss.surrounding().withCandidates(10), Does.KEEPS, false),
                new Case(InstanceHardness.create(), Does.KEEPS, true),
                new Case(ClusterCentroids.create(), Does.KEEPS, true),
                new Case(ClusterCentroids.create().withRealRows(true), Does.KEEPS, true),
                new Case(ClusterUnderSampler.create(), Does.KEEPS, true),
                new Case(Combined.smoteTomek(), Does.BOTH, true),
                new Case(Combined.of(SmoteNc.create(), TomekLinks.create().withCategories().to(Balance.all())), Does.BOTH, true),
                new Case(Combined.of(Smote.create(), EditedNearestNeighbors.create().withVote(Vote.MOST).to(Balance.all())), Does.BOTH, true));
    }

    static final int[] COUNTS = {60, 24, 16};

    /** Three classes that overlap, in an order that mixes them, and columns as the sampler needs them; two roles besides the target. */
    static Table table(Features features) {
        int n = Arrays.stream(COUNTS).sum();
        int[] labels = labels();
        double[] x = new double[n];
        double[] y = new double[n];
        double[] whole = new double[n];
        float[] vectors = new float[n * 2];
        String[] plan = new String[n];
        String[] color = new String[n];
        boolean[] yes = new boolean[n];
        String[] customer = new String[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = Math.sin(i * 12.9898) * 2 + labels[i];
            y[i] = Math.cos(i * 78.233) * 2 - labels[i];
            whole[i] = i * 7 % 11;
            vectors[2 * i] = (float) Math.sin(i * 3.7);
            vectors[2 * i + 1] = (float) Math.cos(i * 5.1) + labels[i];
            plan[i] = List.of("basic", "gold", "trial").get((i * 5 + labels[i]) % 7 % 3);
            color[i] = List.of("red", "green", "blue", "grey").get((i * 3 + 2 * labels[i]) % 11 % 4);
            yes[i] = (i + labels[i]) % 3 == 0;
            customer[i] = "customer" + i % 9;
            weights[i] = 1 + i % 3;
        }
        List<Column> columns = new ArrayList<>();
        if (features != Features.CATEGORIES) {
            columns.add(NumericColumn.of("x", x));
        }
        columns.add(CategoryColumn.ofCodes("class", List.of("often", "rare", "rarest", "never"), labels));
        if (features != Features.CATEGORIES) {
            columns.add(NumericColumn.of("y", y));
            columns.add(NumericColumn.of("whole", whole));
            columns.add(VectorColumn.of("vector", Tensor.of(Shape.of(n, 2), vectors)));
        }
        if (features != Features.NUMBERS) {
            columns.add(CategoryColumn.of("plan", plan));
            columns.add(BooleanColumn.of("yes", yes));
            columns.add(CategoryColumn.of("color", color));
        }
        if (features == Features.ANY) {
            x[3] = Double.NaN;
            columns.set(0, NumericColumn.of("x", x));
            columns.add(DateTimeColumn.ofMillis("day", IntStream.range(0, n).mapToLong(i -> i * 86_400_000L).toArray()));
            columns.add(TextColumn.of("note", IntStream.range(0, n).mapToObj(i -> "note " + i).toArray(String[]::new)));
        }
        columns.add(CategoryColumn.of("customer", customer));
        columns.add(NumericColumn.of("weight", weights));
        return Table.of(columns).withTarget("class").withGroups("customer").withWeights("weight");
    }

    private static int[] labels() {
        int n = Arrays.stream(COUNTS).sum();
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            int place = i * 37 % n; // 37 and 100 have no factor in common
            labels[i] = place < COUNTS[0] ? 0 : place < COUNTS[0] + COUNTS[1] ? 1 : 2;
        }
        return labels;
    }

    private static int[] counts(Table table) {
        int[] counts = new int[table.classNames().size()];
        for (int label : table.labels()) {
            counts[label]++;
        }
        return counts;
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void classes_come_out_as_it_says(Case each) {
        int[] counts = counts(each.sampler.apply(table(each.sampler.features())).table());
        assertThat(counts[3]).as("a class that no row has").isZero();
        for (int c = 0; c < 3; c++) {
            switch (each.does) {
                case ADDS -> assertThat(counts[c]).isEqualTo(60);
                case ADDS_ABOUT -> assertThat(counts[c]).isBetween(COUNTS[c], 70);
                case KEEPS -> assertThat(counts[c]).isEqualTo(16);
                case CLEANS -> assertThat(counts[c]).isBetween(1, COUNTS[c]);
                default -> assertThat(counts[c]).isBetween(1, 60);
            }
        }
        if (each.does == Does.CLEANS) {
            assertThat(counts[2]).as("the smallest class is not cleaned").isEqualTo(16);
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void kept_rows_are_as_they_were(Case each) {
        Table before = table(each.sampler.features());
        Resampled after = each.sampler.apply(before);
        int[] kept = after.kept();
        same(after.table().head(kept.length), before.rows(kept));
        for (int i = 0; i < kept.length; i++) {
            assertThat(after.table().origin(i)).as("origin of row " + i).isEqualTo(before.origin(kept[i]));
        }
        assertThat(kept).isSorted();
        if (each.does == Does.ADDS || each.does == Does.ADDS_ABOUT) {
            assertThat(kept).isEqualTo(IntStream.range(0, before.rows()).toArray());
        }
        same(before, table(each.sampler.features()));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void columns_and_roles_are_as_they_were(Case each) {
        Table before = table(each.sampler.features());
        Table after = each.sampler.apply(before).table();
        assertThat(after.names()).isEqualTo(before.names());
        for (Column column : before.columns()) {
            assertThat(after.column(column.name()).type()).isEqualTo(column.type());
            if (column instanceof CategoryColumn category) {
                assertThat(after.category(column.name()).levels()).isEqualTo(category.levels());
            }
        }
        assertThat(after.target().orElseThrow().name()).isEqualTo("class");
        assertThat(after.groups().orElseThrow().name()).isEqualTo("customer");
        assertThat(after.weights().orElseThrow().name()).isEqualTo("weight");
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void new_rows_say_where_they_came_from(Case each) {
        Table before = table(each.sampler.features());
        Resampled after = each.sampler.apply(before);
        int begin = after.kept().length;
        MadeRows made = after.made();
        assertThat(begin + made.size()).isEqualTo(after.table().rows());
        int[] labels = after.table().labels();
        int last = 0;
        for (int i = 0; i < made.size(); i++) {
            assertThat(made.label(i)).as("class by class").isGreaterThanOrEqualTo(last);
            last = made.label(i);
            assertThat(labels[begin + i]).isEqualTo(made.label(i));
            assertThat(after.table().target().orElseThrow().text(begin + i)).isEqualTo(made.className(i));
            int first = made.first(i);
            if (first >= 0) {
                assertThat(after.table().origin(begin + i)).isEqualTo(before.origin(first));
                assertThat(after.table().category("customer").text(begin + i)).isEqualTo(before.category("customer").text(first));
                double a = before.numeric("weight").get(first);
                double b = before.numeric("weight").get(made.second(i) < 0 ? first : made.second(i));
                assertThat(after.table().numeric("weight").get(begin + i)).isBetween(Math.min(a, b), Math.max(a, b));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void same_seed_same_bits_for_any_number_of_threads(Case each) {
        Table before = table(each.sampler.features());
        Table once = each.sampler.apply(before).table();
        int limit = Width.limit();
        try {
            for (int threads : new int[] {1, 2, 8}) {
                Width.limit(threads);
                same(each.sampler.apply(before).table(), once);
            }
        } finally {
            Width.limit(limit);
        }
        Table other = each.sampler.withSeed(8).apply(before).table();
        assertThat(texts(other).equals(texts(once))).as("another seed, the same rows").isEqualTo(!each.random);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void a_pipeline_may_use_it_in_fit_alone(Case each) {
        Table train = table(each.sampler.features());
        List<Table> seen = new ArrayList<>();
        Estimator<Model> recorder = new Estimator<>() {
            @Override
            public Model fit(Table rows) {
                seen.add(rows);
                return new Model() {
                    @Override
                    public Tensor scores(Table some) {
                        seen.add(some);
                        return Tensor.zeros(some.rows(), 4);
                    }

                    @Override
                    public List<String> classNames() {
                        return rows.classNames();
                    }
                };
            }

            @Override
            public Model fit(Table rows, Table validation) {
                return fit(rows);
            }
        };
        Pipeline<Model> plan = Pipeline.start(each.sampler).estimator(recorder);
        FittedPipeline<Model> fitted = plan.fit(train);
        fitted.scores(train);
        assertThat(seen.get(0).rows()).isNotEqualTo(train.rows());
        assertThat(seen.get(1).rows()).isEqualTo(train.rows());
        same(seen.get(0), each.sampler.resample(train, RandomSource.of(0).stream("resample").branch(0)));
        assertThat(fitted.seen().among(train).length).isPositive();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void tensors_of_any_shape_go_through(Case each) {
        if (each.sampler.features() == Features.CATEGORIES || each.sampler.features() == Features.MIXED) {
            assertThatThrownBy(() -> each.sampler.apply(Tensor.zeros(3, 2), Tensor.of(new long[] {0, 1, 1})))
                    .hasMessageStartingWith(each.sampler.name()).hasMessageContaining("table");
            return;
        }
        int[] labels = labels();
        long[] classes = Arrays.stream(labels).mapToLong(label -> label == 2 ? 1_000_000 : label).toArray();
        int n = labels.length;
        float[] values = new float[n * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.sin(i * 12.9898) * 2 + labels[i / 6]);
        }
        Tensor square = Tensor.of(Shape.of(n, 2, 3), values);
        ResampledTensors cubes = each.sampler.apply(square, Tensor.of(classes));
        ResampledTensors rows = each.sampler.apply(square.reshape(n, 6), Tensor.of(labels));
        int m = cubes.kept().length + cubes.made().size();
        assertThat(cubes.features().shape()).isEqualTo(Shape.of(m, 2, 3));
        assertThat(cubes.features().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(cubes.classes().dtype()).isEqualTo(DType.INT64);
        assertThat(cubes.classes().shape()).isEqualTo(Shape.of(m));
        assertThat(rows.features().toArray()).isEqualTo(cubes.features().toArray());
        for (int i = 0; i < cubes.kept().length; i++) {
            assertThat(cubes.classes().toLongs()[i]).isEqualTo(classes[cubes.kept()[i]]);
        }
        ResampledTensors line = each.sampler.apply(square.reshape(n, 6).slice(1, 0, 1).reshape(n).cast(DType.FLOAT64), Tensor.of(classes));
        assertThat(line.features().rank()).isEqualTo(1);
        assertThat(line.features().dtype()).isEqualTo(DType.FLOAT64);
        // a table of the same numbers gives the same rows
        Table table = Table.of(VectorColumn.of("v", square), CategoryColumn.ofCodes("class", List.of("a", "b", "c"), labels)).withTarget("class");
        assertThat(((VectorColumn) each.sampler.apply(table).table().column("v")).values().toArray()).isEqualTo(cubes.features().toArray());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void yes_and_no_may_be_the_classes(Case each) {
        Table table = table(each.sampler.features());
        int[] labels = table.labels();
        boolean[] rare = new boolean[labels.length];
        IntStream.range(0, rare.length).forEach(i -> rare[i] = labels[i] == 2);
        Table two = table.without("class").with(BooleanColumn.of("class", rare)).withTarget("class");
        Table after = each.sampler.to(Balance.auto()).apply(two).table();
        assertThat(after.target().orElseThrow().type()).isEqualTo(ColumnType.BOOLEAN);
        assertThat(counts(after)[1]).isPositive();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void one_class_is_refused(Case each) {
        Table table = table(each.sampler.features()).filter(row -> row.text("class").equals("rare"));
        assertThatThrownBy(() -> each.sampler.apply(table)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(each.sampler.name())
                .hasMessageContaining("needs rows of at least two classes, got only \"rare\"");
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void no_rows_are_refused(Case each) {
        Table none = table(each.sampler.features()).head(0);
        assertThatThrownBy(() -> each.sampler.apply(none)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(each.sampler.name());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void classes_that_are_not_there_are_refused(Case each) {
        Balance wrong = Balance.classes("nowhere");
        assertThatThrownBy(() -> each.sampler.to(wrong).apply(table(each.sampler.features()))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(each.sampler.name()).hasMessageContaining("\"nowhere\"").hasMessageContaining("rarest");
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void what_cannot_be_reached_is_refused(Case each) {
        Balance wrong = Balance.counts(Map.of("rare", each.does == Does.ADDS || each.does == Does.ADDS_ABOUT || each.does == Does.BOTH ? 5 : 70));
        assertThatThrownBy(() -> each.sampler.to(wrong).apply(table(each.sampler.features()))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(each.sampler.name());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void missing_numbers_go_through_or_are_refused_by_name(Case each) {
        if (each.sampler.features() == Features.CATEGORIES) {
            return;
        }
        Table table = table(each.sampler.features());
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] x = table.numeric("y").toArray();
            x[5] = bad;
            Table holes = table.with(NumericColumn.of("y", x));
            if (each.sampler.features() == Features.ANY) {
                assertThat(each.sampler.apply(holes).table().rows()).isPositive();
            } else {
                assertThatThrownBy(() -> each.sampler.apply(holes)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(each.sampler.name()).hasMessageContaining("\"y\"").hasMessageContaining("Impute");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void columns_it_cannot_use_are_refused_with_a_way_out(Case each) {
        if (each.sampler.features() == Features.ANY) {
            return;
        }
        Table table = table(each.sampler.features());
        int n = table.rows();
        Table dates = table.with(DateTimeColumn.ofMillis("day", new long[n]));
        assertThatThrownBy(() -> each.sampler.apply(dates)).hasMessageStartingWith(each.sampler.name()).hasMessageContaining("\"day\"")
                .hasMessageContaining("DateParts");
        Table texts = table.with(TextColumn.of("note", new String[n]));
        assertThatThrownBy(() -> each.sampler.apply(texts)).hasMessageStartingWith(each.sampler.name()).hasMessageContaining("\"note\"");
        if (each.sampler.features() == Features.NUMBERS) {
            Table category = table.with(CategoryColumn.ofCodes("plan", List.of("a"), new int[n]));
            assertThatThrownBy(() -> each.sampler.apply(category)).hasMessageStartingWith(each.sampler.name()).hasMessageContaining("\"plan\"")
                    .hasMessageContaining("OneHot");
        }
        if (each.sampler.features() == Features.CATEGORIES) {
            Table number = table.with(NumericColumn.of("number", new double[n]));
            assertThatThrownBy(() -> each.sampler.apply(number)).hasMessageStartingWith(each.sampler.name()).hasMessageContaining("\"number\"");
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void a_class_of_two_rows_is_handled_or_refused_by_name(Case each) {
        Table all = table(each.sampler.features());
        int[] labels = all.labels();
        int[] rare = IntStream.range(0, labels.length).filter(i -> labels[i] == 2).skip(2).toArray();
        Table few = all.rows(IntStream.range(0, labels.length).filter(i -> Arrays.binarySearch(rare, i) < 0).toArray());
        try {
            assertThat(counts(each.sampler.apply(few).table())[2]).isPositive();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith(each.sampler.name()).hasMessageContaining("\"rarest\"").hasMessageContaining(", got ");
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void it_says_what_it_is(Case each) {
        assertThat(each.sampler).asString().startsWith(each.sampler.name() + "[").doesNotContain("@");
        assertThat(each.sampler.to(Balance.minority())).asString().contains("Balance.minority()");
        assertThat(each.sampler.withSeed(77)).asString().contains("77");
        assertThat(each.sampler.withSeed(77).seed()).isEqualTo(77);
        assertThat(each.sampler.withSeed(3)).isEqualTo(each.sampler.withSeed(3));
        assertThat(each.sampler.apply(table(each.sampler.features()))).asString().matches("Resampled\\[\\d+ kept, \\d+ made\\]");
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void a_model_can_be_fitted_on_what_comes_out(Case each) {
        if (each.sampler.features() == Features.NUMBERS) {
            Table table = table(Features.NUMBERS).without("weight");
            assertThat(Pipeline.start(each.sampler).estimator(LogisticRegression.create()).fit(table).predict(table).dim(0)).isEqualTo(table.rows());
        }
    }

    static void same(Table one, Table other) {
        assertThat(texts(one)).isEqualTo(texts(other));
    }

    static Map<String, String> texts(Table table) {
        Map<String, String> texts = new TreeMap<>();
        for (Column column : table.columns()) {
            texts.put(column.name(), IntStream.range(0, column.size()).mapToObj(i -> column.isMissing(i) ? "?" : column.text(i)).toList().toString());
        }
        return texts;
    }
}
