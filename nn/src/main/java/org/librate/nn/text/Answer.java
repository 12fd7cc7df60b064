package org.librate.nn.text;

import java.util.Arrays;
import java.util.Locale;

/**
 * A sequence that was found.
 *
 * @param tokens without start and end
 * @param logProbability of the tokens, and of the end if it came
 * @param score by which it was compared: the same, with the length penalty
 * @param finished whether the end came, or there was no more room
 */
public record Answer(int[] tokens, double logProbability, double score, boolean finished) {

    public Answer {
        tokens = tokens.clone();
    }

    @Override
    public int[] tokens() {
        return tokens.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer that && Arrays.equals(tokens, that.tokens) && logProbability == that.logProbability && score == that.score
                && finished == that.finished;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tokens) + Double.hashCode(score);
    }

    @Override
    public String toString() {
        return "Answer[" + Arrays.toString(tokens) + String.format(Locale.ROOT, ", score=%.4f", score) + (finished ? "" : ", finished=false") + "]";
    }
}
