package org.librate.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroppingTest {

    private static final long KEY = 0x0123_4567_89AB_CDEFL;

    private final int[] words = new int[Dropping.HALF];
    private final int[] first = new int[Dropping.HALF];
    private final int[] second = new int[Dropping.HALF];

    @Test
    void decides_in_groups_as_one_by_one() {
        Dropping dropping = Dropping.of(0.3);
        for (long group : new long[] {0, 1, 7, 1L << 31}) {
            dropping.kept(KEY, group, words, first, second);
            for (int i = 0; i < Dropping.GROUP; i++) {
                int kept = i < Dropping.HALF ? first[i] : second[i - Dropping.HALF];
                assertThat(kept).isEqualTo(dropping.drops(KEY, group * Dropping.GROUP + i) ? 0 : -1);
            }
        }
    }

    /** 0.00001 is less than one in 65,536, and 0.99999 more than all but one. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.00001, 0.1, 0.25, 0.5, 0.8, 0.99999})
    void drops_as_many_as_the_rate_says(double rate) {
        Dropping dropping = Dropping.of(rate);
        int groups = 2000;
        long dropped = 0;
        for (int group = 0; group < groups; group++) {
            dropping.kept(KEY, group, words, first, second);
            for (int i = 0; i < Dropping.HALF; i++) {
                dropped += 2 + first[i] + second[i];
            }
        }
        double n = (double) groups * Dropping.GROUP;
        assertThat(dropped / n).isCloseTo(rate, within(5 * Math.sqrt(rate * (1 - rate) / n)));
    }

    /** Both halves of a word decide: elements that share one must not know of each other. */
    @Test
    void elements_of_one_word_are_independent() {
        Dropping dropping = Dropping.of(0.5);
        long equal = 0;
        int groups = 500;
        for (int group = 0; group < groups; group++) {
            dropping.kept(KEY, group, words, first, second);
            for (int i = 0; i < Dropping.HALF; i++) {
                equal += first[i] == second[i] ? 1 : 0;
            }
        }
        double n = (double) groups * Dropping.HALF;
        assertThat(equal / n).isCloseTo(0.5, within(5 * Math.sqrt(0.25 / n)));
    }
}
