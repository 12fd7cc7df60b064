package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;
import org.librate.core.random.RandomStream;

/**
 * Flakes of snow on an image whose brighter parts are covered.
 *
 * @param flakes for each 100 × 100 pixels
 */
public record Snow(Range flakes, Range cover) implements Recolors {

    public Snow {
        Check.require(flakes.low() >= 0, "Snow", "the number of flakes must be >= 0", flakes);
        cover.within("Snow", "the cover", 0, 1);
    }

    /** So many flakes for each 100 × 100 pixels. */
    public static Snow of(double least, double most) {
        return new Snow(Range.of(least, most), Range.of(0.1, 0.3));
    }

    /** How much of the brighter half is covered: 0 nothing, 1 all white. */
    public Snow withCover(double least, double most) {
        return new Snow(flakes, Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double many = draw.from(flakes);
        double covered = draw.from(cover);
        RandomStream random = draw.many();
        return new Recolor(String.format(Locale.ROOT, "Snow[%.0f, cover=%.2f]", many, covered), image -> apply(image, many, covered, random));
    }

    private static Image apply(Image image, double many, double covered, RandomStream random) {
        int height = image.height();
        int width = image.width();
        Image grey = image.channels() == 3 ? Grey.of(image) : image;
        int step = grey.channels();
        float[] share = new float[height * width];
        for (int i = 0; i < share.length; i++) {
            float value = (grey.isBytes() ? grey.bytes()[i * step] & 0xFF : grey.floats()[i * step]) / grey.white();
            share[i] = (float) (covered * Math.max(0, 2 * value - 1));
        }
        int count = (int) Math.round(many * height * width / 10_000);
        for (int i = 0; i < count; i++) {
            double x = random.uniform(3L * i, 0, width);
            double y = random.uniform(3L * i + 1, 0, height);
            double radius = 0.7 + 1.6 * random.uniform(3L * i + 2);
            for (int row = (int) Math.max(0, y - radius); row <= Math.min(height - 1.0, y + radius); row++) {
                for (int column = (int) Math.max(0, x - radius); column <= Math.min(width - 1.0, x + radius); column++) {
                    double apart = Math.hypot(column + 0.5 - x, row + 0.5 - y) / radius;
                    share[row * width + column] = Math.max(share[row * width + column], (float) (0.95 * Math.max(0, 1 - apart * apart)));
                }
            }
        }
        return Blend.with(image, share, 1);
    }

    @Override
    public String toString() {
        return "Snow[" + flakes + ", cover=" + cover + "]";
    }
}
