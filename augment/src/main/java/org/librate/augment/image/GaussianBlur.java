package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/**
 * Each pixel a mean of those around it, nearer ones counting more. Bytes are weighted in whole 256ths, as OpenCV does it, or finer where there are
 * many weights: they may be a step, on plain noise two, from what floats become.
 */
public record GaussianBlur(Range deviation) implements Recolors {

    private static final double REACH = 3; // deviations

    public GaussianBlur {
        Check.require(deviation.low() >= 0, "GaussianBlur", "the deviation in pixels must be >= 0", deviation);
    }

    /** Up to such a deviation, in pixels. */
    public static GaussianBlur of(double most) {
        return of(0, most);
    }

    public static GaussianBlur of(double least, double most) {
        return new GaussianBlur(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double sigma = draw.from(deviation);
        return new Recolor(String.format(Locale.ROOT, "GaussianBlur[%.2f]", sigma), image -> apply(image, sigma));
    }

    static Image apply(Image image, double sigma) {
        int reach = (int) Math.ceil(REACH * sigma);
        if (reach == 0) {
            return image;
        }
        float[] weights = new float[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            sum += Math.exp(-k * k / (2 * sigma * sigma));
        }
        for (int k = -reach; k <= reach; k++) {
            weights[k + reach] = (float) (Math.exp(-k * k / (2 * sigma * sigma)) / sum);
        }
        return Convolution.separable(image, weights);
    }

    @Override
    public String toString() {
        return "GaussianBlur[" + deviation + "]";
    }
}
