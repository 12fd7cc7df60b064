package org.librate.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreefryTest {

    /** The known answers that the authors publish with Random123 for threefry2x32, 20 rounds. */
    @Test
    void gives_the_published_answers() {
        assertThat(Threefry.block(words(0, 0), words(0, 0))).isEqualTo(words(0x6b200159, 0x99ba4efe));
        assertThat(Threefry.block(-1L, -1L)).isEqualTo(words(0x1cb996fc, 0xbb002be7));
        assertThat(Threefry.block(words(0x13198a2e, 0x03707344), words(0x243f6a88, 0x85a308d3))).isEqualTo(words(0xc4923a9c, 0x483df7a0));
    }

    @Test
    void makes_the_same_words_in_groups_as_one_by_one() {
        int[] high = new int[Threefry.GROUP];
        int[] low = new int[Threefry.GROUP];
        for (long group : new long[] {0, 1, 7, 1L << 31, (1L << 53) - 1}) {
            Threefry.highWords(0x0123_4567_89AB_CDEFL, group, high);
            Threefry.lowWords(0x0123_4567_89AB_CDEFL, group, low);
            for (int i = 0; i < Threefry.GROUP; i++) {
                long index = group * Threefry.GROUP + i;
                assertThat(Threefry.high(0x0123_4567_89AB_CDEFL, index)).isEqualTo(high[i]);
                assertThat(Threefry.bits(0x0123_4567_89AB_CDEFL, index)).isEqualTo(words(low[i], high[i]));
            }
        }
    }

    @Test
    void pairs_numbers_that_lie_512_apart() {
        long block = Threefry.block(99, 512 + 5);
        assertThat(Threefry.high(99, 1024 + 5)).isEqualTo((int) block);
        assertThat(Threefry.high(99, 1024 + 512 + 5)).isEqualTo((int) (block >>> 32));
    }

    private static long words(int first, int second) {
        return (long) second << 32 | first & 0xFFFFFFFFL;
    }
}
