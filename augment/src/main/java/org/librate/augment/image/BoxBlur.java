package org.librate.augment.image;

import java.util.Arrays;
import org.librate.augment.Draw;

/** Each pixel the mean of a square around it; bytes are weighted in whole 256ths, which may be a step off. */
public record BoxBlur(int least, int most) implements Recolors {

    public BoxBlur {
        Sizes.check("BoxBlur", least, most);
    }

    /** Squares of this size, an odd number. */
    public static BoxBlur of(int size) {
        return of(size, size);
    }

    public static BoxBlur of(int least, int most) {
        return new BoxBlur(least, most);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        int size = Sizes.draw(least, most, draw);
        float[] weights = new float[size];
        Arrays.fill(weights, 1f / size);
        return new Recolor("BoxBlur[" + size + "]", image -> size == 1 ? image : Convolution.separable(image, weights));
    }

    @Override
    public String toString() {
        return "BoxBlur[" + Sizes.text(least, most) + "]";
    }
}
