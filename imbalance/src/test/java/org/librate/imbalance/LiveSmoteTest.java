package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Loader;
import org.librate.core.data.Row;
import org.librate.core.data.TensorDataset;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.PriorCorrection;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Sgd;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

class LiveSmoteTest {

    /** 60 rows of class 0, 20 of 1 and 10 of 2, of three numbers in two inputs, mixed. */
    private static final Dataset TRAIN = train();

    private static Dataset train() {
        int n = 90;
        int[] labels = IntStream.range(0, n).map(i -> i % 9 < 6 ? 0 : i % 9 < 8 ? 1 : 2).toArray();
        Tensor x = Tensor.normal(Shape.of(n, 1, 2), 0, 1, RandomSource.of(3).at(0));
        Tensor z = Tensor.normal(Shape.of(n), 0, 1, RandomSource.of(3).at(1));
        float[] weights = new float[n];
        for (int i = 0; i < n; i++) {
            weights[i] = 1 + i % 5;
        }
        return TensorDataset.of(x).withInput("z", z).withTarget("y", Tensor.of(labels)).withClassNames(List.of("much", "little", "rare"))
                .withWeights(weights);
    }

    private static double[] read(Dataset data, int index, long epoch) {
        Row row = Row.of(data.fields(), epoch);
        data.read(index, row);
        double[] x = row.toArray(0);
        return new double[] {x[0], x[1], row.get(1, 0), row.get(2, 0), row.get(3, 0)};
    }

    private static final LiveSmote PLAN = LiveSmote.create().withNeighbors(4).withSeed(7);

    @Test
    void classes_are_filled_up_and_rows_that_are_there_stay() {
        Dataset more = PLAN.over(TRAIN);
        assertThat(more.classCounts()).containsExactly(60, 60, 60);
        assertThat(PLAN.withRatio(0.25).over(TRAIN).classCounts()).as("a class that has more keeps it").containsExactly(60, 20, 15);
        assertThat(more.labels()).startsWith(TRAIN.labels());
        for (int i = 0; i < TRAIN.size(); i++) {
            assertThat(read(more, i, 3)).isEqualTo(read(TRAIN, i, 3));
            assertThat(more.origin(i)).isEqualTo(TRAIN.origin(i));
        }
        assertThat(more.classNames()).isEqualTo(TRAIN.classNames());
        assertThat(more.hasLabelsAtHand()).isTrue();
    }

    @Test
    void made_up_rows_lie_between_a_row_and_one_of_its_neighbours() {
        Dataset more = PLAN.over(TRAIN);
        for (int label = 1; label < 3; label++) {
            int wanted = label;
            int[] own = IntStream.range(0, TRAIN.size()).filter(i -> TRAIN.labels()[i] == wanted).toArray();
            double[] values = Arrays.stream(own).mapToObj(i -> Arrays.copyOf(read(TRAIN, i, 0), 3)).flatMapToDouble(Arrays::stream).toArray();
            int[] nearest = NeighborTable.of(values, 3).nearestOthers(4).rows();
            for (int index = TRAIN.size(); index < more.size(); index++) {
                if (more.labels()[index] != label) {
                    continue;
                }
                double[] made = read(more, index, 2);
                assertThat(made[3]).isEqualTo(label);
                long origin = more.origin(index);
                int parent = IntStream.range(0, own.length).filter(i -> TRAIN.origin(own[i]) == origin).findFirst().orElseThrow();
                boolean between = IntStream.range(0, 4).anyMatch(
                        k -> isBetween(made, read(TRAIN, own[parent], 0), read(TRAIN, own[nearest[parent * 4 + k]], 0)));
                assertThat(between).as("row %d", index).isTrue();
            }
        }
    }

    /** Also the weights, which are last. */
    private static boolean isBetween(double[] made, double[] a, double[] b) {
        double share = (made[0] - a[0]) / (b[0] - a[0]);
        return share >= -1e-4 && share <= 1 + 1e-4
                && IntStream.of(0, 1, 2, 4).allMatch(i -> Math.abs(made[i] - (a[i] + share * (b[i] - a[i]))) < 1e-3);
    }

    private static List<float[]> batches(Dataset data, int workers, long epoch, int from) {
        List<float[]> all = new ArrayList<>();
        Loader loader = Loader.of(data).withBatchSize(16).withWorkers(workers).withOrder(BatchOrder.shuffled(RandomSource.of(5)));
        try (Batches batches = loader.open(epoch, from)) {
            for (Batch batch : batches) {
                all.add(batch.get("x").toArray());
                all.add(batch.y().cast(DType.FLOAT32).toArray());
            }
        }
        return all;
    }

    @Test
    void batches_are_the_same_for_any_workers_and_after_a_resume_and_new_in_each_epoch() {
        Dataset more = PLAN.over(TRAIN);
        float[][] alone = batches(more, 0, 4, 0).toArray(float[][]::new);
        for (int workers : new int[] {1, 2, 8}) {
            assertThat(batches(more, workers, 4, 0).toArray(float[][]::new)).isDeepEqualTo(alone);
        }
        assertThat(batches(PLAN.over(TRAIN), 2, 4, 5).toArray(float[][]::new)).isDeepEqualTo(Arrays.copyOfRange(alone, 10, alone.length));
        int made = TRAIN.size() + 3;
        assertThat(read(more, made, 1)).isNotEqualTo(read(more, made, 2));
        assertThat(read(more, made, 1)).isNotEqualTo(read(PLAN.withSeed(8).over(TRAIN), made, 1)).isEqualTo(read(PLAN.over(TRAIN), made, 1));
        assertThat(PLAN.over(TRAIN).fingerprint()).isEqualTo(more.fingerprint()).isNotEqualTo(PLAN.withSeed(8).over(TRAIN).fingerprint());
    }

    /** A million rows that are not there until they are read, one in a thousand of class 1. */
    private record Millions(AtomicInteger reads) implements Dataset {
        @Override
        public int size() {
            return 1_000_000;
        }

        @Override
        public List<Field> fields() {
            return List.of(Field.input("x", DType.FLOAT32, Shape.of(8)), Field.target("y", DType.INT32, Shape.scalar()));
        }

        @Override
        public void read(int index, Row into) {
            reads.incrementAndGet();
            into.put(0, new float[] {index, 0, 0, 0, 0, 0, 0, 0});
            into.put(1, index % 1000 == 0 ? 1 : 0);
        }

        @Override
        public int[] labels() {
            int[] labels = new int[size()];
            Arrays.setAll(labels, i -> i % 1000 == 0 ? 1 : 0);
            return labels;
        }
    }

    @Test
    void only_rare_rows_are_read_before_training() {
        Millions source = new Millions(new AtomicInteger());
        Dataset more = LiveSmote.create().withRatio(0.1).over(source);
        assertThat(more.size()).isEqualTo(1_000_000 + 99_900 - 1000);
        assertThat(source.reads().get()).isEqualTo(1000);
        Row row = Row.of(more.fields(), 1);
        more.read(more.size() - 1, row);
        assertThat(source.reads().get()).as("nor to make one up").isEqualTo(1000);
        assertThat(row.get(1, 0)).isEqualTo(1);
    }

    @Test
    void probabilities_are_put_right_by_the_counts() {
        Dataset train = Fraud.rows(4000, 1).dataset();
        Dataset more = LiveSmote.create().over(train);
        Classifier model = Trainer.classifier(Dense.of(2)).optimizer(Sgd.of(0.5)).epochs(20).batchSize(500).display(Display.SILENT).fit(more);
        Tensor raw = model.rawProbabilities(Fraud.rows(4000, 1).matrix());
        Tensor right = PriorCorrection.of(ClassCounts.of(more, 2), ClassCounts.of(train, 2)).apply(raw);
        assertThat(right.toArray()).as("the model knows it").isEqualTo(model.predictProbabilities(Fraud.rows(4000, 1).matrix()).toArray());
        assertThat(raw.select(1, 1).mean().item()).isGreaterThan(0.15);
        assertThat(right.select(1, 1).mean().item()).isCloseTo(0.05, within(0.02));
    }

    @Test
    void every_row_is_a_parent_as_often_as_the_others() {
        Dataset more = PLAN.over(TRAIN);
        long[] parents = IntStream.range(TRAIN.size(), more.size()).filter(i -> more.labels()[i] == 2).mapToLong(more::origin).toArray();
        assertThat(Arrays.stream(parents).distinct().count()).isEqualTo(10);
        for (long parent : parents) {
            assertThat(Arrays.stream(parents).filter(other -> other == parent).count()).isEqualTo(5);
        }
    }

    @Test
    void shares_are_spread_over_the_whole_way() {
        Dataset line = Dataset.of(Tensor.of(Shape.of(1002, 1), lineOf(1002)),
                Tensor.of(IntStream.range(0, 1002).map(i -> i < 1000 ? 0 : 1).toArray()));
        Dataset more = LiveSmote.create().withNeighbors(1).over(line);
        double[] made = IntStream.range(1002, more.size()).mapToDouble(i -> {
            Row row = Row.of(more.fields(), 1);
            more.read(i, row);
            return row.get(0, 0);
        }).toArray();
        assertThat(Arrays.stream(made).average().orElseThrow()).isCloseTo(1000.5, within(0.04));
        assertThat(Arrays.stream(made).filter(v -> v < 1000.25).count()).isBetween(190L, 310L);
    }

    private static float[] lineOf(int n) {
        float[] line = new float[n];
        for (int i = 0; i < n; i++) {
            line[i] = i;
        }
        return line;
    }

    @Test
    void what_cannot_be_done_is_told() {
        assertThatThrownBy(() -> LiveSmote.create().withNeighbors(10).over(TRAIN))
                .hasMessageContaining("class \"rare\" needs at least 11 rows (neighbors + 1), got 10")
                .hasMessageContaining("neighbors <= 9, withFewRows(..), or the order BatchOrder::classBalanced, which repeats rows.");
        assertThatThrownBy(() -> PLAN.over(Dataset.of(Tensor.of(Shape.of(4, 1), 1, 2, 3, 4), Tensor.of(0, 0, 0, 1))))
                .hasMessageContaining("floating type");
        float[] numbers = lineOf(20);
        numbers[19] = Float.NaN;
        assertThatThrownBy(() -> PLAN.withNeighbors(1)
                .over(Dataset.of(Tensor.of(Shape.of(20, 1), numbers), Tensor.of(IntStream.range(0, 20).map(i -> i / 18).toArray()))))
                .hasMessageContaining("NaN in \"x\", row 19");
        assertThatThrownBy(() -> PLAN.withRatio(1.5)).hasMessageContaining("LiveSmote: the ratio must be in (0, 1], got 1.5");
        assertThat(PLAN).hasToString("LiveSmote[neighbors=4, ratio=1.0, seed=7]");
    }

    /** The rules of all samplers: FewRows. */
    @Test
    void few_rows_have_fewer_neighbours_or_are_copied_if_asked() {
        Dataset fewer = LiveSmote.create().withNeighbors(10).withFewRows(FewRows.SHRINK_NEIGHBORS).over(TRAIN);
        Dataset nine = LiveSmote.create().withNeighbors(9).over(TRAIN);
        Dataset copies = LiveSmote.create().withNeighbors(10).withFewRows(FewRows.DUPLICATE).over(TRAIN);
        assertThat(copies.size()).isEqualTo(nine.size());
        Row a = Row.of(TRAIN.fields(), 1);
        Row b = Row.of(TRAIN.fields(), 1);
        for (int i = TRAIN.size(); i < nine.size(); i++) {
            fewer.read(i, a);
            nine.read(i, b);
            if (copies.labels()[i] == 2) {
                assertThat(a.toArray(0)).isEqualTo(b.toArray(0));
            }
            copies.read(i, a);
            boolean there = false;
            for (int j = 0; j < TRAIN.size() && !there; j++) {
                TRAIN.read(j, b);
                there = Arrays.equals(a.toArray(0), b.toArray(0));
            }
            assertThat(there).isEqualTo(copies.labels()[i] == 2); // of class 1 there are rows enough
        }
        assertThat(LiveSmote.create().withFewRows(FewRows.DUPLICATE)).hasToString("LiveSmote[neighbors=5, ratio=1.0, fewRows=DUPLICATE, seed=0]");
    }

    @Test
    void rows_that_no_array_holds_are_refused_before_they_are_read() {
        Dataset huge = new Dataset() {
            @Override
            public int size() {
                return 12;
            }

            @Override
            public List<Field> fields() {
                return List.of(Field.input("x", DType.FLOAT32, Shape.of(1 << 29)), Field.target("y", DType.INT32, Shape.scalar()));
            }

            @Override
            public int[] labels() {
                return new int[] {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
            }

            @Override
            public void read(int index, Row into) {
                throw new AssertionError();
            }
        };
        assertThatThrownBy(() -> LiveSmote.create().withNeighbors(4).over(huge)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows times columns must be below 2^31, got 5 times 536870912");
    }
}
