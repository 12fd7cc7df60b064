package org.librate.nn.text;

import org.librate.core.Check;

/**
 * How answers are searched for: so many beginnings are followed at a time, and the best of all ends are given.
 *
 * <pre>{@code
 * Beam.of(4).withLengthPenalty(0.6).withBest(3)
 * }</pre>
 *
 * @param width how many beginnings are kept after each token
 * @param lengthPenalty the {@code a} in {@code log p / ((5 + length) / 6)^a}, by which answers are compared (Wu et al. 2016): 0 compares
 *         probabilities, which favours short answers
 * @param best how many answers are given
 */
public record Beam(int width, double lengthPenalty, int best) {

    public Beam {
        Check.positive("Beam", "width", width);
        Check.notNegative("Beam", "lengthPenalty", lengthPenalty);
        Check.require(best > 0 && best <= width, "Beam", "best must be in [1, " + width + "], the width", best);
    }

    public static Beam of(int width) {
        return new Beam(width, 0, 1);
    }

    public Beam withLengthPenalty(double penalty) {
        return new Beam(width, penalty, best);
    }

    public Beam withBest(int answers) {
        return new Beam(width, lengthPenalty, answers);
    }

    double score(double logProbability, int length) {
        return logProbability / Math.pow((5 + length) / 6.0, lengthPenalty);
    }

    @Override
    public String toString() {
        return "Beam[width=" + width + (lengthPenalty == 0 ? "" : ", lengthPenalty=" + lengthPenalty) + (best == 1 ? "" : ", best=" + best) + "]";
    }
}
