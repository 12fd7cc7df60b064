package org.librate.tuning.study.sampler;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.random.RandomSource;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;

/**
 * Points that fill the space more evenly than random ones: Halton's sequence, in dimension d the digits of the trial's number to the d-th prime base,
 * mirrored at the point. The seed permutes the digits of each place (Owen 2017), such that each point by itself is anywhere. For many parameters
 * {@link Sobol} is more even.
 *
 * <p>Best with a declared space, since the first trials of another one know no parameters yet and draw at random; so do trials whose point breaks a
 * rule of the space.
 *
 * <pre>{@code
 * Study.minimise("loss").withSpace(space).withSampler(Halton.create())
 * }</pre>
 *
 * @param scrambled whether the seed matters; without, point 0 is where all scales begin
 */
public record Halton(boolean scrambled) implements Sampler {

    private static final double FINEST = 0x1p-54;

    public static Halton create() {
        return new Halton(true);
    }

    /** The sequence as it is, or scrambled. */
    public Halton withScrambling(boolean scrambled) {
        return new Halton(scrambled);
    }

    /** What is kept for an axis. */
    private record Digits(Halton sampler, String axis) {
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        return Points.propose(history, random, Integer.MAX_VALUE, (axis, dimension) -> {
            int base = history.memo(new Digits(this, ""), Primes::new).get(dimension);
            return scrambled ? scrambled(history.next(), base,
                    history.memo(new Digits(this, axis.name()), () -> permutations(base, axis, random.seed())))
                    : point(history.next(), base);
        }, this);
    }

    /** A number's digits to a base, mirrored at the point. */
    static double point(int index, int base) {
        double point = 0;
        double place = 1.0 / base;
        for (int rest = index; rest > 0; rest /= base) {
            point += rest % base * place;
            place /= base;
        }
        return point;
    }

    static double scrambled(int index, int base, List<int[]> permutations) {
        double point = 0;
        double place = 1.0 / base;
        int rest = index;
        for (int[] permutation : permutations) {
            point += permutation[rest % base] * place;
            place /= base;
            rest /= base;
        }
        return Math.min(point, Math.nextDown(1.0));
    }

    /** One for each digit that matters to a double; the zeros before a number are digits too. */
    static List<int[]> permutations(int base, Axis axis, long seed) {
        RandomSource random = RandomSource.of(seed).stream("halton").stream(axis.name());
        List<int[]> permutations = new ArrayList<>();
        for (double place = 1.0 / base; place > FINEST; place /= base) {
            permutations.add(random.at(permutations.size()).permutation(base));
        }
        return permutations;
    }

    /** The primes, as far as they were asked for. */
    static final class Primes {
        private final List<Integer> primes = new ArrayList<>(List.of(2));

        int get(int number) {
            for (int next = primes.get(primes.size() - 1) + 1; primes.size() <= number; next++) {
                int candidate = next;
                if (primes.stream().noneMatch(prime -> candidate % prime == 0)) {
                    primes.add(candidate);
                }
            }
            return primes.get(number);
        }
    }

    @Override
    public String toString() {
        return "Halton.create()" + (scrambled ? "" : ".withScrambling(false)");
    }
}
