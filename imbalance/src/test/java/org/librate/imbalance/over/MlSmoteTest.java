package org.librate.imbalance.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.Width;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.MadeRows;
import org.librate.imbalance.Resampled;
import org.librate.imbalance.ResampledTargets;

class MlSmoteTest {

    private static final int N = 120;

    /** 60 rows of "often", 30 of "half" and 12 of "rare", which always are "half" too. */
    private static Table films() {
        boolean[] often = new boolean[N];
        boolean[] half = new boolean[N];
        boolean[] rare = new boolean[N];
        for (int i = 0; i < N; i++) {
            often[i] = i % 2 == 0;
            rare[i] = i % 10 == 5;
            half[i] = rare[i] || i % 20 < 3;
        }
        return Table.of(NumericColumn.of("x", IntStream.range(0, N).mapToDouble(i -> Math.sin(i * 12.9898)).toArray()),
                BooleanColumn.of("often", often),
                NumericColumn.of("y", IntStream.range(0, N).mapToDouble(i -> Math.cos(i * 78.233)).toArray()), BooleanColumn.of("half", half),
                BooleanColumn.of("rare", rare),
                CategoryColumn.of("land", IntStream.range(0, N).mapToObj(i -> i % 3 == 0 ? "a" : "b").toArray(String[]::new)));
    }

    @Test
    void labels_above_the_mean_ratio_are_rare() {
        assertThat(MlSmote.rare(new int[] {60, 30, 12})).containsExactly(false, false, true); // ratios 1, 2 and 5, mean 2.67
        assertThat(MlSmote.rare(new int[] {10, 10})).containsExactly(false, false);
        assertThat(MlSmote.rare(new int[] {60, 0, 12})).containsExactly(false, false, true);
    }

    @Test
    void each_row_of_a_rare_label_gives_one_with_the_labels_of_most() {
        Table films = films();
        Resampled some = MlSmote.of("often", "half", "rare").withSeed(5).apply(films);
        assertThat(some.kept()).isEqualTo(IntStream.range(0, N).toArray());
        MadeRows made = some.made();
        assertThat(made.size()).isEqualTo(12);
        Table table = some.table();
        for (int i = 0; i < 12; i++) {
            int row = N + i;
            assertThat(made.className(i)).isEqualTo("rare");
            assertThat(made.first(i)).isEqualTo(5 + 10 * i);
            assertThat(made.second(i) % 10).isEqualTo(5);
            assertThat(((BooleanColumn) table.column("rare")).isTrue(row)).isTrue();
            assertThat(((BooleanColumn) table.column("half")).isTrue(row)).isTrue();
            assertThat(((BooleanColumn) table.column("often")).isTrue(row)).isFalse(); // rows 5, 15, .. are odd
            double a = films.numeric("x").get(made.first(i));
            assertThat(table.numeric("x").get(row)).isEqualTo(a + made.weight(i) * (films.numeric("x").get(made.second(i)) - a));
            assertThat(table.origin(row)).isEqualTo(films.origin(made.first(i)));
        }
        assertThat(table.names()).isEqualTo(films.names());
    }

    @Test
    void same_seed_same_rows() {
        MlSmote plan = MlSmote.of("often", "rare").withSeed(5);
        Table once = plan.apply(films()).table();
        int limit = Width.limit();
        try {
            Width.limit(8);
            assertThat(plan.apply(films()).table().numeric("x").toArray()).isEqualTo(once.numeric("x").toArray());
        } finally {
            Width.limit(limit);
        }
        assertThat(plan.withSeed(6).apply(films()).table().numeric("x").toArray()).isNotEqualTo(once.numeric("x").toArray());
        assertThat(MlSmote.of("often", "rare").apply(films().without("land", "half")).made().size()).isEqualTo(12);
        assertThat(MlSmote.of("often", "rare").apply(films().select("land", "often", "rare")).made().size()).isEqualTo(12);
    }

    @Test
    void complains_in_plain_words() {
        assertThat(MlSmote.of("a", "b")).hasToString("MlSmote[labels=[a, b], neighbors=5, fewRows=FAIL, seed=0]");
        assertThatThrownBy(() -> MlSmote.of("a")).hasMessage("MlSmote: needs at least two labels, got [a]. For one, use Smote.");
        assertThatThrownBy(() -> MlSmote.of("x", "rare").apply(films()))
                .hasMessage("MlSmote: label \"x\" must be a column of yes and no, got NUMERIC. Use asBoolean(name) of the table.");
        assertThatThrownBy(() -> MlSmote.of("often", "rare").withNeighbors(12).apply(films()))
                .hasMessageContaining("class \"rare\" needs at least 13 rows (neighbors + 1), got 12");
        assertThat(MlSmote.of("often", "rare").withNeighbors(12).withFewRows(FewRows.DUPLICATE).apply(films()).made().second(0)).isEqualTo(-1);
        assertThat(MlSmote.of("often", "rare").labels()).isEqualTo(List.of("often", "rare"));
    }

    /** The same rows as of a table with a vector, whatever shape they have. */
    @Test
    void tensors_go_through_as_tables_do() {
        int n = 60;
        float[] x = Tensor.normal(Shape.of(4L * n), 0, 1, RandomSource.of(5).at(1)).toArray();
        boolean[] often = new boolean[n];
        boolean[] seldom = new boolean[n];
        int[] flags = new int[2 * n];
        for (int i = 0; i < n; i++) {
            often[i] = i % 3 != 0;
            seldom[i] = i % 10 == 0;
            flags[2 * i] = often[i] ? 1 : 0;
            flags[2 * i + 1] = seldom[i] ? 1 : 0;
        }
        MlSmote plan = MlSmote.of("x", "seldom").withNeighbors(3).withSeed(3);
        Table table = plan.apply(Table.of(VectorColumn.of("picture", Tensor.of(Shape.of(n, 4), x)), BooleanColumn.of("x", often),
                BooleanColumn.of("seldom", seldom))).table();
        for (DType type : List.of(DType.INT32, DType.FLOAT32)) {
            ResampledTargets some = plan.apply(Tensor.of(Shape.of(n, 2, 2), x), Tensor.of(Shape.of(n, 2), flags).cast(type));
            assertThat(some.made().size()).isEqualTo(6);
            assertThat(some.made().className(0)).isEqualTo("seldom");
            assertThat(some.features().shape()).isEqualTo(Shape.of(table.rows(), 2, 2));
            assertThat(some.features().toArray()).isEqualTo(table.vector("picture").values().toArray());
            assertThat(some.targets().dtype()).isEqualTo(type);
            for (int i = 0; i < table.rows(); i++) {
                assertThat(some.targets().toDoubles()[2 * i] == 1).isEqualTo(((BooleanColumn) table.column("x")).isTrue(i));
                assertThat(some.targets().toDoubles()[2 * i + 1] == 1).isEqualTo(((BooleanColumn) table.column("seldom")).isTrue(i));
            }
        }
        assertThatThrownBy(() -> plan.apply(Tensor.zeros(3, 2), Tensor.zeros(3, 3)))
                .hasMessageContaining("needs targets [n, 2] for the labels [x, seldom]");
        assertThatThrownBy(() -> plan.apply(Tensor.zeros(3, 2), Tensor.full(DType.FLOAT32, Shape.of(3, 2), 2)))
                .hasMessageContaining("targets must be 0 or 1, got 2.0 in row 0");
    }
}
