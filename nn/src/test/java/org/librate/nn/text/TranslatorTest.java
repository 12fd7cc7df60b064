package org.librate.nn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.data.SequenceDataset;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Network;
import org.librate.nn.model.EncoderDecoder;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Trainer;

/** Digits that are to be written backwards. */
class TranslatorTest {

    private static final int START = 10;
    private static final int END = 11;
    private static final int TOKENS = 12;

    private static int[][] digits(int count, long seed) {
        int[][] rows = new int[count][];
        for (int i = 0; i < count; i++) {
            RandomStream random = RandomSource.of(seed).at(i);
            rows[i] = new int[random.integer(0, 2, 7)];
            for (int t = 0; t < rows[i].length; t++) {
                rows[i][t] = random.integer(t + 1, 0, 10);
            }
        }
        return rows;
    }

    private static int[] reversed(int[] row) {
        int[] target = new int[row.length];
        for (int t = 0; t < row.length; t++) {
            target[t] = row[row.length - 1 - t];
        }
        return target;
    }

    private static int[] ended(int[] row) {
        int[] target = Arrays.copyOf(row, row.length + 1);
        target[row.length] = END;
        return target;
    }

    static Stream<EncoderDecoder> models() {
        return Stream.of(EncoderDecoder.lstm(10, TOKENS).withWidth(48),
                EncoderDecoder.transformer(10, TOKENS).withWidth(48).withHeads(4).withLayers(2));
    }

    @ParameterizedTest @MethodSource("models")
    void learns_to_reverse_digits(EncoderDecoder shape) {
        int[][] source = digits(3_000, 1);
        int[][] target = Arrays.stream(source).map(row -> ended(reversed(row))).toArray(int[][]::new);
        Classifier model = Trainer.classifier(shape.net()).optimizer(Adam.of(4e-3)).schedule(Cosine.overEpochs(8).withWarmupEpochs(1))
                .clipGradients(1).epochs(8).batchSize(50).seed(3).fit(SequenceDataset.pairs(source, target).withTeacherForcing(START));

        Translator translator = Translator.of(model, START, END);
        List<int[]> unseen = List.of(digits(200, 2));
        List<int[]> answers = translator.translate(unseen, 10);
        int right = 0;
        for (int i = 0; i < 200; i++) {
            right += Arrays.equals(answers.get(i), reversed(unseen.get(i))) ? 1 : 0;
        }
        assertThat(right).as("of 200").isGreaterThanOrEqualTo(190);

        Translator anew = translator.withCache(false);
        assertThat(translator.toString()).doesNotContain("cache=false");
        assertThat(anew.translate(unseen, 10)).usingRecursiveComparison().isEqualTo(answers);
        for (int i = 0; i < 5; i++) { // alone as in the batch, and a search finds no worse
            assertThat(translator.translate(unseen.get(i), 10)).isEqualTo(answers.get(i));
            List<Answer> three = translator.search(unseen.get(i), 10, Beam.of(3).withLengthPenalty(0.6).withBest(3));
            assertThat(three).hasSize(3);
            assertThat(three.get(0).tokens()).isEqualTo(answers.get(i));
            List<Answer> same = anew.search(unseen.get(i), 10, Beam.of(3).withLengthPenalty(0.6).withBest(3));
            for (int k = 0; k < 3; k++) {
                assertThat(three.get(k).tokens()).isEqualTo(same.get(k).tokens());
                assertThat(three.get(k).logProbability()).isCloseTo(same.get(k).logProbability(), within(1e-3));
            }
        }
    }

    @Test void an_lstm_without_attention_and_wrong_networks() {
        EncoderDecoder plain = EncoderDecoder.lstm(10, TOKENS).withWidth(8).withAttention(false);
        Network network = Network.build(plain.net(), List.of(Shape.of(6), Shape.of(7)), RandomSource.of(1), DType.FLOAT32);
        // tables (10 + 12)·8, two layers of 4·8·(8 + 8 + 1), head 8·12 + 12
        assertThat(network.parameters().count()).isEqualTo(176 + 2 * 544 + 108);
        List<int[]> answers = Translator.of(network, START, END).translate(new ArrayList<>(List.of(new int[] {1, 2}, new int[] {3})), 5);
        assertThat(answers).hasSize(2).allMatch(answer -> answer.length <= 5);
        assertThatThrownBy(() -> Translator.of(network, START, TOKENS)).hasMessageContaining("end must be a token");
        assertThatThrownBy(() -> EncoderDecoder.transformer(5, 5).withAttention(false)).hasMessageContaining("needs attention");
        assertThat(plain).hasToString("EncoderDecoder.lstm[10 to 12, layers=1, width=8, attention=false]");
    }
}
