package org.librate.metrics.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Tensor;
import org.librate.metrics.Evaluation;
import org.librate.metrics.GoldenCase;

class CurvesTest {

    private static final Offset<Double> CLOSE = within(1e-12);

    @Test
    void are_what_the_reference_says() {
        for (String name : List.of("binary", "constant", "mirrored_ties", "sure")) {
            GoldenCase golden = GoldenCase.of("score", name);
            RocCurve roc = RocCurve.of(golden.scores(), golden.targets(), null);
            assertThat(roc.thresholds()).containsExactly(golden.curve("roc_thresholds"));
            assertThat(roc.falsePositiveRates()).containsExactly(golden.curve("fpr"), CLOSE);
            assertThat(roc.truePositiveRates()).containsExactly(golden.curve("tpr"), CLOSE);
            assertThat(roc.area()).isCloseTo(golden.value(RocAuc.metric()), CLOSE);
            PrCurve pr = PrCurve.of(golden.scores(), golden.targets(), null);
            // scikit-learn's curve may stop where recall is complete; here it goes on to the last score
            int points = golden.curve("precision").length;
            assertThat(Arrays.copyOf(pr.thresholds(), points)).containsExactly(golden.curve("pr_thresholds"));
            assertThat(Arrays.copyOf(pr.precisions(), points)).containsExactly(golden.curve("precision"), CLOSE);
            assertThat(Arrays.copyOf(pr.recalls(), points)).containsExactly(golden.curve("recall"), CLOSE);
            assertThat(pr.averagePrecision()).isCloseTo(golden.value(PrAuc.metric()), CLOSE);
        }
    }

    @Test
    void reliability_is_what_the_reference_says() {
        GoldenCase golden = GoldenCase.of("score", "binary");
        List<CalibrationError.Bin> bins = CalibrationError.of(1).withBins(10).bins(golden.scores(), golden.targets());
        assertThat(bins.stream().mapToDouble(CalibrationError.Bin::frequency).toArray()).containsExactly(golden.curve("calibration_true"), CLOSE);
        assertThat(bins.stream().mapToDouble(CalibrationError.Bin::probability).toArray()).containsExactly(golden.curve("calibration_pred"), CLOSE);
    }

    @Test
    void float_and_double_scores_give_the_same() {
        GoldenCase golden = GoldenCase.of("score", "binary");
        Tensor floats = golden.scores().cast(DType.FLOAT32);
        assertThat(Evaluation.of(floats, golden.targets()).get(RocAuc.metric())).isCloseTo(golden.value(RocAuc.metric()), CLOSE);
        Evaluation mixed = Evaluation.of(floats.slice(0, 0, 30), golden.targets().slice(0, 0, 30))
                .merge(Evaluation.of(floats.slice(0, 30, 60).cast(DType.FLOAT64), golden.targets().slice(0, 30, 60)));
        assertThat(mixed.get(RocAuc.metric())).isCloseTo(golden.value(RocAuc.metric()), CLOSE);
    }

    @Test
    void cut_offs_know_every_decision() {
        CutOffs cutOffs = CutOffs.of(Tensor.of(0.9, 0.2, 0.7, 0.4, 0.6, 0.2), Tensor.of(1, 0, 1, 1, 0, 0), null);
        assertThat(cutOffs.thresholds()).containsExactly(0.9, 0.7, 0.6, 0.4, 0.2);
        assertThat(cutOffs.counts().get(2)).isEqualTo(new ClassOutcomes(2, 1, 1, 2));
        assertThat(cutOffs.values(Recall.metric())).containsExactly(new double[] {1.0 / 3, 2.0 / 3, 2.0 / 3, 1, 1}, CLOSE);
        assertThat(cutOffs.best(F1.metric())).isEqualTo(0.4);
        assertThat(cutOffs.best(Precision.metric())).isEqualTo(0.9);
        assertThat(cutOffs.best(FalseNegativeRate.metric())).isEqualTo(0.4);
        assertThat(cutOffs).hasToString("CutOffs[5, from 0.9 down to 0.2]");
    }

    @Test
    void more_classes_must_be_said_how() {
        Tensor three = Tensor.of(new float[][] {{0.2f, 0.3f, 0.5f}, {0.6f, 0.3f, 0.1f}});
        assertThatThrownBy(() -> Evaluation.of(three, Tensor.of(2, 0)).get(RocAuc.metric())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "roc_auc: looks at class 1 of 2, got 3 classes. Say which with of(class), or average with macro(), micro() or weighted().");
        assertThatThrownBy(() -> Evaluation.of(three, Tensor.of(2, 0)).get(F1.metric()))
                .hasMessageContaining("f1: looks at class 1 of 2, got 3 classes");
        assertThatThrownBy(() -> Evaluation.of(three, Tensor.of(2, 0)).get(RocAuc.of(3))).hasMessageContaining("classes are 0 to 2, got 3");
        assertThatThrownBy(() -> RocAuc.oneVsOne().overLabels()).hasMessageContaining("pairs of classes");
        assertThat(Evaluation.of(three, Tensor.of(2, 0)).get(RocAuc.of(2))).isEqualTo(1);
    }

    @Test
    void probabilities_must_be_some() {
        Tensor logits = Tensor.of(new float[][] {{2, -1}, {0.5f, 0.5f}});
        assertThatThrownBy(() -> Evaluation.of(logits, Tensor.of(0, 1)).get(LogLoss.metric()))
                .hasMessageContaining("log_loss: scores must be probabilities")
                .hasMessageContaining("not logits");
        Tensor many = Tensor.of(new float[][] {{0.9f, 0.8f}});
        assertThatThrownBy(() -> Evaluation.of(many, Tensor.of(0)).get(Brier.metric())).hasMessageContaining("must add up to 1")
                .hasMessageContaining("overLabels()");
        Tensor soft = Tensor.of(new float[][] {{0.25f, 0.75f}});
        assertThat(Evaluation.of(soft, soft).get(LogLoss.metric())).isCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), CLOSE);
    }
}
