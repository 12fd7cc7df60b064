package org.librate.imbalance.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.Width;
import org.librate.core.random.RandomSource;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.MadeRows;
import org.librate.imbalance.Resampled;
import org.librate.imbalance.ResampledTargets;

class SmognTest {

    private static final int N = 200;

    /** Prices of which a few are very high. */
    private static Table prices() {
        double[] normal = RandomSource.of(4).at(0).normals(N);
        double[] price = new double[N];
        double[] size = new double[N];
        for (int i = 0; i < N; i++) {
            price[i] = i % 10 == 0 ? 20 + normal[i] : 5 + normal[i];
            size[i] = price[i] * 3 + Math.sin(i * 12.9898);
        }
        return Table.of(NumericColumn.of("size", size), NumericColumn.of("price", price),
                VectorColumn.of("where", Tensor.of(Shape.of(N, 2), new float[2 * N]))).withTarget("price");
    }

    @Test
    void relevance_rises_from_the_median_to_the_whiskers() {
        // 0 .. 20 and one far above: quartiles 5.25 and 15.75, whiskers at 0 and 20
        double[] numbers = IntStream.concat(IntStream.range(0, 21), IntStream.of(100)).asDoubleStream().toArray();
        Relevance relevance = Relevance.of(numbers, true, true);
        assertThat(relevance.median()).isEqualTo(10.5);
        assertThat(relevance.high()).isEqualTo(20);
        assertThat(relevance.of(10.5)).isZero();
        assertThat(relevance.of(100)).isEqualTo(1);
        assertThat(relevance.of(15.25)).isCloseTo(0.5, within(1e-12));
        assertThat(relevance.of(0)).as("nothing lies below the lower whisker").isZero();
        assertThat(Relevance.of(numbers, true, false).of(100)).isZero();
    }

    @Test
    void groups_become_equal() {
        Table prices = prices();
        Resampled some = Smogn.create().withEnds(Smogn.Ends.HIGH).withSeed(3).apply(prices);
        double[] before = prices.numeric("price").toArray();
        Relevance relevance = Relevance.of(before, false, true);
        long extreme = Arrays.stream(before).filter(price -> relevance.of(price) >= 0.5 && price > relevance.median()).count();
        assertThat(extreme).isBetween(20L, 80L);
        assertThat(some.made().size()).isEqualTo((int) (100 - extreme));
        assertThat(some.kept().length).isEqualTo((int) (100 + extreme));
        MadeRows made = some.made();
        Table after = some.table();
        int noisy = 0;
        for (int i = 0; i < made.size(); i++) {
            int row = some.kept().length + i;
            int first = made.first(i);
            assertThat(made.className(i)).isEqualTo("high");
            assertThat(after.origin(row)).isEqualTo(prices.origin(first));
            if (made.second(i) < 0) {
                noisy++;
                assertThat(after.numeric("price").get(row)).isNotEqualTo(before[first]).isCloseTo(before[first], within(3.0));
            } else {
                for (String name : new String[] {"size", "price"}) {
                    double a = prices.numeric(name).get(first);
                    assertThat(after.numeric(name).get(row)).isEqualTo(a + made.weight(i) * (prices.numeric(name).get(made.second(i)) - a));
                }
            }
        }
        assertThat(noisy).isLessThan(made.size());
        assertThat(Smogn.create().withUsualKept(true).apply(prices).kept()).hasSize(N);
    }

    @Test
    void same_seed_same_rows() {
        Smogn plan = Smogn.create().withEnds(Smogn.Ends.HIGH);
        double[] once = plan.apply(prices()).table().numeric("size").toArray();
        int limit = Width.limit();
        try {
            Width.limit(8);
            assertThat(plan.apply(prices()).table().numeric("size").toArray()).isEqualTo(once);
        } finally {
            Width.limit(limit);
        }
        assertThat(plan.withSeed(1).apply(prices()).table().numeric("size").toArray()).isNotEqualTo(once);
    }

    @Test
    void complains_in_plain_words() {
        assertThat(Smogn.create()).hasToString("Smogn[threshold=0.5, ends=BOTH, neighbors=5, perturbation=0.02, usualKept=false, fewRows=FAIL, "
                + "seed=0]");
        Table even = Table.of(NumericColumn.of("x", IntStream.range(0, 50).asDoubleStream().toArray()),
                NumericColumn.of("y", IntStream.range(0, 50).asDoubleStream().toArray())).withTarget("y");
        assertThatThrownBy(() -> Smogn.create().apply(even))
                .hasMessageStartingWith("Smogn: needs targets beyond the whiskers of a box plot of \"y\"");
        assertThatThrownBy(() -> Smogn.create().apply(even.with(CategoryColumn.ofCodes("y", List.of("a"), new int[50]))))
                .hasMessage("Smogn: the target \"y\" must be a number, got CATEGORY. For classes use Smote.");
        double[] holes = prices().numeric("price").toArray();
        holes[7] = Double.NaN;
        assertThatThrownBy(() -> Smogn.create().apply(prices().with(NumericColumn.of("price", holes))))
                .hasMessageContaining("got NaN in row 7 of \"price\"");
        assertThatThrownBy(() -> Smogn.create().withEnds(Smogn.Ends.HIGH).withNeighbors(90).apply(prices()))
                .hasMessageContaining("class \"high\" needs at least 91 rows");
        assertThat(Smogn.create().withEnds(Smogn.Ends.HIGH).withNeighbors(90).withFewRows(FewRows.DUPLICATE).apply(prices()).made().second(0))
                .isEqualTo(-1);
    }

    /** The same rows as of a table with a vector, whatever shape they have. */
    @Test
    void tensors_go_through_as_tables_do() {
        int n = 80;
        float[] x = Tensor.normal(Shape.of(4L * n), 0, 1, RandomSource.of(5).at(1)).toArray();
        double[] y = new double[n];
        Arrays.setAll(y, i -> i % 16 == 0 ? 9 + i / 100.0 : x[4 * i] * 0.1);
        Smogn plan = Smogn.create().withNeighbors(2).withSeed(3);
        Table table = plan.apply(Table.of(VectorColumn.of("x", Tensor.of(Shape.of(n, 4), x)), NumericColumn.of("y", y)).withTarget("y")).table();
        ResampledTargets some = plan.apply(Tensor.of(Shape.of(n, 2, 2), x), Tensor.of(Shape.of(n, 1), y));
        assertThat(some.features().shape()).isEqualTo(Shape.of(table.rows(), 2, 2));
        assertThat(some.features().toArray()).isEqualTo(table.vector("x").values().toArray());
        assertThat(some.targets().shape()).isEqualTo(Shape.of(table.rows(), 1));
        assertThat(some.targets().toDoubles()).isEqualTo(table.numeric("y").toArray());
        assertThat(some.made().size()).isPositive();
        assertThat(some.dataset().size()).isEqualTo(table.rows());
        ResampledTargets precise = plan.apply(Tensor.of(Shape.of(n, 2, 2), x).cast(DType.FLOAT64), Tensor.of(Shape.of(n), y).cast(DType.FLOAT32));
        assertThat(precise.features().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(precise.targets().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(precise.features().cast(DType.FLOAT32).toArray()).isEqualTo(some.features().toArray());
        assertThatThrownBy(() -> plan.apply(Tensor.zeros(3, 2), Tensor.zeros(2))).hasMessageContaining("needs features [n, ...] and targets");
        assertThatThrownBy(() -> plan.apply(Tensor.zeros(3, 2), Tensor.zeros(3, 2)))
                .hasMessageContaining("needs one number for each of 3 rows as target");
        assertThatThrownBy(() -> plan.apply(Tensor.zeros(3, 2), Tensor.of(1, 2, 3))).hasMessageContaining("For classes use Smote.");
    }
}
