package org.librate.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.kernel.Block;
import org.librate.core.random.RandomSource;

class LoaderTest {

    private static final RandomSource RANDOM = RandomSource.of(42);
    private static final Dataset DATA = numbers(103);
    private static final Dataset NOISY = DATA.map(RowTransform.inPlace((row, stream) -> {
        row.set(0, 0, row.get(0, 0) + stream.normal(0));
        row.set(0, 1, stream.uniform(1));
    }), RANDOM.stream("noise"));

    /** Row i is [i, 2i, -i], of class i mod 5, but class 4 is rare. */
    private static Dataset numbers(int n) {
        float[][] x = new float[n][];
        int[] y = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = new float[] {i, 2 * i, -i};
            y[i] = i < 4 ? 4 : i % 4;
        }
        return Dataset.of(x, y);
    }

    /** All that an epoch's batches hold, as text. */
    private static List<String> contents(Loader loader, long epoch, int from) {
        List<String> contents = new ArrayList<>();
        try (Batches batches = loader.open(epoch, from)) {
            for (Batch batch : batches) {
                contents.add(batch + Arrays.toString(batch.x().toArray()) + Arrays.toString(batch.y().toInts()) + Arrays.toString(batch.rows())
                        + Arrays.toString(batch.origins()));
            }
        }
        return contents;
    }

    private static Set<Thread> loaderThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("librate-loader-")).forEach(threads::add);
        return threads;
    }

    // ---- what batches hold ----

    @Test void gives_all_rows_in_order_the_last_batch_smaller() {
        try (Batches batches = Loader.of(numbers(7)).withBatchSize(3).open(0)) {
            assertThat(batches.count()).isEqualTo(3);
            Batch first = batches.next();
            assertThat(first.x().shape()).isEqualTo(Shape.of(3, 3));
            assertThat(first.x().toArray()).containsExactly(0, 0, 0, 1, 2, -1, 2, 4, -2);
            assertThat(first.y().toInts()).containsExactly(4, 4, 4);
            assertThat(first.weights()).isEmpty();
            assertThat(first.get("x").toArray()).hasSize(9);
            assertThat(first.index()).isZero();
            batches.next();
            Batch last = batches.next();
            assertThat(last.x().shape()).isEqualTo(Shape.of(1, 3));
            assertThat(last.rows()).containsExactly(6);
            assertThat(batches.hasNext()).isFalse();
            assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class).hasMessageContaining("3 batches");
        }
    }

    @Test void may_drop_a_last_smaller_batch() {
        Loader loader = Loader.of(numbers(7)).withBatchSize(3).withDropLast(true);
        assertThat(loader.batchesPerEpoch()).isEqualTo(2);
        assertThat(contents(loader, 0, 0)).hasSize(2);
        assertThat(contents(Loader.of(numbers(2)).withBatchSize(3).withDropLast(true).withWorkers(2), 0, 0)).isEmpty();
        assertThat(contents(Loader.of(numbers(7).subset()).withWorkers(2), 0, 0)).isEmpty();
    }

    @Test void carries_weights() {
        try (Batches batches = Loader.of(numbers(2).withWeights(0.5f, 2)).open(0)) {
            assertThat(batches.next().weights().orElseThrow().toArray()).containsExactly(0.5f, 2);
        }
    }

    @ParameterizedTest @ValueSource(ints = {1, 2, 4, 9})
    void any_number_of_workers_gives_the_same_bits(int workers) {
        for (BatchOrder order : List.of(BatchOrder.sequential(), BatchOrder.shuffled(RANDOM), BatchOrder.classBalanced(RANDOM))) {
            Loader loader = Loader.of(NOISY).withBatchSize(8).withOrder(order);
            for (long epoch = 0; epoch < 3; epoch++) {
                assertThat(contents(loader.withWorkers(workers), epoch, 0)).isEqualTo(contents(loader, epoch, 0));
            }
        }
    }

    @ParameterizedTest @ValueSource(ints = {0, 1, 3})
    void an_epoch_can_be_entered_at_any_batch(int workers) {
        Loader loader = Loader.of(NOISY).withBatchSize(8).withOrder(BatchOrder.classBalanced(RANDOM)).withWorkers(workers);
        List<String> whole = contents(loader, 2, 0);
        for (int from = 0; from <= whole.size(); from++) {
            assertThat(contents(loader, 2, from)).isEqualTo(whole.subList(from, whole.size()));
        }
        assertThatThrownBy(() -> loader.open(2, whole.size() + 1)).hasMessageContaining("[0, " + whole.size() + "]");
        try (Batches batches = loader.open(2)) {
            batches.next();
            assertThat(batches.position()).isEqualTo(1);
        }
    }

    @Test void a_row_that_comes_again_is_augmented_anew() {
        Dataset one = numbers(1).map(RowTransform.inPlace((row, stream) -> row.set(0, 0, stream.uniform(0))), RANDOM);
        BatchOrder thrice = new BatchOrder() {
            @Override
            public int[] rows(Dataset data, long epoch) {
                return new int[3];
            }

            @Override
            public int size(Dataset data) {
                return 3;
            }
        };
        try (Batches batches = Loader.of(one).withOrder(thrice).withWorkers(2).withBatchSize(3).open(0)) {
            float[] x = batches.next().x().toArray();
            assertThat(new float[] {x[0], x[3], x[6]}).doesNotHaveDuplicates();
        }
    }

    @Test void a_step_takes_batches_as_they_are_and_replays() {
        Step sum = Step.of("sum", in -> in.get(0).sum());
        double total = 0;
        for (int epoch = 0; epoch < 3; epoch++) {
            try (Batches batches = Loader.of(DATA).withBatchSize(10).withWorkers(2).open(epoch)) {
                for (Batch batch : batches) {
                    total += sum.run(batch.x()).item();
                }
            }
        }
        assertThat(total).isEqualTo(3 * 2 * 103 * 102 / 2.0);
        assertThat(sum.explain()).contains("FLOAT32 [10, 3]").contains("replay");
    }

    // ---- the life of a batch ----

    @ParameterizedTest @ValueSource(ints = {0, 2})
    void a_batch_is_valid_until_the_next_is_asked_for(int workers) {
        Tensor first;
        Tensor kept;
        try (Batches batches = Loader.of(DATA).withBatchSize(10).withWorkers(workers).open(0)) {
            first = batches.next().x();
            kept = first.keep();
            assertThat(first.toArray()).hasSize(30);
            batches.next();
            assertThatThrownBy(first::toArray).isInstanceOf(IllegalStateException.class).hasMessageContaining("batch's x")
                    .hasMessageContaining("keep()");
            first = batches.next().x();
        }
        assertThatThrownBy(first::toArray).isInstanceOf(IllegalStateException.class);
        assertThat(kept.toArray()).startsWith(0, 0, 0, 1, 2, -1);
    }

    @ParameterizedTest @ValueSource(ints = {0, 2})
    void epochs_share_their_memory_unless_they_are_open_together(int workers) {
        Loader loader = Loader.of(DATA).withBatchSize(10).withWorkers(workers);
        List<String> expected = contents(loader, 0, 0);
        long before = Block.allocations();
        contents(loader, 0, 0);
        assertThat(Block.allocations()).isEqualTo(before);
        Batches one = loader.open(0);
        Batches other = loader.open(0);
        Tensor x = one.next().x();
        Tensor y = other.next().x();
        assertThat(x.array().address()).isNotEqualTo(y.array().address());
        one.close();
        other.close();
        assertThatThrownBy(x::toArray).isInstanceOf(IllegalStateException.class).hasMessageContaining("batch's x");
        assertThatThrownBy(y::toArray).isInstanceOf(IllegalStateException.class).hasMessageContaining("batch's x");
        assertThat(contents(loader, 0, 0)).isEqualTo(expected);
    }

    @Test void batches_are_looped_over_once_and_not_after_closing() {
        Batches batches = Loader.of(DATA).open(0);
        batches.iterator();
        assertThatThrownBy(batches::iterator).hasMessageContaining("looped over once");
        batches.close();
        batches.close();
        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    // ---- threads ----

    @ParameterizedTest @ValueSource(ints = {0, 1, 5, 13})
    void closing_leaves_no_thread(int used) {
        Set<Thread> before = loaderThreads();
        try (Batches batches = Loader.of(NOISY).withBatchSize(8).withWorkers(4).open(0)) {
            for (int i = 0; i < used; i++) {
                batches.next();
            }
        }
        Set<Thread> after = loaderThreads();
        after.removeAll(before);
        assertThat(after).isEmpty();
    }

    @Test void closing_does_not_interrupt_a_row_being_read() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        Dataset slow = DATA.map(RowTransform.inPlace((row, stream) -> {
            reading.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        }));
        Batches batches = Loader.of(slow).withBatchSize(8).withWorkers(2).open(0);
        reading.await();
        Thread closer = new Thread(batches::close);
        closer.start();
        closer.join(50);
        assertThat(closer.isAlive()).isTrue();
        go.countDown();
        closer.join();
        assertThat(interrupted).hasValue(0);
    }

    @Test void works_ahead_by_no_more_than_its_slots() throws InterruptedException {
        AtomicInteger read = new AtomicInteger();
        Dataset counted = DATA.map(RowTransform.inPlace((row, stream) -> read.incrementAndGet()));
        try (Batches batches = Loader.of(counted).withBatchSize(1).withWorkers(2).withPrefetch(3).open(0)) {
            batches.next();
            for (int i = 0; i < 4000 && read.get() < 6; i++) {
                Thread.sleep(5);
            }
            Thread.sleep(20);
            assertThat(read).hasValue(6); // 2 workers, 3 waiting, 1 in use
        }
    }

    // ---- failures ----

    @ParameterizedTest @ValueSource(ints = {0, 1, 4})
    void a_row_that_cannot_be_read_is_named_after_the_batches_before_it(int workers) {
        Set<Thread> before = loaderThreads();
        Dataset broken = DATA.map(RowTransform.inPlace((row, stream) -> {
            if (row.get(0, 0) == 57) {
                throw new IllegalStateException("bad luck");
            }
        }));
        List<Integer> got = new ArrayList<>();
        try (Batches batches = Loader.of(broken).withBatchSize(10).withWorkers(workers).open(0)) {
            assertThatThrownBy(() -> batches.forEach((Batch batch) -> got.add(batch.index()))).isInstanceOf(RowException.class)
                    .hasMessageContaining("row 57 (row 57 of source").hasMessageContaining("Dataset[103 rows").hasMessageContaining("bad luck")
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .satisfies(e -> assertThat(((RowException) e).index()).isEqualTo(57));
            assertThat(batches.hasNext()).isFalse();
        }
        assertThat(got).containsExactly(0, 1, 2, 3, 4);
        Set<Thread> after = loaderThreads();
        after.removeAll(before);
        assertThat(after).isEmpty();
    }

    @ParameterizedTest @ValueSource(ints = {0, 2})
    void an_error_stays_an_error(int workers) {
        Dataset broken = DATA.map(RowTransform.inPlace((row, stream) -> {
            throw new StackOverflowError("too deep");
        }));
        try (Batches batches = Loader.of(broken).withWorkers(workers).open(0)) {
            assertThatThrownBy(batches::next).isInstanceOf(StackOverflowError.class);
        }
    }

    @Test void rejects_options_that_make_no_sense() {
        assertThatThrownBy(() -> Loader.of(DATA).withBatchSize(0)).hasMessage("Loader: batchSize must be > 0, got 0.");
        assertThatThrownBy(() -> Loader.of(DATA).withWorkers(-1)).hasMessageContaining("workers must be in [0, 256]");
        assertThatThrownBy(() -> Loader.of(DATA).withOrder((data, epoch) -> new int[] {1}).open(0))
                .hasMessageContaining("promised 103 rows and gave 1");
        assertThatThrownBy(() -> Loader.of(numbers(1)).withOrder((data, epoch) -> new int[] {1}).open(0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    // ---- orders ----

    @Test void a_shuffle_has_every_row_once_and_is_new_in_each_epoch() {
        BatchOrder order = BatchOrder.shuffled(RANDOM);
        int[] first = order.rows(DATA, 0);
        assertThat(Arrays.stream(first).sorted().toArray()).containsExactly(IntStream.range(0, 103).toArray());
        assertThat(order.rows(DATA, 0)).containsExactly(first);
        assertThat(order.rows(DATA, 1)).isNotEqualTo(first);
    }

    @Test void weighted_draws_follow_the_weights() {
        Dataset data = numbers(1000);
        double[] weights = new double[1000];
        Arrays.fill(weights, 0, 100, 9);
        Arrays.fill(weights, 100, 900, 1);
        int[] rows = BatchOrder.weighted(RANDOM, weights).rows(data, 0);
        double heavy = Arrays.stream(rows).filter(row -> row < 100).count() / 1000.0;
        assertThat(heavy).isBetween(0.46, 0.60);              // 900 / 1700 = 0.53, five deviations either way
        assertThat(Arrays.stream(rows).max().orElseThrow()).isLessThan(900);
        assertThatThrownBy(() -> BatchOrder.weighted(RANDOM, 1, 2).rows(data, 0)).hasMessageContaining("each of the 1000 rows");
    }

    @Test void a_balanced_order_has_each_class_once_in_every_round() {
        int[] labels = new int[1000];
        Arrays.fill(labels, 0, 20, 1);
        Arrays.fill(labels, 20, 300, 3); // there is no class 2
        Dataset data = Dataset.of(new float[1000][1], labels);
        int[] rows = BatchOrder.classBalanced(RANDOM).rows(data, 5);
        assertThat(rows).hasSize(1000);
        int[] counts = new int[4];
        int[] times = new int[1000];
        for (int i = 0; i < 999; i += 3) {
            assertThat(IntStream.of(labels[rows[i]], labels[rows[i + 1]], labels[rows[i + 2]]).sorted().toArray()).containsExactly(0, 1, 3);
        }
        for (int row : rows) {
            counts[labels[row]]++;
            times[row]++;
        }
        assertThat(counts[2]).isZero();
        assertThat(IntStream.of(counts[0], counts[1], counts[3])).allMatch(count -> count == 333 || count == 334);
        for (int i = 0; i < 20; i++) {
            assertThat(times[i]).isBetween(16, 17);           // 333 draws of 20 rows, in whole turns
        }
        assertThat(IntStream.range(300, 1000).map(i -> times[i]).max().orElseThrow()).isEqualTo(1);
        assertThat(BatchOrder.classBalanced(RANDOM).rows(data, 6)).isNotEqualTo(rows);
    }
}
