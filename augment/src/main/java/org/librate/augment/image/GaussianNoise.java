package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;
import org.librate.core.random.RandomStream;

/** A random number added to each value, white being 1. */
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
        RandomStream random = draw.many();
        return new Recolor(String.format(Locale.ROOT, "GaussianNoise[%.3f]", sigma), image -> apply(image, sigma, random));
    }

    private Image apply(Image image, double sigma, RandomStream random) {
        int each = perChannel ? 1 : image.channels();
        float[] normal = random.normalFloats(image.size() / each);
        Image result = Image.like(image, image.height(), image.width());
        float scale = (float) (sigma * image.white());
        if (image.isBytes()) {
            byte[] from = image.bytes();
            byte[] into = result.bytes();
            for (int i = 0; i < into.length; i++) {
                into[i] = (byte) Math.max(0, Math.min(255, (int) ((from[i] & 0xFF) + scale * normal[i / each] + 0.5f)));
            }
        } else {
            float[] from = image.floats();
            float[] into = result.floats();
            for (int i = 0; i < into.length; i++) {
                into[i] = Math.max(0, Math.min(1, from[i] + scale * normal[i / each]));
            }
        }
        return result;
    }

    @Override
    public String toString() {
        return "GaussianNoise[" + deviation + (perChannel ? "" : ", perChannel=false") + "]";
    }
}
