package org.librate.nn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplingTest {

    private static final float[] LOGITS = {1, 3, 2, -1};

    /** How often each token is drawn, over places of a text. */
    private static double[] shares(Sampling sampling, int... text) {
        double[] shares = new double[4];
        int draws = 20_000;
        int[] longer = java.util.Arrays.copyOf(text, Math.max(text.length, 1));
        for (int row = 0; row < draws; row++) {
            shares[sampling.choose(LOGITS.clone(), longer, text.length, row)] += 1.0 / draws;
        }
        return shares;
    }

    private static double[] softmax(double... logits) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        double[] p = new double[logits.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i]) / sum;
        }
        return p;
    }

    @Test void draws_as_the_probabilities_say() {
        assertThat(shares(Sampling.of(1))).containsExactly(softmax(1, 3, 2, -1), within(0.015));
        assertThat(shares(Sampling.of(1).withTemperature(0.5))).containsExactly(softmax(2, 6, 4, -2), within(0.015));
        assertThat(shares(Sampling.greedy())).containsExactly(new double[] {0, 1, 0, 0}, within(1e-6));
    }

    @Test void only_the_top_tokens_are_drawn() {
        double[] two = softmax(3, 2);
        assertThat(shares(Sampling.of(1).withTopK(2))).containsExactly(new double[] {0, two[0], two[1], 0}, within(0.015));
        // shares 0.0889, 0.6572, 0.2418, 0.0120: two make 0.899
        assertThat(shares(Sampling.of(1).withTopP(0.89))).containsExactly(new double[] {0, two[0], two[1], 0}, within(0.015));
        assertThat(shares(Sampling.of(1).withTopP(0.91))[0]).isGreaterThan(0.05);
        assertThat(shares(Sampling.of(1).withTopP(1e-9))).containsExactly(new double[] {0, 1, 0, 0}, within(1e-6));
        assertThat(shares(Sampling.of(1).withTopK(1))).containsExactly(new double[] {0, 1, 0, 0}, within(1e-6));
    }

    @Test void repeated_tokens_are_less_likely() {
        assertThat(shares(Sampling.of(1).withRepetitionPenalty(2), 1, 3, 1)).containsExactly(softmax(1, 1.5, 2, -2), within(0.015));
        assertThat(shares(Sampling.greedy().withRepetitionPenalty(2), 1)).containsExactly(new double[] {0, 0, 1, 0}, within(1e-6));
    }

    @Test void tells_what_is_wrong() {
        assertThatThrownBy(() -> Sampling.of(1).withTopP(0)).hasMessageContaining("topP must be in (0, 1]");
        assertThatThrownBy(() -> Sampling.of(1).withTemperature(-1)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> Sampling.of(1).choose(new float[] {1, Float.NaN}, new int[1], 0, 0)).hasMessageContaining("NaN");
        assertThat(Sampling.of(3).withTopK(5)).hasToString("Sampling[seed=3, temperature=1.0, topK=5]");
    }
}
