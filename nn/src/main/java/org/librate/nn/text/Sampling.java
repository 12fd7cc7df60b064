package org.librate.nn.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;

/**
 * How the next token is chosen from the logits, in this order: what is in the text already is made less likely, logits are divided by the
 * temperature, the {@code topK} largest stay, and of these the most probable ones that together have a share of {@code topP}; one of them is drawn.
 *
 * <pre>{@code
 * Sampling.greedy()                                             // always the most probable
 * Sampling.of(7).withTemperature(0.8).withTopK(40).withTopP(0.95)
 * }</pre>
 *
 * <p>The draw is a function of seed, row of the batch and place in the text: the same seed gives the same text.
 *
 * @param temperature 0 for the most probable token, 1 for the network's own probabilities
 * @param topK how many tokens may be drawn; 0 for all
 * @param topP the share of probability that may be drawn; 1 for all
 * @param repetitionPenalty what logits of tokens of the text are divided by, multiplied if negative (Keskar et al. 2019); 1 for none
 */
public record Sampling(long seed, double temperature, int topK, double topP, double repetitionPenalty) {

    private static final String NAME = "Sampling";

    public Sampling {
        Check.notNegative(NAME, "temperature", temperature);
        Check.notNegative(NAME, "topK", topK);
        Check.require(topP > 0 && topP <= 1, NAME, "topP must be in (0, 1]", topP);
        Check.positive(NAME, "repetitionPenalty", repetitionPenalty);
    }

    /** Always the most probable token, of equals the first. */
    public static Sampling greedy() {
        return new Sampling(0, 0, 0, 1, 1);
    }

    /** As the network's probabilities say. */
    public static Sampling of(long seed) {
        return new Sampling(seed, 1, 0, 1, 1);
    }

    public Sampling withTemperature(double temperature) {
        return new Sampling(seed, temperature, topK, topP, repetitionPenalty);
    }

    public Sampling withTopK(int tokens) {
        return new Sampling(seed, temperature, Check.positive(NAME, "topK", tokens), topP, repetitionPenalty);
    }

    public Sampling withTopP(double share) {
        return new Sampling(seed, temperature, topK, share, repetitionPenalty);
    }

    public Sampling withRepetitionPenalty(double penalty) {
        return new Sampling(seed, temperature, topK, topP, penalty);
    }

    /**
     * The next token.
     *
     * @param logits one for each token; changed by this
     * @param text the tokens so far, of which the first {@code length} count
     * @param row of the batch
     */
    int choose(float[] logits, int[] text, int length, int row) {
        for (float logit : logits) {
            if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
                throw new IllegalStateException(NAME + ": needs logits that are numbers, got " + logit
                        + ". The network's weights may have gone bad in training.");
            }
        }
        punishRepetition(logits, text, length);
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        if (temperature == 0 || topK == 1) {
            return best;
        }
        double[] weights = new double[logits.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp((logits[i] - logits[best]) / temperature);
        }
        if (topK > 0 && topK < weights.length || topP < 1) {
            keepTop(weights);
        }
        double at = RandomSource.of(seed).stream("generation").at(row, length).uniform(0) * Arrays.stream(weights).sum();
        int last = best;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                at -= weights[i];
                if (at < 0) {
                    return i;
                }
            }
        }
        return last; // where rounding went beyond
    }

    private void punishRepetition(float[] logits, int[] text, int length) {
        if (repetitionPenalty == 1) {
            return;
        }
        boolean[] seen = new boolean[logits.length];
        for (int i = 0; i < length; i++) {
            int token = text[i];
            if (!seen[token]) {
                seen[token] = true;
                logits[token] *= (float) (logits[token] > 0 ? 1 / repetitionPenalty : repetitionPenalty);
            }
        }
    }

    private void keepTop(double[] weights) {
        int[] order = IntStream.range(0, weights.length).boxed().sorted(Comparator.<Integer>comparingDouble(i -> -weights[i]).thenComparing(i -> i))
                .mapToInt(Integer::intValue).toArray();
        int keep = topK == 0 ? order.length : Math.min(topK, order.length);
        double total = 0;
        for (int i = 0; i < keep; i++) {
            total += weights[order[i]];
        }
        double sum = 0;
        int kept = 0;
        while (kept < keep && (kept == 0 || sum < topP * total)) {
            sum += weights[order[kept++]];
        }
        for (int i = kept; i < order.length; i++) {
            weights[order[i]] = 0;
        }
    }

    @Override
    public String toString() {
        return temperature == 0 && repetitionPenalty == 1 ? "Sampling[greedy]"
                : NAME + "[seed=" + seed + ", temperature=" + temperature + (topK == 0 ? "" : ", topK=" + topK)
                + (topP == 1 ? "" : ", topP=" + topP) + (repetitionPenalty == 1 ? "" : ", repetitionPenalty=" + repetitionPenalty) + "]";
    }
}
