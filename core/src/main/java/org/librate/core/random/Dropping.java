package org.librate.core.random;

/**
 * Which elements dropout drops: element i of a stream, with probability {@code rate}, independently of all others. Internal to Librate.
 *
 * <p>Sixteen random bits decide about an element, as half the time of a dropout is the drawing of its bits. Elements come in groups of
 * {@value #GROUP}:
 * <pre>
 *   group   g = i / 2048,   place p = i % 2048
 *   chance(i) = the upper 16 bits of the high word of number g · 1024 + p % 1024 where p &lt; 1024, otherwise the lower
 *   limit(g)  = u, or u + 1 where the upper 16 bits of the low word of number g · 1024 are below v,     with u · 2¹⁶ + v = rate · 2³²
 *   i is dropped if chance(i) &lt; limit(g)
 * </pre>
 * So the probability is exact to 2⁻³², though the chance has 16 bits. Numbers and words are those of {@link Threefry}.
 */
public final class Dropping {

    /** How many elements are decided about together. */
    public static final int GROUP = 2 * Threefry.GROUP;

    /** How many elements one of the two arrays of {@link #kept} holds. */
    public static final int HALF = Threefry.GROUP;

    private static final int LANE = 0xFFFF;

    private final int upper;
    private final int lower;

    private Dropping(long threshold) {
        upper = (int) (threshold >>> 16);
        lower = (int) threshold & LANE;
    }

    /** @param rate from 0 to less than 1 */
    public static Dropping of(double rate) {
        return new Dropping((long) Math.rint(rate * 0x1p32));
    }

    private int limit(long streamKey, long group) {
        int more = (int) Threefry.bits(streamKey, group * Threefry.GROUP) >>> 16;
        return more < lower ? upper + 1 : upper;
    }

    /** Whether element i is dropped. */
    public boolean drops(long streamKey, long i) {
        long group = i / GROUP;
        int place = (int) (i % GROUP);
        int word = Threefry.high(streamKey, group * Threefry.GROUP + place % HALF);
        return (place < HALF ? word >>> 16 : word & LANE) < limit(streamKey, group);
    }

    /**
     * Decides about a whole group: all bits are set where an element is kept, none where it is dropped.
     *
     * @param words scratch for {@value #HALF} numbers
     * @param first gets the first half of the group
     * @param second gets the second half
     */
    public void kept(long streamKey, long group, int[] words, int[] first, int[] second) {
        Threefry.highWords(streamKey, group, words);
        int limit = limit(streamKey, group);
        for (int i = 0; i < HALF; i++) { // two loops and no branch: the compiler makes vector instructions of these
            first[i] = ~((words[i] >>> 16) - limit >> 31);
        }
        for (int i = 0; i < HALF; i++) {
            second[i] = ~((words[i] & LANE) - limit >> 31);
        }
    }
}
