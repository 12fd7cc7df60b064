package org.librate.augment.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.augment.Augmentation;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Loader;
import org.librate.core.data.Row;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.random.RandomSource;

class TextRowsTest {

    private static final int ROWS = 60;
    private static final int TIME = 8;
    private static final List<String> WORDS = List.of("", "the", "soup", "was", "good", "and", "hot", "today");
    private static final Augmentation<String> AUGMENT = Augmentation.sequence(RandomSwap.of(0.3), RandomDeletion.of(0.3)).withSeed(4);

    private static String text(int[] tokens) {
        return Arrays.stream(tokens).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    }

    private static int[] tokens(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(WORDS::indexOf).filter(token -> token > 0).toArray();
    }

    private static Dataset rows() {
        int[] tokens = IntStream.range(0, ROWS * TIME).map(i -> i % TIME >= 6 ? 0 : 1 + i * 5 % 7).toArray();
        return Dataset.of(Tensor.of(tokens).reshape(ROWS, TIME), Tensor.of(IntStream.range(0, ROWS).map(i -> i % 3).toArray()));
    }

    private static int[] read(Dataset rows, int index, long epoch) {
        Row row = Row.of(rows.fields(), epoch);
        rows.read(index, row);
        return IntStream.range(0, TIME).map(t -> (int) row.get(0, t)).toArray();
    }

    @Test void changes_the_training_part_alone_as_the_augmentation_does() {
        Split split = rows().split(SplitRule.stratified(0.6, 0.2, 0.2).withSeed(1));
        Split after = TextRows.of(AUGMENT, TextRowsTest::text, TextRowsTest::tokens).augment(split);
        assertThat(after.validation()).isSameAs(split.validation());
        assertThat(after.test()).isSameAs(split.test());
        assertThat(after.train().isForTraining()).isTrue();
        assertThat(after.train().labels()).isEqualTo(split.train().labels());
        int changed = 0;
        for (int i = 0; i < split.train().size(); i++) {
            int[] before = read(split.train(), i, 2);
            int[] expected = tokens(AUGMENT.apply(text(Arrays.copyOf(before, 6)), 2, split.train().origin(i)).sample());
            assertThat(read(after.train(), i, 2)).isEqualTo(Arrays.copyOf(expected, TIME));
            changed += Arrays.equals(read(after.train(), i, 2), read(after.train(), i, 3)) ? 0 : 1;
        }
        assertThat(changed).as("drawn anew in each epoch").isGreaterThan(split.train().size() / 2);
    }

    @Test void gives_the_same_for_any_number_of_workers() {
        Dataset train = TextRows.of(AUGMENT, TextRowsTest::text, TextRowsTest::tokens).training(rows());
        List<List<int[]>> all = new ArrayList<>();
        for (int workers : new int[] {0, 1, 4}) {
            List<int[]> batches = new ArrayList<>();
            try (Batches opened = Loader.of(train).withBatchSize(8).withOrder(BatchOrder.shuffled(RandomSource.of(1))).withWorkers(workers)
                    .open(1, 0)) {
                for (Batch batch : opened) {
                    batches.add(batch.get(train.fields().get(0).name()).toInts());
                }
            }
            all.add(batches);
        }
        assertThat(all.get(1)).usingRecursiveComparison().isEqualTo(all.get(0));
        assertThat(all.get(2)).usingRecursiveComparison().isEqualTo(all.get(0));
    }

    @Test void a_text_that_grows_is_cut_off_and_one_of_which_nothing_is_left_stays() {
        Dataset longer = TextRows.of(AUGMENT, TextRowsTest::text, text -> IntStream.rangeClosed(1, 12).toArray()).training(rows());
        assertThat(read(longer, 0, 0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        Dataset none = TextRows.of(AUGMENT, TextRowsTest::text, text -> new int[0]).training(rows());
        assertThat(read(none, 0, 0)).isEqualTo(read(rows(), 0, 0));
        Dataset padded = TextRows.of(AUGMENT, TextRowsTest::text, text -> new int[] {5}).withPadding(7).training(rows());
        assertThat(read(padded, 0, 0)).containsExactly(5, 7, 7, 7, 7, 7, 7, 7);
        assertThat(TextRows.of(AUGMENT, TextRowsTest::text, TextRowsTest::tokens).withPadding(7)).hasToString("TextRows[" + AUGMENT + ", padding=7]");
    }

    @Test void refuses_targets_for_each_token() {
        TextRows plan = TextRows.of(AUGMENT, TextRowsTest::text, TextRowsTest::tokens);
        Dataset tagged = Dataset.of(Tensor.of(new int[] {1, 2, 3, 4}).reshape(2, 2), Tensor.of(new int[] {1, 2, 3, 4}).reshape(2, 2));
        assertThatThrownBy(() -> plan.training(tagged)).hasMessageContaining("MaskTokens");
        assertThatThrownBy(() -> plan.training(Dataset.of(new float[][] {{1, 2}}, new int[] {0}))).hasMessageContaining("INT32 [time]");
    }
}
