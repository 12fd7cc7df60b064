package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static Verdict of(int best, double[] training, double... validation) {
        List<EpochResult> epochs = new ArrayList<>();
        for (int i = 0; i < training.length; i++) {
            OptionalDouble checked = validation.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(validation[i]);
            epochs.add(new EpochResult(i + 1, i, training[i], checked, Map.of(), 0.1, 1));
        }
        return Verdict.of(new History(epochs, best, ""));
    }

    @Test
    void a_validation_loss_that_rises_is_overfitting() {
        Verdict verdict = of(5, new double[] {1, 0.6, 0.4, 0.3, 0.2}, 1, 0.7, 0.5, 0.55, 0.6);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.OVERFITTING);
        assertThat(verdict.rule()).isEqualTo("the validation loss rose by 20 % after its best, from 0.5000 in epoch 3 to 0.6000 in epoch 5, while "
                + "the training loss fell from 0.4000 to 0.2000");
        assertThat(verdict.advice()).contains("EarlyStopping");
        assertThat(verdict).hasToString("overfitting: " + verdict.rule() + ".\n" + verdict.advice());
        assertThat(of(3, new double[] {1, 0.6, 0.4, 0.3, 0.2}, 1, 0.7, 0.5, 0.55, 0.6).advice()).contains("has the weights of epoch 3");
    }

    @Test
    void a_wide_gap_is_overfitting() {
        Verdict verdict = of(4, new double[] {1, 0.5, 0.2, 0.1}, 1, 0.6, 0.5, 0.5);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.OVERFITTING);
        assertThat(verdict.rule()).contains("0.5000, is 5.0 times the training loss, 0.1000");
        assertThat(of(4, new double[] {1, 0.1, 0.01, 0.001}, 1, 0.1, 0.01, 0.01).kind()).as("both next to nothing").isEqualTo(Verdict.Kind.FINE);
    }

    @Test
    void losses_that_still_fall_are_underfitting() {
        Verdict verdict = of(5, new double[] {1, 0.9, 0.8, 0.7, 0.6}, 1, 0.9, 0.8, 0.7, 0.625);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNDERFITTING);
        assertThat(verdict.rule()).contains("still falling at the end, by 14.0 % an epoch over the last 2");
    }

    /** A small loss jumps about by more than itself. */
    @Test
    void one_noisy_epoch_decides_nothing() {
        assertThat(of(8, new double[] {0.6, 0.2, 0.05, 0.02, 0.01, 0.008, 0.007, 0.006}, 0.5, 0.15, 0.04, 0.02, 0.01, 0.0068, 0.0172, 0.0064).kind())
                .isEqualTo(Verdict.Kind.FINE);
        assertThat(of(6, new double[] {1, 0.6, 0.5, 0.45, 0.44, 0.43}, 1, 0.7, 0.6, 0.55, 0.8, 0.54).kind()).isEqualTo(Verdict.Kind.FINE);
        assertThat(of(6, new double[] {1, 0.6, 0.5, 0.45, 0.44, 0.43}, 1, 0.7, 0.6, 0.55, 0.54, 0.8).kind()).isEqualTo(Verdict.Kind.FINE);
    }

    @Test
    void a_fall_of_next_to_nothing_is_no_underfitting() {
        Verdict verdict = of(5, new double[] {1, 0.2, 0.05, 0.01, 0.005}, 0.9, 0.2, 0.05, 0.02, 0.01);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.FINE);
        assertThat(verdict.advice()).contains("was still falling");
    }

    @Test
    void a_rise_as_large_as_one_it_came_back_from_is_noise() {
        double[] training = {1, 0.6, 0.5, 0.4, 0.38, 0.36, 0.34, 0.33};
        assertThat(of(5, training, 1, 0.6, 0.5, 0.45, 0.55, 0.44, 0.49, 0.5).kind()).isEqualTo(Verdict.Kind.FINE);
        assertThat(of(5, training, 1, 0.6, 0.5, 0.45, 0.45, 0.44, 0.49, 0.5).kind()).isEqualTo(Verdict.Kind.OVERFITTING);
    }

    /** Early stopping may watch a metric, whose best epoch is another than that of the loss. */
    @Test
    void nobody_is_told_to_go_back_who_did() {
        Verdict verdict = of(4, new double[] {1, 0.6, 0.4, 0.3, 0.2, 0.1}, 1, 0.7, 0.5, 0.55, 0.6, 0.7);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.OVERFITTING);
        assertThat(verdict.advice()).contains("has the weights of epoch 4").doesNotContain("EarlyStopping");
    }

    @Test
    void a_loss_that_stands_is_underfitting() {
        Verdict verdict = of(3, new double[] {0.7, 0.699, 0.698}, 0.7, 0.7, 0.7);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNDERFITTING);
        assertThat(verdict.rule()).contains("did not fall by more than 2 %");
    }

    @Test
    void losses_that_settle_are_fine() {
        assertThat(of(5, new double[] {1, 0.5, 0.4, 0.35, 0.34}, 1, 0.55, 0.45, 0.4, 0.4).kind()).isEqualTo(Verdict.Kind.FINE);
    }

    @Test
    void too_little_to_judge_is_said() {
        assertThat(of(2, new double[] {1, 0.5}, 1, 0.5).rule()).contains("the run has 2 epochs");
        assertThat(of(3, new double[] {1, 0.5, 0.4}).rule()).contains("no validation rows");
    }
}
