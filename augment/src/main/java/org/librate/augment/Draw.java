package org.librate.augment;

import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/**
 * The random numbers of one transform for one sample: a function of the seed, the epoch, the sample and the transform's place, and of nothing else.
 * So a sample becomes the same for any number of workers, in any order, and after a resume; and a transform that is added elsewhere changes none of
 * another's numbers.
 *
 * <p>Numbers come one after the other, so one draw is for one thread.
 */
public final class Draw {

    private final RandomSource source;
    private final RandomStream stream;
    private long next;

    private Draw(RandomSource source) {
        this.source = source;
        this.stream = source.at(0);
    }

    /** The numbers for a sample in an epoch. */
    public static Draw of(long seed, long epoch, long sample) {
        return of(seed, epoch, sample, 0);
    }

    /** The numbers for a sample that comes several times in an epoch: others each time, the first time those without a repetition. */
    public static Draw of(long seed, long epoch, long sample, int repeat) {
        RandomSource all = streams(seed);
        return of((repeat == 0 ? all : all.branch(repeat)).at(epoch, sample));
    }

    /** The numbers under a stream that belongs to one sample in one epoch, as a {@link org.librate.core.data.RowTransform} is given it. */
    public static Draw of(RandomStream sample) {
        return new Draw(RandomSource.of(sample.bits(0)));
    }

    /** Where the streams of all samples are, for {@link org.librate.core.data.Dataset#map}. */
    static RandomSource streams(long seed) {
        return RandomSource.of(seed).stream("augment");
    }

    /** Numbers for a part: those of another name, or of the same name that comes once more, are independent. */
    public Draw part(String name, int occurrence) {
        return new Draw(source.stream(name).branch(occurrence));
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return stream.uniform(next++);
    }

    /** Uniform in [low, high); the value itself where both are the same. */
    public double uniform(double low, double high) {
        double place = uniform();
        return low == high ? low : low + place * (high - low);
    }

    /** Uniform in a range. */
    public double from(Range range) {
        return uniform(range.low(), range.high());
    }

    /** Equally likely on a logarithmic scale: as often a half as a double. */
    public double logarithmic(Range range) {
        return Math.exp(uniform(Math.log(range.low()), Math.log(range.high())));
    }

    /** A whole number in [low, high). */
    public int integer(int low, int high) {
        return stream.integer(next++, low, high);
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return stream.bernoulli(next++, probability);
    }

    /** Normal with mean 0 and deviation 1. */
    public double normal() {
        return stream.normal(next++);
    }

    /** Gamma with this shape and scale 1 (Marsaglia and Tsang 2000). */
    public double gamma(double shape) {
        Check.positive("Draw", "shape of gamma", shape);
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(1 - uniform(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }

    /** Beta with these two parameters, in [0, 1]. */
    public double beta(double a, double b) {
        double x = gamma(a);
        double y = gamma(b);
        return x + y > 0 ? x / (x + y) : chance(a / (a + b)) ? 1 : 0; // both vanish only for tiny parameters, where nearly all is at the ends
    }

    /** A stream of its own for many numbers at once, such as noise for each pixel. */
    public RandomStream many() {
        return source.stream("many").at(next++);
    }

    /** k different numbers of 0 to n − 1. */
    public int[] choice(int n, int k) {
        return many().choice(n, k);
    }

    /** One position of the weights, in proportion to them. */
    public int weighted(double[] weights) {
        return many().choice(weights, 1, true)[0];
    }

    @Override
    public String toString() {
        return "Draw[" + Long.toHexString(source.key()) + ", next=" + next + "]";
    }
}
