package org.librate.augment.image;

import java.util.List;
import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/** Colours further from grey, by a factor: 0 is grey, above 1 they glow. */
public record Saturation(Range factor) implements Recolors {

    private static final int MOST = 120; // beyond, whole numbers of 32 bits would not do; nearly all colours are full or gone by then

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
        return new Recolor(String.format(Locale.ROOT, "Saturation[%.2f]", f), List.of(tone(f)));
    }

    static Tone tone(double factor) {
        return new Tone("Saturation", true, false, mean -> new Step((int) Math.round(Math.min(MOST, factor) * 65536)),
                image -> floats(image, (float) factor));
    }

    private static Image floats(Image image, float factor) {
        float[] from = image.floats();
        float[] into = new float[from.length];
        for (int i = 0; i < into.length; i += 3) {
            float grey = Grey.of(from[i], from[i + 1], from[i + 2]);
            for (int c = 0; c < 3; c++) {
                into[i + c] = Math.max(0, Math.min(1, grey + factor * (from[i + c] - grey)));
            }
        }
        return Image.of(image.height(), image.width(), 3, into);
    }

    /** In whole numbers, the factor in 65536ths. */
    record Step(int factor) implements PixelStep {

        @Override
        public int of(int pixel) {
            int red = pixel & 255;
            int green = pixel >>> 8 & 255;
            int blue = pixel >>> 16 & 255;
            int plus = (65536 - factor) * Grey.of(red, green, blue) + 32768;
            return clipped(factor * red + plus >> 16) | clipped(factor * green + plus >> 16) << 8 | clipped(factor * blue + plus >> 16) << 16;
        }

        private static int clipped(int value) {
            return Math.max(0, Math.min(255, value));
        }

        @Override
        public void apply(PixelBlock block, int count) {
            int[] plus = block.first();
            Lanes.grey(block.pixels(), plus, count);
            Lanes.times(plus, count, 65536 - factor, 32768);
            Lanes.clear(block.result(), count);
            for (int bit = 0; bit < 24; bit += 8) {
                Lanes.channel(block.pixels(), plus, block.result(), count, bit, factor);
            }
            block.swap();
        }
    }

    @Override
    public String toString() {
        return "Saturation[" + factor + "]";
    }
}
