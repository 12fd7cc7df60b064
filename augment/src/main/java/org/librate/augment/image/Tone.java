package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A change of light or colour. Several, one after the other, are one walk over an image of bytes, unless one needs to know how bright the image is by
 * then.
 *
 * @param isColor  whether it is about three channels, and leaves one channel as it is
 * @param needsMean whether the mean brightness counts
 * @param step     for bytes, given the mean brightness from 0 to 1, or NaN if it does not count
 * @param floats   for floats
 */
record Tone(String name, boolean isColor, boolean needsMean, DoubleFunction<PixelStep> step, UnaryOperator<Image> floats) {

    /** All of them, in order. */
    static Image apply(Image image, List<Tone> tones) {
        List<Tone> used = new ArrayList<>();
        for (Tone tone : tones) {
            if (tone.isColor && image.channels() == 1) {
                continue;
            }
            if (tone.isColor) {
                Grey.checkColors(tone.name, image);
            }
            used.add(tone);
        }
        if (used.isEmpty()) {
            return image;
        }
        if (image.isBytes()) {
            return Image.of(image.height(), image.width(), image.channels(), bytes(image, used));
        }
        Image current = image;
        for (Tone tone : used) {
            current = tone.floats.apply(current);
        }
        return current;
    }

    private static byte[] bytes(Image image, List<Tone> tones) {
        byte[] from = image.bytes();
        byte[] into = new byte[from.length];
        for (int i = 0; i < tones.size();) {
            double mean = tones.get(i).needsMean ? Grey.mean(from, image.channels()) : Double.NaN;
            List<PixelStep> steps = new ArrayList<>();
            do {
                steps.add(tones.get(i++).step.apply(mean));
            } while (i < tones.size() && !tones.get(i).needsMean);
            walk(steps, from, into);
            from = into;
        }
        return into;
    }

    /** Slopes alone need no pixels, only bytes. */
    private static void walk(List<PixelStep> steps, byte[] from, byte[] into) {
        if (!steps.stream().allMatch(Slope.class::isInstance)) {
            PixelBlock.run(steps, from, into);
            return;
        }
        byte[] source = from;
        for (PixelStep step : steps) {
            ((Slope) step).apply(source, into);
            source = into;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
