package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/** A random number added to each value, white being 1: normal, in 4096 steps that are equally likely, so that none is beyond 3.7 deviations. */
public record GaussianNoise(Range deviation, boolean perChannel) implements Recolors {

    public GaussianNoise {
        Check.require(deviation.low() >= 0, "GaussianNoise", "the deviation must be >= 0", deviation);
    }

    /** Up to such a deviation, white being 1. */
    public static GaussianNoise of(double most) {
        return of(0, most);
    }

    public static GaussianNoise of(double least, double most) {
        return new GaussianNoise(Range.of(least, most), true);
    }

    /** Whether each channel has noise of its own, which looks coloured; else all channels of a pixel have the same. */
    public GaussianNoise withPerChannel(boolean each) {
        return new GaussianNoise(deviation, each);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double sigma = draw.from(deviation);
        long seed = draw.many().bits(0);
        return new Recolor(String.format(Locale.ROOT, "GaussianNoise[%.3f]", sigma), image -> apply(image, sigma, seed));
    }

    private Image apply(Image image, double sigma, long seed) {
        int each = perChannel ? 1 : image.channels();
        float[] noise = Normals.scaled(sigma * image.white());
        Image result = Image.like(image, image.height(), image.width());
        int count = image.size() / each;
        if (image.isBytes()) {
            short[] whole = new short[noise.length]; // bytes are whole, so it is the noise that is rounded
            for (int i = 0; i < whole.length; i++) {
                whole[i] = (short) Math.max(-255, Math.min(255, Math.round(noise[i])));
            }
            if (each == 1) {
                add(image.bytes(), whole, seed, result.bytes());
            } else {
                for (int i = 0; i < count; i++) {
                    int more = whole[index(seed, i)];
                    for (int at = i * each; at < (i + 1) * each; at++) {
                        result.bytes()[at] = clipped((image.bytes()[at] & 0xFF) + more);
                    }
                }
            }
        } else {
            for (int i = 0; i < count; i++) {
                float more = noise[index(seed, i)];
                for (int at = i * each; at < (i + 1) * each; at++) {
                    result.floats()[at] = Math.max(0, Math.min(1, image.floats()[at] + more));
                }
            }
        }
        return result;
    }

    private static int index(long seed, int i) {
        return (int) (Normals.bits(seed, i / Normals.EACH) >>> Normals.BITS * (i % Normals.EACH)) & Normals.COUNT - 1;
    }

    private static void add(byte[] from, short[] noise, long seed, byte[] into) {
        int last = Normals.COUNT - 1;
        int whole = from.length - from.length % Normals.EACH;
        long group = 0;
        for (int i = 0; i < whole; i += Normals.EACH) {
            long bits = Normals.bits(seed, group++);
            into[i] = clipped((from[i] & 0xFF) + noise[(int) bits & last]);
            into[i + 1] = clipped((from[i + 1] & 0xFF) + noise[(int) (bits >>> 12) & last]);
            into[i + 2] = clipped((from[i + 2] & 0xFF) + noise[(int) (bits >>> 24) & last]);
            into[i + 3] = clipped((from[i + 3] & 0xFF) + noise[(int) (bits >>> 36) & last]);
            into[i + 4] = clipped((from[i + 4] & 0xFF) + noise[(int) (bits >>> 48) & last]);
        }
        for (int i = whole; i < from.length; i++) {
            into[i] = clipped((from[i] & 0xFF) + noise[index(seed, i)]);
        }
    }

    private static byte clipped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    @Override
    public String toString() {
        return "GaussianNoise[" + deviation + (perChannel ? "" : ", perChannel=false") + "]";
    }
}
