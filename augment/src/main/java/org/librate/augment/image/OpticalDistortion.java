package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/**
 * What a lens does: what lies at a distance r from the middle, half a diagonal being 1, comes from {@code r (1 + k r²)}. Above 0 the image bulges
 * inwards like a cushion, below 0 outwards like a barrel.
 */
public record OpticalDistortion(Range k, Interpolation interpolation, Border border) implements Moves {

    public OpticalDistortion {
        k.within("OpticalDistortion", "k", -0.3, 1); // below, places far out would come from nearer than those within
    }

    /** Up to k either way. */
    public static OpticalDistortion of(double k) {
        return new OpticalDistortion(Range.around(k), Interpolation.BILINEAR, Border.black());
    }

    public OpticalDistortion withRange(double least, double most) {
        return new OpticalDistortion(Range.of(least, most), interpolation, border);
    }

    public OpticalDistortion withInterpolation(Interpolation other) {
        return new OpticalDistortion(k, other, border);
    }

    public OpticalDistortion withBorder(Border other) {
        return new OpticalDistortion(k, interpolation, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        double strength = draw.from(k);
        double middleX = image.width() / 2.0;
        double middleY = image.height() / 2.0;
        double unit = middleX * middleX + middleY * middleY;
        float[] xs = Bend.columns(image);
        float[] ys = Bend.rows(image);
        for (int i = 0; i < xs.length; i++) {
            double x = xs[i] - middleX;
            double y = ys[i] - middleY;
            double factor = 1 + strength * (x * x + y * y) / unit;
            xs[i] = (float) (middleX + factor * x);
            ys[i] = (float) (middleY + factor * y);
        }
        String text = String.format(Locale.ROOT, "OpticalDistortion[%.3f]", strength);
        return new Field(text, image.height(), image.width(), image.height(), image.width(), xs, ys, false, interpolation, border);
    }

    @Override
    public String toString() {
        return "OpticalDistortion[" + k + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation)
                + (border.equals(Border.black()) ? "" : ", " + border) + "]";
    }
}
