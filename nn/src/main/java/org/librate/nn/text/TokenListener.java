package org.librate.nn.text;

/** Hears of each token as soon as it is chosen. */
@FunctionalInterface
public interface TokenListener {

    /**
     * @param row of the batch of prompts
     * @return whether this row is to go on
     */
    boolean chosen(int row, int token);
}
