package org.librate.metrics.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.metrics.Evaluation;
import org.librate.metrics.Undefined;

/**
 * Guessing on a million rows of which 1 % are positive: accuracy says that the most frequent class is the best guess, F1 that it is none. F1 is the
 * harmonic mean of precision and recall, undefined (NaN) where either is.
 */
class SeedTableTest {

    private static final int ROWS = 1_000_000;
    private static final RandomStream RANDOM = RandomSource.of(42).stream("guess").at(0);
    private static final Tensor TARGETS = targets();

    private static Tensor targets() {
        int[] targets = new int[ROWS];
        for (int i = 0; i < ROWS; i += 100) {
            targets[i] = 1;
        }
        return Tensor.of(targets);
    }

    private static Evaluation guessing(double share) {
        int[] guesses = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            guesses[i] = RANDOM.uniform(i) < share ? 1 : 0;
        }
        return Evaluation.of(Tensor.of(guesses), TARGETS);
    }

    @Test
    void uniformly() {
        Evaluation uniform = guessing(0.5);
        assertThat(uniform.confusion().accuracy()).isCloseTo(0.50, within(0.005));
        assertThat(uniform.get(F1.metric())).isCloseTo(0.02, within(0.001));
    }

    @Test
    void as_often_as_it_occurs() {
        Evaluation stratified = guessing(0.01);
        assertThat(stratified.confusion().accuracy()).isCloseTo(0.98, within(0.001));
        assertThat(stratified.get(F1.metric())).isCloseTo(0.01, within(0.004));
    }

    @Test
    void the_most_frequent_class() {
        Evaluation constant = guessing(0);
        assertThat(constant.confusion().accuracy()).isEqualTo(0.99);
        assertThat(constant.get(F1.metric())).isNaN();
        assertThat(constant.get(F1.metric().withUndefined(Undefined.ZERO))).isZero();
        assertThat(F1.metric().better(constant.get(F1.metric()), guessing(0.01).get(F1.metric()))).isFalse();
    }
}
