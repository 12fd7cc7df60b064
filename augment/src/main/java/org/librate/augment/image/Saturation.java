package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/** Colours further from grey, by a factor: 0 is grey, above 1 they glow. */
public record Saturation(Range factor) implements Recolors {

    public Saturation {
        Check.require(factor.low() >= 0, "Saturation", "the factor must be >= 0", factor);
    }

    /** From {@code 1 − most} to {@code 1 + most}. */
    public static Saturation of(double most) {
        return new Saturation(Range.factor(most));
    }

    public static Saturation of(double least, double most) {
        return new Saturation(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double f = draw.from(factor);
        return new Recolor(String.format(Locale.ROOT, "Saturation[%.2f]", f), image -> apply(image, f));
    }

    static Image apply(Image image, double factor) {
        if (image.channels() == 1) {
            return image;
        }
        Grey.checkColors("Saturation", image);
        if (!image.isBytes()) {
            float[] from = image.floats();
            float[] into = new float[from.length];
            float f = (float) factor;
            for (int i = 0; i < into.length; i += 3) {
                float grey = Grey.of(from[i], from[i + 1], from[i + 2]);
                for (int c = 0; c < 3; c++) {
                    into[i + c] = Math.max(0, Math.min(1, grey + f * (from[i + c] - grey)));
                }
            }
            return Image.of(image.height(), image.width(), 3, into);
        }
        byte[] from = image.bytes();
        byte[] into = new byte[from.length];
        int f = (int) Math.round(factor * 65536);
        for (int i = 0; i < into.length; i += 3) {
            int red = from[i] & 0xFF;
            int green = from[i + 1] & 0xFF;
            int blue = from[i + 2] & 0xFF;
            int grey = Grey.of(red, green, blue);
            int base = (grey << 16) + 32768;
            into[i] = clipped(base + f * (red - grey) >> 16);
            into[i + 1] = clipped(base + f * (green - grey) >> 16);
            into[i + 2] = clipped(base + f * (blue - grey) >> 16);
        }
        return Image.of(image.height(), image.width(), 3, into);
    }

    private static byte clipped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    @Override
    public String toString() {
        return "Saturation[" + factor + "]";
    }
}
