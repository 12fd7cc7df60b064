package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;
import org.librate.core.random.RandomStream;

/**
 * The noise of counting light: each value as if so many photons had been counted where white is expected to give {@code photons}; bright parts get
 * more of it than dark ones, though less for their brightness. Poisson by its normal approximation with the variance kept.
 */
public record ShotNoise(Range photons) implements Recolors {

    public ShotNoise {
        Check.require(photons.low() > 0, "ShotNoise", "the number of photons must be > 0", photons);
    }

    /** White counts so many photons: fewer are noisier. */
    public static ShotNoise of(double least, double most) {
        return new ShotNoise(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double count = draw.logarithmic(photons);
        RandomStream random = draw.many();
        return new Recolor(String.format(Locale.ROOT, "ShotNoise[%.0f]", count), image -> apply(image, count, random));
    }

    private static Image apply(Image image, double photons, RandomStream random) {
        float[] normal = random.normalFloats(image.size());
        Image result = Image.like(image, image.height(), image.width());
        float white = image.white();
        for (int i = 0; i < normal.length; i++) {
            float value = (image.isBytes() ? image.bytes()[i] & 0xFF : Math.max(0, image.floats()[i])) / white;
            float noisy = Math.max(0, Math.min(1, value + (float) Math.sqrt(value / photons) * normal[i]));
            if (result.isBytes()) {
                result.bytes()[i] = (byte) (int) (noisy * 255 + 0.5f);
            } else {
                result.floats()[i] = noisy;
            }
        }
        return result;
    }

    @Override
    public String toString() {
        return "ShotNoise[" + photons + "]";
    }
}
