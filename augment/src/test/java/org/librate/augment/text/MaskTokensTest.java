package org.librate.augment.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Loader;
import org.librate.core.data.Row;
import org.librate.core.data.TensorDataset;

class MaskTokensTest {

    private static final int VOCABULARY = 50;
    private static final int MASK = 1;
    private static final int PAD = 0;
    private static final int ROWS = 200;
    private static final int TIME = 40;

    private static TensorDataset tokens() {
        int[] tokens = new int[ROWS * TIME];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i % TIME >= 30 ? PAD : 2 + i * 7 % 48;
        }
        return Dataset.of(Tensor.of(tokens).reshape(ROWS, TIME));
    }

    @Test void hides_as_much_as_bert_does() {
        Dataset masked = MaskTokens.of(VOCABULARY, MASK).withSpecial(PAD).withSeed(4).over(tokens());
        Row before = Row.of(tokens().fields(), 1);
        Row after = Row.of(masked.fields(), 1);
        int chosen = 0;
        int hidden = 0;
        int other = 0;
        for (int i = 0; i < ROWS; i++) {
            tokens().read(i, before);
            masked.read(i, after);
            for (int t = 0; t < TIME; t++) {
                int token = (int) before.get(0, t);
                int guess = (int) after.get(1, t);
                int seen = (int) after.get(0, t);
                if (guess < 0) {
                    assertThat(seen).isEqualTo(token);
                    continue;
                }
                assertThat(guess).isEqualTo(token).isNotEqualTo(PAD);
                assertThat(seen).isNotEqualTo(PAD);
                chosen++;
                hidden += seen == MASK ? 1 : 0;
                other += seen != MASK && seen != token ? 1 : 0;
            }
        }
        assertThat(chosen / (ROWS * 30.0)).isBetween(0.135, 0.165);
        assertThat((double) hidden / chosen).isBetween(0.76, 0.84);
        assertThat((double) other / chosen).isBetween(0.07, 0.13);
    }

    @Test void hides_other_tokens_in_each_epoch_and_the_same_for_any_number_of_workers() {
        Dataset masked = MaskTokens.of(VOCABULARY, MASK).withSpecial(PAD).over(tokens());
        assertThat(epoch(masked, 4, 1)).usingRecursiveComparison().isEqualTo(epoch(masked, 0, 1));
        assertThat(epoch(masked, 0, 2)).usingRecursiveComparison().isNotEqualTo(epoch(masked, 0, 1));
        assertThat(masked.isForTraining()).isTrue();
        assertThat(MaskTokens.of(VOCABULARY, MASK).evaluation(tokens()).isForTraining()).isFalse();
    }

    private static List<int[]> epoch(Dataset data, int workers, long epoch) {
        List<int[]> all = new ArrayList<>();
        try (Batches batches = Loader.of(data).withBatchSize(32).withWorkers(workers).open(epoch)) {
            for (Batch batch : batches) {
                all.add(batch.get("guess").toInts());
            }
        }
        return all;
    }

    @Test void hides_whole_words() {
        List<Boolean> begins = new ArrayList<>();
        for (int token = 0; token < VOCABULARY; token++) {
            begins.add(token % 3 != 0); // tokens that 3 divides go on with a word
        }
        Dataset masked = MaskTokens.of(VOCABULARY, MASK).withSpecial(PAD).withWholeWords(begins).over(tokens());
        Row before = Row.of(tokens().fields(), 1);
        Row after = Row.of(masked.fields(), 1);
        int parts = 0;
        for (int i = 0; i < ROWS; i++) {
            tokens().read(i, before);
            masked.read(i, after);
            for (int t = 1; t < 30; t++) {
                if (!begins.get((int) before.get(0, t))) {
                    assertThat(after.get(1, t) >= 0).isEqualTo(after.get(1, t - 1) >= 0);
                    parts++;
                }
            }
        }
        assertThat(parts).isGreaterThan(100);
    }

    @Test void says_what_is_wrong() {
        assertThatThrownBy(() -> MaskTokens.of(10, 10)).hasMessageContaining("mask");
        assertThatThrownBy(() -> MaskTokens.of(10, 1).withKinds(0.8, 0.3)).hasMessageContaining("at most 1");
        assertThatThrownBy(() -> MaskTokens.of(10, 1).over(tokens()).read(0, Row.of(MaskTokens.of(10, 1).over(tokens()).fields(), 0)))
                .hasMessageContaining("[0, 10)");
        assertThatThrownBy(() -> MaskTokens.of(10, 1).over(Dataset.of(new float[][] {{1}}, new int[] {0}))).hasMessageContaining("INT32 [time]");
    }
}
