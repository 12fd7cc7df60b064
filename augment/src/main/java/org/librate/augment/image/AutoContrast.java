package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * Each channel stretched so that its darkest value is black and its brightest white.
 *
 * @param cut part of the values at each end that may be cut off for that
 */
public record AutoContrast(double cut) implements Recolors {

    public AutoContrast {
        Check.within("AutoContrast", "the part cut off", cut, 0, 0.49);
    }

    public static AutoContrast create() {
        return new AutoContrast(0);
    }

    public AutoContrast withCut(double part) {
        return new AutoContrast(part);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        return new Recolor(toString(), image -> apply(image, cut));
    }

    static Image apply(Image image, double cut) {
        return Histogram.through(image, counts -> {
            long all = 0;
            for (int count : counts) {
                all += count;
            }
            int low = 0;
            for (long below = counts[0]; below <= all * cut; below += counts[low]) {
                low++;
            }
            int high = 255;
            for (long above = counts[255]; above <= all * cut; above += counts[high]) {
                high--;
            }
            int from = low;
            int to = high;
            Curve curve = value -> to > from ? (value * 255 - from) / (to - from) : value;
            return curve.table();
        });
    }

    @Override
    public String toString() {
        return cut == 0 ? "AutoContrast" : "AutoContrast[cut=" + cut + "]";
    }
}
