package org.librate.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

class DatasetTest {

    private static final Dataset FIVE = Dataset.of(new float[][] {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {8, 9}}, new int[] {0, 1, 0, 1, 2});

    private static double[] row(Dataset data, int index, int field) {
        return row(data, index, field, 0);
    }

    private static double[] row(Dataset data, int index, int field, long epoch) {
        Row row = Row.of(data.fields(), epoch);
        data.read(index, row);
        return row.toArray(field);
    }

    private static long[] origins(Dataset data) {
        return IntStream.range(0, data.size()).mapToLong(data::origin).toArray();
    }

    @Test void has_the_rows_of_its_tensors() {
        assertThat(FIVE.size()).isEqualTo(5);
        assertThat(FIVE.fields()).containsExactly(Field.input("x", DType.FLOAT32, Shape.of(2)), Field.target("y", DType.INT32, Shape.scalar()));
        assertThat(row(FIVE, 3, 0)).containsExactly(6, 7);
        assertThat(row(FIVE, 3, 1)).containsExactly(1);
        assertThat(FIVE).hasToString("Dataset[5 rows, input \"x\" FLOAT32 [2], target \"y\" INT32 []]");
    }

    @Test void takes_several_inputs_and_targets_of_any_type() {
        Dataset data = TensorDataset.of(Tensor.of(Shape.of(2, 1), 1f, 2f)).withInput("words", Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6))
                .withTarget("price", Tensor.of(Shape.of(2, 1), 0.5, 1.5)).withTarget("big", Tensor.of(7L, 8L))
                .withInput("bytes", Tensor.of(Shape.of(2, 1), (byte) 1, (byte) 255)).withInput("flag", Tensor.of(false, true));
        assertThat(row(data, 1, 1)).containsExactly(4, 5, 6);
        assertThat(row(data, 1, 2)).containsExactly(1.5);
        assertThat(row(data, 1, 3)).containsExactly(8);
        assertThat(row(data, 1, 4)).containsExactly(255);
        assertThat(row(data, 1, 5)).containsExactly(1);
        assertThatThrownBy(data::labels).hasMessageContaining("classes need one target that is one whole number");
    }

    @Test void rejects_tensors_of_other_lengths() {
        assertThatThrownBy(() -> Dataset.of(Tensor.zeros(3, 2), Tensor.of(1, 2))).isInstanceOf(ShapeException.class)
                .hasMessageContaining("same number of rows, 3").hasMessageContaining("got 2 for \"y\"");
        assertThatThrownBy(() -> Dataset.of(Tensor.scalar(1))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> TensorDataset.of(Tensor.zeros(3, 2)).withInput("x", Tensor.zeros(3, 2))).hasMessageContaining("used once");
    }

    @Test void keeps_a_tensor_that_a_step_would_take_back() {
        Step step = Step.of("double", in -> in.get(0).mul(2));
        TensorDataset data = TensorDataset.of(step.run(Tensor.of(Shape.of(2, 1), 1f, 2f)));
        step.run(Tensor.of(Shape.of(2, 1), 3f, 4f));
        assertThat(row(data, 1, 0)).containsExactly(4);
    }

    @Test void counts_its_classes() {
        assertThat(FIVE.labels()).containsExactly(0, 1, 0, 1, 2);
        assertThat(FIVE.classCounts()).containsExactly(2, 2, 1);
        assertThatThrownBy(() -> Dataset.of(new float[2][1], new int[] {0, -1}).classCounts()).hasMessageContaining("got -1 in row 1");
        assertThatThrownBy(() -> Dataset.of(new float[2][1], new int[] {0, 2_000_000_000}).classCounts()).hasMessageContaining("numbered 0, 1, 2");
        assertThatThrownBy(() -> Dataset.of(new float[2][1], new int[] {0, Integer.MAX_VALUE}).classCounts()).isInstanceOf(RuntimeException.class);
    }

    // ---- views ----

    @Test void a_subset_remembers_where_its_rows_came_from() {
        Dataset some = FIVE.subset(4, 0, 4).subset(2, 1);
        assertThat(row(some, 0, 0)).containsExactly(8, 9);
        assertThat(origins(some)).containsExactly(FIVE.origin(4), FIVE.origin(0));
        assertThat(some.labels()).containsExactly(2, 0);
        assertThatThrownBy(() -> FIVE.subset(5)).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("[0, 5), got 5");
    }

    /** As the Javadoc of {@link DatasetView} shows it. */
    private static final class Backwards extends DatasetView {
        Backwards(Dataset source) {
            super(source);
        }

        @Override
        protected int row(int index) {
            return size() - 1 - index;
        }
    }

    @Test void a_view_says_of_its_rows_what_the_source_says_of_them() {
        Dataset lengths = TensorDataset.of(Tensor.zeros(3, 4, 2)).withLengths("x", 4, 2, 1).withTarget("y", Tensor.of(0, 1, 2))
                .withClassNames(List.of("a", "b", "c"));
        Dataset view = new Backwards(lengths);
        assertThat(row(view, 0, 2)).containsExactly(2);
        assertThat(view.labels()).containsExactly(2, 1, 0);
        assertThat(view.hasLabelsAtHand()).isTrue();
        assertThat(view.lengths("x")).containsExactly(1, 2, 4);
        assertThat(view.classNames()).containsExactly("a", "b", "c");
        assertThat(origins(view)).containsExactly(lengths.origin(2), lengths.origin(1), lengths.origin(0));
        assertThat(view.begins(0)).isEqualTo(2);
        assertThat(view.ends(0)).isEqualTo(3);
        assertThat(view.isForTraining()).isFalse();
        assertThat(new Backwards(FIVE.map(new Shift(1)).subset(0, 1, 3)).fingerprint())
                .isNotEqualTo(new Backwards(FIVE.map(new Shift(2)).subset(0, 1, 3)).fingerprint());
    }

    @Test void the_same_content_has_the_same_origins_and_other_content_others() {
        Dataset again = Dataset.of(new float[][] {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {8, 9}}, new int[] {0, 1, 0, 1, 2});
        Dataset other = Dataset.of(new float[][] {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {8, 9}}, new int[] {0, 1, 0, 1, 1});
        assertThat(origins(again)).containsExactly(origins(FIVE));
        assertThat(again.fingerprint()).isEqualTo(FIVE.fingerprint()).hasSize(64);
        assertThat(other.fingerprint()).isNotEqualTo(FIVE.fingerprint());
        assertThat(FIVE.subset(1, 0).fingerprint()).isNotEqualTo(FIVE.subset(0, 1).fingerprint());
        assertThat(Origin.row(FIVE.origin(3))).isEqualTo(3);
    }

    /** A transform that takes a parameter, and prints it. */
    private record Shift(double by) implements RowTransform {
        @Override
        public void apply(Row from, Row into, RandomStream random) {
            from.copy(into);
            into.set(0, 0, from.get(0, 0) + (from.get(0, 0) == 2 ? by : 0)); // leaves the rows that are looked at
        }
    }

    @Test void rows_that_were_changed_are_other_data() {
        RowTransform one = RowTransform.inPlace((row, stream) -> row.set(0, 0, row.get(0, 0) + 1));
        RowTransform two = RowTransform.inPlace((row, stream) -> row.set(0, 0, row.get(0, 0) + 2));
        RandomSource random = RandomSource.of(1);
        assertThat(List.of(FIVE, FIVE.map(one), FIVE.map(two), FIVE.map(one, random), FIVE.map(one).map(one), FIVE.map(new Shift(1)),
                FIVE.map(new Shift(2)),
                FIVE.withWeights(1, 1, 1, 1, 1), FIVE.withWeights(1, 2, 1, 1, 1), FIVE.map(new Shift(1)).withWeights(1, 1, 1, 1, 1)))
                .extracting(Dataset::fingerprint).doesNotHaveDuplicates();
        assertThat(FIVE.map(new Shift(1)).subset(0, 1, 3).fingerprint()).isNotEqualTo(FIVE.map(new Shift(2)).subset(0, 1, 3).fingerprint());
        assertThat(FIVE.concat(FIVE.map(new Shift(1))).fingerprint()).isNotEqualTo(FIVE.concat(FIVE.map(new Shift(2))).fingerprint());
        assertThat(FIVE.map(new Shift(1), random).fingerprint()).isEqualTo(FIVE.map(new Shift(1), RandomSource.of(1)).fingerprint());
    }

    @Test void weights_are_one_more_field_and_can_be_replaced() {
        Dataset weighted = FIVE.withWeights(1, 2, 3, 4, 5);
        assertThat(weighted.fields()).hasSize(3).last().isEqualTo(Field.weight());
        assertThat(row(weighted, 2, 0)).containsExactly(4, 5);
        assertThat(row(weighted, 2, 2)).containsExactly(3);
        Dataset again = weighted.subset(1, 2).withWeights(7, 8);
        assertThat(again.fields()).isEqualTo(weighted.fields());
        assertThat(row(again, 1, 0)).containsExactly(4, 5);
        assertThat(row(again, 1, 1)).containsExactly(0);
        assertThat(row(again, 1, 2)).containsExactly(8);
        assertThatThrownBy(() -> FIVE.withWeights(1)).hasMessageContaining("each of the 5 rows");
        assertThatThrownBy(() -> FIVE.withWeights(1, 2, -3, 4, 5)).hasMessageContaining("-3.0 in row 2");
        assertThatThrownBy(() -> FIVE.withWeights(1, 2, Float.NaN, 4, 5)).hasMessageContaining("NaN in row 2");
    }

    @Test void concat_puts_rows_one_after_another() {
        Dataset all = FIVE.subset().concat(FIVE.subset(3), FIVE.subset(), FIVE.subset(0, 1));
        assertThat(all.labels()).containsExactly(1, 0, 1);
        assertThat(IntStream.range(0, 3).mapToObj(i -> row(all, i, 0)[0])).containsExactly(6.0, 0.0, 2.0);
        assertThat(origins(all)).containsExactly(FIVE.origin(3), FIVE.origin(0), FIVE.origin(1));
        assertThatThrownBy(() -> FIVE.concat(FIVE.withWeights(1, 1, 1, 1, 1))).hasMessageContaining("all parts must have the fields");
    }

    @Test void a_transform_depends_on_epoch_and_origin_and_not_on_the_place() {
        RandomSource random = RandomSource.of(1);
        Dataset noisy = FIVE.map(RowTransform.inPlace((row, stream) -> row.set(0, 0, stream.normal(0))), random);
        double[] third = row(noisy, 2, 0);
        assertThat(third[1]).isEqualTo(5);
        assertThat(row(noisy.subset(4, 2), 1, 0)).containsExactly(third);
        assertThat(row(FIVE.subset(4, 2).map(RowTransform.inPlace((row, stream) -> row.set(0, 0, stream.normal(0))), random), 1, 0))
                .containsExactly(third);
        assertThat(row(noisy, 2, 0, 1)[0]).isNotEqualTo(third[0]);
        assertThat(row(noisy, 3, 0)[0]).isNotEqualTo(third[0]);
        assertThat(noisy.labels()).containsExactly(FIVE.labels());
    }

    @Test void a_transform_may_write_other_fields() {
        Dataset sums = FIVE.map(new RowTransform() {
            @Override
            public List<Field> fields(List<Field> source) {
                return List.of(Field.input("sum", DType.FLOAT64, Shape.of(1)), Field.target("odd", DType.INT64, Shape.scalar()));
            }

            @Override
            public void apply(Row from, Row into, org.librate.core.random.RandomStream random) {
                into.set(0, 0, from.get(0, 0) + from.get(0, 1));
                into.set(1, 0, 1 - from.get(1, 0) % 2);
            }
        });
        assertThat(row(sums, 4, 0)).containsExactly(17);
        assertThat(sums.labels()).containsExactly(1, 0, 1, 0, 1);
    }

    @Test void what_a_transform_leaves_out_is_what_it_was_or_0() {
        Dataset forgetful = FIVE.map(new RowTransform() {
            @Override
            public List<Field> fields(List<Field> source) {
                return List.of(source.get(0), Field.input("more", DType.FLOAT32, Shape.of(2000)), source.get(1));
            }

            @Override
            public void apply(Row from, Row into, org.librate.core.random.RandomStream random) {
                into.set(0, 0, 100);
            }
        });
        Row row = Row.of(forgetful.fields(), 0);
        for (int i = 0; i < 2000; i++) {
            row.set(1, i, 9); // what another batch left
        }
        row.set(2, 0, 77);
        forgetful.read(4, row);
        assertThat(row.toArray(0)).containsExactly(100, 9);
        assertThat(row.toArray(1)).containsOnly(0);
        assertThat(row.toArray(2)).containsExactly(2);
    }

    @Test void says_whether_labels_cost_reading_rows() {
        assertThat(FIVE.hasLabelsAtHand()).isTrue();
        assertThat(FIVE.subset(1, 2).withWeights(1, 1).concat(FIVE.withWeights(1, 1, 1, 1, 1)).hasLabelsAtHand()).isTrue();
        assertThat(FIVE.map(RowTransform.inPlace((row, random) -> row.set(0, 0, 1))).hasLabelsAtHand()).isTrue();
        assertThat(FIVE.map((from, into, random) -> from.copy(into)).hasLabelsAtHand()).isFalse();
    }

    @Test void rows_must_be_there() {
        assertThatThrownBy(() -> Dataset.of(new float[][] {{1}, null}, new int[] {0, 1})).isInstanceOf(NullPointerException.class)
                .hasMessage("Tensor.of: row 1 must not be null.");
        assertThatThrownBy(() -> Dataset.of(new float[][] {null, {1}}, new int[] {0, 1})).hasMessage("Tensor.of: row 0 must not be null.");
        assertThatThrownBy(() -> Dataset.of(new float[0][], new int[0])).hasMessage("Dataset: needs at least one row, got none.");
    }

    @Test void lambdas_have_no_name_to_print() {
        assertThat(FIVE.map((from, into, random) -> from.copy(into)).toString()).endsWith(".map(a lambda)");
        assertThat(FIVE.map(RowTransform.inPlace((row, random) -> row.set(0, 0, 1))).toString()).endsWith(".map(inPlace(a lambda))");
    }

    @Test void rows_guard_their_fields() {
        Row row = Row.of(FIVE.fields(), 0);
        assertThatThrownBy(() -> row.put(0, new float[3])).isInstanceOf(ShapeException.class).hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> row.put(0, 1, 2)).hasMessageContaining("whole numbers");
        assertThatThrownBy(() -> row.set(0, 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> row.copy(0, row, 1)).hasMessageContaining("same type and shape");
    }

    // ---- splits ----

    private static Dataset many(int[] labels) {
        float[][] x = new float[labels.length][1];
        for (int i = 0; i < x.length; i++) {
            x[i][0] = i;
        }
        return Dataset.of(x, labels);
    }

    private static Set<Long> originSet(Dataset data) {
        Set<Long> set = new HashSet<>();
        for (long origin : origins(data)) {
            set.add(origin);
        }
        return set;
    }

    @Test void every_split_puts_each_row_into_one_part() {
        Dataset data = many(IntStream.range(0, 1001).map(i -> i % 7 == 0 ? 1 : 0).toArray());
        for (SplitRule rule : List.of(SplitRule.random(0.7, 0.15, 0.15).withSeed(1), SplitRule.stratified(0.7, 0.15, 0.15).withSeed(1),
                SplitRule.chronological(0.7, 0.15, 0.15))) {
            Split split = data.split(rule);
            List<Long> all = new ArrayList<>();
            for (Dataset part : List.of(split.train(), split.validation(), split.test())) {
                assertThat(origins(part)).isSorted();
                all.addAll(originSet(part));
            }
            assertThat(all).hasSize(1001).doesNotHaveDuplicates();
            assertThat(split.train().size()).isBetween(700, 702);
            assertThat(split.validation().size()).isBetween(149, 151);
        }
    }

    @Test void a_stratified_split_keeps_the_classes_shares() {
        int[] labels = new int[1000];
        Arrays.fill(labels, 0, 20, 2);
        Arrays.fill(labels, 20, 300, 1);
        Split split = many(labels).split(SplitRule.stratified(0.6, 0.2, 0.2).withSeed(3));
        assertThat(split.train().classCounts()).containsExactly(420, 168, 12);
        assertThat(split.validation().classCounts()).containsExactly(140, 56, 4);
        assertThat(split.test().classCounts()).containsExactly(140, 56, 4);
        assertThat(split).hasToString("Split[train=600, validation=200, test=200]");
    }

    @Test void a_chronological_split_keeps_the_order_and_other_seeds_split_otherwise() {
        Dataset data = many(new int[10]);
        assertThat(originSet(data.split(SplitRule.chronological(0.5, 0.3, 0.2)).test())).containsExactlyInAnyOrder(data.origin(8), data.origin(9));
        assertThat(originSet(data.split(SplitRule.random(0.5, 0.3, 0.2).withSeed(1)).train()))
                .isEqualTo(originSet(data.split(SplitRule.random(0.5, 0.3, 0.2).withSeed(1)).train()))
                .isNotEqualTo(originSet(data.split(SplitRule.random(0.5, 0.3, 0.2).withSeed(2)).train()));
        assertThatThrownBy(() -> SplitRule.random(0.5, 0.3, 0.3)).hasMessageContaining("shares must add up to 1");
        assertThat(SplitRule.stratified(0.5, 0.5, 0).withSeed(4)).hasToString("SplitRule.stratified(0.5, 0.5, 0.0).withSeed(4)");
    }

    // ---- pixels ----

    @Test void pixels_are_scaled_as_they_are_read() {
        Pixels pixels = Pixels.of(Shape.of(1, 1, 2), new byte[] {0, (byte) 255, 51, 102}, new int[] {3, 1});
        assertThat(row(pixels, 0, 0)).containsExactly(0, 1);
        assertThat(row(pixels, 1, 0)).containsExactly(0.2f, 0.4f);
        assertThat(row(pixels, 1, 1)).containsExactly(1);
        assertThat(row(pixels.withNormalization(0.2f, 0.5f), 1, 0)[1]).isCloseTo(0.4, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(row(pixels.withNormalization(new float[] {0, 0.4f}, new float[] {0.1f, 1}), 1, 0)[0])
                .isCloseTo(2, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(row(pixels.withNormalization(new float[] {0, 0.4f}, new float[] {0.1f, 1}), 1, 0)[1])
                .isCloseTo(0, org.assertj.core.data.Offset.offset(1e-6));
        assertThatThrownBy(() -> Pixels.of(Shape.of(1, 1, 2), new byte[3], new int[2])).hasMessageContaining("2 bytes for each of the 2 labels");
        assertThatThrownBy(() -> pixels.withNormalization(new float[3], new float[] {1, 1, 1})).hasMessageContaining("each of the 2");
    }
}
