package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/**
 * What tells a pixel from those around it, added once more; below 0 it is taken away. At the edge the image goes on as in a mirror, where Pillow
 * leaves the outermost pixels.
 */
public record Sharpen(Range strength) implements Recolors {

    public Sharpen {
        strength.within("Sharpen", "the strength", -1, 10);
    }

    /** 0 changes nothing, −1 is a smooth image. */
    public static Sharpen of(double least, double most) {
        return new Sharpen(Range.of(least, most));
    }

    public static Sharpen of(double most) {
        return of(0, most);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        float s = (float) draw.from(strength);
        // the smooth image is (1 1 1; 1 5 1; 1 1 1) / 13, as Pillow has it
        float around = -s / 13;
        float[][] weights = {{around, around, around}, {around, 1 + s * 8 / 13, around}, {around, around, around}};
        return new Recolor(String.format(Locale.ROOT, "Sharpen[%.2f]", s), image -> s == 0 ? image : clip(Convolution.any(image, weights)));
    }

    private static Image clip(Image image) {
        Curve cut = value -> value;
        return image.isBytes() ? image : cut.apply(image);
    }

    @Override
    public String toString() {
        return "Sharpen[" + strength + "]";
    }
}
