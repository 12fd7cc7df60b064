package org.librate.tuning.study.sampler;

import java.util.List;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;

/**
 * Points that fill the space more evenly than random ones: Sobol's sequence with the direction numbers of Joe and Kuo (2008), of which the seed picks
 * one of many by Owen's scrambling, such that each point by itself is anywhere. Trial i takes point i; parameter d takes dimension d.
 *
 * <p>Best with a declared space, since the first trials of another one know no parameters yet and draw at random. So do parameters after the {@value
 * #DIMENSIONS}th, and trials whose point breaks a rule of the space.
 *
 * <pre>{@code
 * Study.minimise("loss").withSpace(space).withSampler(Sobol.create())
 * }</pre>
 *
 * @param scrambled whether the seed matters; without, point 0 is where all scales begin
 */
public record Sobol(boolean scrambled) implements Sampler {

    static final int DIMENSIONS = 64;
    private static final int BITS = 32;

    public static Sobol create() {
        return new Sobol(true);
    }

    /** The sequence as it is, or scrambled. */
    public Sobol withScrambling(boolean scrambled) {
        return new Sobol(scrambled);
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        return Points.propose(history, random, DIMENSIONS, (axis, dimension) -> scrambled
                ? scrambled(history.next(), dimension, RandomSource.of(random.seed()).stream("sobol").stream(axis.name()).at(0))
                : point(history.next(), dimension), this);
    }

    /** A point of the plain sequence, in Gray code order. */
    static double point(int index, int dimension) {
        return (bits(index, dimension) & 0xFFFF_FFFFL) * 0x1p-32;
    }

    private static int bits(int index, int dimension) {
        int bits = 0;
        int gray = index ^ index >>> 1;
        for (int i = 0; gray >>> i != 0; i++) {
            if ((gray >>> i & 1) == 1) {
                bits ^= Directions.of(dimension)[i];
            }
        }
        return bits;
    }

    /** Each bit is turned over or not by a random choice for what comes before it, and what comes after the last bit is random. */
    static double scrambled(int index, int dimension, RandomStream random) {
        int bits = bits(index, dimension);
        long turned = 0;
        for (int i = 0; i < BITS; i++) {
            long before = 1L << i | (i == 0 ? 0 : (bits & 0xFFFF_FFFFL) >>> BITS - i);
            long bit = bits >>> BITS - 1 - i & 1 ^ random.bits(before) & 1;
            turned = turned << 1 | bit;
        }
        return (turned + random.uniform((1L << BITS) + index)) * 0x1p-32;
    }

    @Override
    public String toString() {
        return "Sobol.create()" + (scrambled ? "" : ".withScrambling(false)");
    }

    /** The direction numbers as 32-bit fractions. */
    private static final class Directions {
        private static final int[][] ALL = new int[DIMENSIONS][BITS];

        static {
            for (int i = 0; i < BITS; i++) {
                ALL[0][i] = 1 << BITS - 1 - i;
            }
            List<int[]> facts = SobolFacts.polynomials();
            for (int d = 1; d < DIMENSIONS; d++) {
                int[] fact = facts.get(d - 1);
                int degree = fact[0];
                int[] v = ALL[d];
                for (int i = 0; i < BITS; i++) {
                    if (i < degree) {
                        v[i] = fact[2 + i] << BITS - 1 - i;
                        continue;
                    }
                    v[i] = v[i - degree] ^ v[i - degree] >>> degree;
                    for (int k = 1; k < degree; k++) {
                        if ((fact[1] >>> degree - 1 - k & 1) == 1) {
                            v[i] ^= v[i - k];
                        }
                    }
                }
            }
        }

        static int[] of(int dimension) {
            return ALL[dimension];
        }
    }
}
