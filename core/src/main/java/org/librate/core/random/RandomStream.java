package org.librate.core.random;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.librate.core.Check;

/**
 * An endless row of random numbers that all exist already: number i is a function of the key, the draw and i.
 *
 * <pre>{@code
 * RandomStream noise = RandomSource.of(42).stream("noise").at(epoch, step);
 * noise.normal(7);              // always the same number
 * noise.normals(100)[7];        // that number again
 * }</pre>
 *
 * <p>Use a stream for one purpose: {@code uniform(3)}, {@code normal(3)} and {@code integer(3, …)} are made from the same bits, and
 * {@code permutation} and {@code choice} take theirs from index 0 on. Tensors made from the same key and draw hold the same numbers: FLOAT64
 * ones those of {@link #uniforms} and {@link #normals}, FLOAT32 ones those of {@link #uniformFloats} and {@link #normalFloats}, which are
 * the same with fewer digits.
 *
 * <p>Same bits on every platform, JDK and number of threads.
 */
public final class RandomStream {

    private static final String NAME = "RandomStream";
    private static final int GROUP = Threefry.GROUP;

    private final long key;
    private final long draw;
    private final long streamKey;

    private RandomStream(long key, long draw) {
        this.key = key;
        this.draw = draw;
        this.streamKey = Threefry.streamKey(key, draw);
    }

    /** The stream of a key and a draw, for code that stores them as numbers; programs ask a {@link RandomSource}. */
    public static RandomStream of(long key, long draw) {
        return new RandomStream(key, draw);
    }

    /** The first of the two numbers that a random tensor's key holds. */
    public long key() {
        return key;
    }

    /** The second of the two numbers that a random tensor's key holds. */
    public long draw() {
        return draw;
    }

    /** Another draw under the same key. */
    public RandomStream withDraw(long other) {
        return new RandomStream(key, other);
    }

    // ---- one number ----

    /** Uniform in [0, 1), with 53 random bits. */
    public double uniform(long index) {
        return Draws.uniform(bits(index));
    }

    /** Uniform in [low, high). */
    public double uniform(long index, double low, double high) {
        checkRange(low, high);
        return Draws.between(uniform(index), low, high, Draws.lastBelow(low, high));
    }

    /** Normal, with mean 0 and deviation 1. */
    public double normal(long index) {
        return Draws.normal(Draws.offMiddle(bits(index)));
    }

    /** Normal, with the given mean and deviation. */
    public double normal(long index, double mean, double deviation) {
        Check.notNegative(NAME, "deviation", deviation);
        return mean + deviation * normal(index);
    }

    /** A whole number in [low, high). */
    public long integer(long index, long low, long high) {
        checkRange(low, high);
        return Draws.integer(bits(index), low, high);
    }

    /** A whole number in [low, high). */
    public int integer(long index, int low, int high) {
        return (int) integer(index, (long) low, (long) high);
    }

    /** True with probability p; always for 1, never for 0. */
    public boolean bernoulli(long index, double p) {
        Check.within(NAME, "probability", p, 0, 1);
        return Draws.happens(Threefry.high(streamKey, checked(index)), Draws.threshold(p));
    }

    /** 64 random bits. */
    public long bits(long index) {
        return Threefry.bits(streamKey, checked(index));
    }

    // ---- many numbers ----

    /** The first n of {@link #uniform(long)}. */
    public double[] uniforms(int n) {
        double[] numbers = new double[length(n)];
        forBits(n, (i, bits) -> numbers[i] = Draws.uniform(bits));
        return numbers;
    }

    /** The first n of {@link #uniform(long, double, double)}. */
    public double[] uniforms(int n, double low, double high) {
        checkRange(low, high);
        double last = Draws.lastBelow(low, high);
        double[] numbers = uniforms(n);
        for (int i = 0; i < n; i++) {
            numbers[i] = Draws.between(numbers[i], low, high, last);
        }
        return numbers;
    }

    /** {@link #uniforms(int)} with 24 random bits, cut off and not rounded: what FLOAT32 tensors hold. */
    public float[] uniformFloats(int n) {
        float[] numbers = new float[length(n)];
        forHighWords(n, (i, word) -> numbers[i] = Draws.uniform(word));
        return numbers;
    }

    /** The first n of {@link #normal(long)}. */
    public double[] normals(int n) {
        double[] numbers = new double[length(n)];
        forBits(n, (i, bits) -> numbers[i] = Draws.offMiddle(bits));
        new NormalGroup().quantiles(numbers, numbers);
        return numbers;
    }

    /** The first n of {@link #normal(long, double, double)}. */
    public double[] normals(int n, double mean, double deviation) {
        Check.notNegative(NAME, "deviation", deviation);
        double[] numbers = normals(n);
        for (int i = 0; i < n; i++) {
            numbers[i] = mean + deviation * numbers[i];
        }
        return numbers;
    }

    /** {@link #normals(int)} from 32 random bits: what FLOAT32 tensors hold. */
    public float[] normalFloats(int n) {
        float[] numbers = new float[length(n)];
        forHighWords(n, (i, word) -> numbers[i] = (float) Draws.normal(Draws.offMiddle(word)));
        return numbers;
    }

    /** The first n of {@link #integer(long, int, int)}. */
    public int[] integers(int n, int low, int high) {
        checkRange(low, high);
        int[] numbers = new int[length(n)];
        forBits(n, (i, bits) -> numbers[i] = (int) Draws.integer(bits, low, high));
        return numbers;
    }

    // ---- order and choice ----

    /**
     * The numbers 0 to n − 1 in random order. Fisher and Yates's shuffle from the front: for i = 0, 1, … place i swaps with place
     * {@code integer(i, i, n)}.
     */
    public int[] permutation(int n) {
        int[] order = new int[length(n)];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        shuffleFront(order, n);
        return order;
    }

    /** k different numbers of 0 to n − 1 in random order: the first k of {@link #permutation}. */
    public int[] choice(int n, int k) {
        length(n);
        Check.require(k >= 0 && k <= n, NAME, "can choose 0 to " + n + " of " + n + " without replacement", k);
        if (k > n / 8) {
            int[] order = new int[n];
            for (int i = 0; i < n; i++) {
                order[i] = i;
            }
            shuffleFront(order, k);
            return Arrays.copyOf(order, k);
        }
        Map<Integer, Integer> moved = new HashMap<>(); // the places that hold something else than their own number
        int[] chosen = new int[k];
        forBits(k, (i, bits) -> {
            int place = (int) Draws.integer(bits, i, n);
            int own = moved.getOrDefault(i, i);
            chosen[i] = place == i ? own : moved.getOrDefault(place, place);
            moved.put(place, own);
        });
        return chosen;
    }

    private void shuffleFront(int[] order, int k) {
        forBits(k, (i, bits) -> {
            int place = (int) Draws.integer(bits, i, order.length);
            int own = order[i];
            order[i] = order[place];
            order[place] = own;
        });
    }

    /**
     * k positions of the weights, each taken with a chance in proportion to its weight; a weight of 0 is never taken.
     *
     * <p>With replacement, choice i is where the running sum of the weights first exceeds {@code uniform(i)} times their total. Without,
     * those with the k smallest values of {@code −log(1 − uniform(i)) / weight[i]} in that order, which is the same as drawing one after
     * the other from what is left (Efraimidis and Spirakis 2006).
     */
    public int[] choice(double[] weights, int k, boolean replacement) {
        int positive = 0;
        for (double w : weights) {
            Check.require(w >= 0 && w < Double.POSITIVE_INFINITY, NAME, "every weight must be >= 0 and finite", w);
            positive += w > 0 ? 1 : 0;
        }
        Check.notNegative(NAME, "number of choices", k);
        if (replacement) {
            Check.require(k == 0 || positive > 0, NAME, "choosing needs a weight above 0", Arrays.toString(weights));
            return chooseAgainAndAgain(weights, k);
        }
        Check.require(k <= positive, NAME, "can choose at most " + positive + " (the weights above 0) without replacement", k,
                "Choose fewer, or with replacement.");
        double[] waits = uniforms(weights.length);
        for (int i = 0; i < waits.length; i++) {
            waits[i] = -Draws.log(1 - waits[i]) / weights[i];
        }
        return IntStream.range(0, weights.length).filter(i -> weights[i] > 0).boxed()
                .sorted(Comparator.comparingDouble(i -> waits[i])).limit(k).mapToInt(Integer::intValue).toArray();
    }

    private int[] chooseAgainAndAgain(double[] weights, int k) {
        double[] sums = new double[weights.length];
        double total = 0;
        int last = 0; // where rounding may not go beyond
        for (int i = 0; i < weights.length; i++) {
            total += weights[i];
            sums[i] = total;
            last = weights[i] > 0 ? i : last;
        }
        Check.require(total < Double.POSITIVE_INFINITY, NAME, "the weights' sum must be finite", total, "Divide them all by the largest.");
        double[] uniforms = uniforms(k);
        int[] chosen = new int[k];
        for (int i = 0; i < k; i++) {
            chosen[i] = firstAbove(sums, uniforms[i] * total, last);
        }
        return chosen;
    }

    private static int firstAbove(double[] sums, double value, int last) {
        int low = 0;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    // ---- the rest ----

    private interface Words {
        void accept(int i, int word);
    }

    private interface Bits {
        void accept(int i, long bits);
    }

    private void forHighWords(int n, Words taker) {
        int[] high = new int[GROUP];
        for (int first = 0; first >= 0 && first < n; first += GROUP) {
            Threefry.highWords(streamKey, first / GROUP, high);
            int count = Math.min(GROUP, n - first);
            for (int i = 0; i < count; i++) {
                taker.accept(first + i, high[i]);
            }
        }
    }

    private void forBits(int n, Bits taker) {
        int[] high = new int[GROUP];
        int[] low = new int[GROUP];
        for (int first = 0; first >= 0 && first < n; first += GROUP) {
            Threefry.highWords(streamKey, first / GROUP, high);
            Threefry.lowWords(streamKey, first / GROUP, low);
            int count = Math.min(GROUP, n - first);
            for (int i = 0; i < count; i++) {
                taker.accept(first + i, (long) high[i] << 32 | low[i] & 0xFFFFFFFFL);
            }
        }
    }

    private static long checked(long index) {
        if (index < 0) {
            throw new IllegalArgumentException(NAME + ": index must be >= 0, got " + index + ".");
        }
        return index;
    }

    private static int length(int n) {
        return Check.notNegative(NAME, "count", n);
    }

    private static void checkRange(long low, long high) {
        if (low >= high) {
            throw new IllegalArgumentException(NAME + ": the range [low, high) must hold a number, got [" + low + ", " + high + ").");
        }
    }

    private static void checkRange(double low, double high) {
        if (!(low < high && high - low < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(NAME + ": the range [low, high) must be finite and hold a number, got [" + low + ", " + high + ").");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RandomStream stream && key == stream.key && draw == stream.draw;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(streamKey);
    }

    /** As in {@code RandomStream[key=0123456789abcdef, draw=3]}. */
    @Override
    public String toString() {
        return String.format("RandomStream[key=%016x, draw=%d]", key, draw);
    }
}
