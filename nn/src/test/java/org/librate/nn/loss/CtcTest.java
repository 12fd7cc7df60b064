package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.core.data.SequenceDataset;
import org.librate.nn.GoldenFile;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Adam;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/** The loss that finds out where labels are, and the decoders that read them back. */
class CtcTest {

    private static final Map<String, CtcLoss> LOSSES =
            Map.of("Ctc", CtcLoss.create().withImpossibleIgnored(true), "Ctc_last_blank", CtcLoss.create().withBlank(4).withImpossibleIgnored(true));

    private static Tensor ints(String name, String role) {
        return GoldenFile.of(name).get(role).tensor(DType.FLOAT64).cast(DType.INT32);
    }

    private static Tensor loss(CtcLoss loss, String name, Tensor x) {
        return loss.perRow(x, ints(name, "in.lengths"), ints(name, "in.t"), ints(name, "in.labels"));
    }

    @Test
    void it_agrees_with_the_golden_file() {
        LOSSES.forEach((name, loss) -> {
            for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
                Tensor x = GoldenFile.of(name).get("in.x").tensor(dtype).tracked();
                Tensor y = loss(loss, name, x);
                double tolerance = dtype == DType.FLOAT32 ? 1e-6 : 1e-12;
                GoldenFile.of(name).get("out.y").isCloseTo(name, y.toDoubles(), tolerance);
                GoldenFile.of(name).get("grad.x").isCloseTo(name + " slope", Gradients.of(y.sum()).get(x).toDoubles(), tolerance);
            }
        });
    }

    @Test
    void what_cannot_come_out_is_infinite_unless_ignored() {
        Tensor x = GoldenFile.of("Ctc").get("in.x").tensor(DType.FLOAT32).tracked();
        Tensor y = loss(CtcLoss.create(), "Ctc", x);
        assertThat(y.isFinite().toBooleans()).containsExactly(true, true, true, true, false, false); // 3 3 3 needs five steps, and three labels three
        assertThat(Gradients.of(y.sum()).get(x).slice(0, 4, 6).toArray()).containsOnly(0f);
        assertThat(loss(CtcLoss.create().withImpossibleIgnored(true), "Ctc", x).slice(0, 4, 6).toArray()).containsExactly(0, 0);
    }

    @Test
    void long_rows_neither_overflow_nor_lose_digits() {
        Tensor x = Tensor.zeros(1, 2000, 30);
        double loss = CtcLoss.create().perRow(x, Tensor.of(2000), Tensor.of(Shape.of(1, 1), 7), Tensor.of(1)).item();
        // blanks, then the label for 1 to 2000 steps, then blanks: 2000 · 2001 / 2 ways, each of 30^-2000
        assertThat(loss).isCloseTo(2000 * Math.log(30) - Math.log(2000 * 2001 / 2.0), within(1e-3)); // as near as float32 can say it
    }

    @Test
    void a_replayed_step_sees_new_lengths_and_labels() {
        Tensor x = GoldenFile.of("Ctc").get("in.x").tensor(DType.FLOAT32);
        try (Step step = Step.of("ctc", in -> CtcLoss.create().perRow(in.get(0), in.get(1), in.get(2), in.get(3)))) {
            for (int run = 0; run < 6; run++) {
                Tensor lengths = Tensor.of(IntStream.range(run, run + 6).map(i -> 3 + i % 6).toArray());
                Tensor labels = ints("Ctc", "in.t");
                Tensor counts = Tensor.of(IntStream.range(run, run + 6).map(i -> i % 3).toArray());
                assertThat(step.run(x, lengths, labels.clip(1, 4), counts).toArray())
                        .containsExactly(CtcLoss.create().perRow(x, lengths, labels.clip(1, 4), counts).toArray());
            }
            assertThat(step.explain()).contains("replayed");
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        Tensor x = Tensor.zeros(1, 4, 3);
        assertThatThrownBy(() -> CtcLoss.create().perRow(x, Tensor.of(5), Tensor.of(Shape.of(1, 1), 1), Tensor.of(1)))
                .hasMessageContaining("a length must be in [0, 4], got 5 in row 0");
        assertThatThrownBy(() -> CtcLoss.create().perRow(x, Tensor.of(4), Tensor.of(Shape.of(1, 1), 0), Tensor.of(1)))
                .hasMessageContaining("not the blank 0, got 0 in row 0");
        assertThatThrownBy(() -> CtcLoss.create().perRow(x, Tensor.of(4), Tensor.of(Shape.of(1, 1), 3), Tensor.of(1)))
                .hasMessageContaining("labels must be in [0, 3)");
        assertThatThrownBy(() -> CtcLoss.create().withBlank(3).perRow(x, Tensor.of(4), Tensor.of(Shape.of(1, 1), 0), Tensor.of(1)))
                .hasMessageContaining("the blank must be one of 3 classes");
        assertThat(CtcLoss.create().withBlank(2)).hasToString("CtcLoss[blank=2]");
    }

    // ---- decoding ----

    @Test
    void greedy_reads_the_best_class_of_each_step() {
        int[] best = {0, 2, 2, 0, 2, 1, 1, 0};
        Tensor logits = Tensor.of(best).oneHot(3).cast(DType.FLOAT32).mul(9).reshape(1, 8, 3);
        assertThat(CtcDecoder.greedy().decode(Padded.whole(logits))).containsExactly(List.of(2, 2, 1));
        assertThat(CtcDecoder.greedy().decode(Padded.of(logits, 3))).containsExactly(List.of(2));
        assertThat(CtcDecoder.beam(4).decode(Padded.whole(logits))).containsExactly(List.of(2, 2, 1));
    }

    /** Every way to walk through four steps of three classes, added up by the labels it gives. */
    @Test
    void a_wide_beam_knows_the_probability_of_all_labels() {
        Tensor logits = GoldenFile.of("Ctc").get("in.x").tensor(DType.FLOAT64).slice(0, 0, 1).slice(1, 0, 4).slice(2, 0, 3);
        double[] logs = logits.logSoftmax(-1).toDoubles();
        Map<List<Integer>, Double> expected = new HashMap<>();
        for (int way = 0; way < 81; way++) {
            List<Integer> labels = new ArrayList<>();
            double log = 0;
            int before = 0;
            for (int t = 0, rest = way; t < 4; t++, rest /= 3) {
                int c = rest % 3;
                log += logs[t * 3 + c];
                if (c != 0 && c != before) {
                    labels.add(c);
                }
                before = c;
            }
            expected.merge(labels, Math.exp(log), Double::sum);
        }
        List<CtcDecoder.Reading> found = CtcDecoder.beam(100).readings(Padded.whole(logits)).get(0);
        assertThat(found).hasSize(expected.size());
        for (CtcDecoder.Reading reading : found) {
            assertThat(Math.exp(reading.logProbability())).isCloseTo(expected.get(reading.labels()), within(1e-9));
            double loss = CtcLoss.create().perRow(logits, Tensor.of(4), Padded.of(reading.labels().stream().mapToInt(k -> k).toArray()).values(),
                    Tensor.of(reading.labels().size())).item();
            assertThat(-loss).isCloseTo(reading.logProbability(), within(1e-9));
        }
        assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.logProbability(), a.logProbability()));
    }

    @Test
    void a_network_learns_labels_without_being_told_where_they_are() {
        float[][][] rows = new float[40][][];
        int[][] labels = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) { // a label is a step with a 1 in its place, among steps of nothing
            int time = 4 + i % 5;
            rows[i] = new float[time][3];
            labels[i] = new int[1 + i % 2];
            for (int k = 0; k < labels[i].length; k++) {
                labels[i][k] = 1 + (i / 2 + k) % 3;
                rows[i][1 + 2 * k][labels[i][k] - 1] = 1;
            }
        }
        Classifier model = Trainer.classifier(Sequential.of(Dense.of(4))).loss(CtcLoss.create()).epochs(60).batchSize(8).seed(3)
                .optimizer(Adam.of(0.05)).display(Display.SILENT)
                .fit(SequenceDataset.of(rows).withLabelSequences(labels), SequenceDataset.of(rows).withLabelSequences(labels));
        assertThat(model.history().last().validationLoss().orElseThrow()).isLessThan(0.3);
        List<List<Integer>> read = CtcDecoder.greedy().decode(model.outputs(Padded.of(rows)));
        assertThat(read).isEqualTo(Arrays.stream(labels).map(row -> Arrays.stream(row).boxed().toList()).toList());
    }
}
