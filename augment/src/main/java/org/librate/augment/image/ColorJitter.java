package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;

/**
 * Brightness, contrast, saturation and hue together, in random order: another light, another camera.
 *
 * <pre>{@code
 * ColorJitter.of(0.2, 0.2, 0.2, 0.05)
 * }</pre>
 */
public record ColorJitter(Range brightness, Range contrast, Range saturation, Range hue) implements Recolors {

    public ColorJitter {
        new Brightness(brightness);
        new Contrast(contrast);
        new Saturation(saturation);
        new Hue(hue);
    }

    /** Factors from {@code 1 − most} to {@code 1 + most}, and a turn of the colours up to {@code hue} of the circle either way. */
    public static ColorJitter of(double brightness, double contrast, double saturation, double hue) {
        return new ColorJitter(Range.factor(brightness), Range.factor(contrast), Range.factor(saturation), Range.around(hue));
    }

    /** The same for brightness, contrast and saturation; colours are not turned. */
    public static ColorJitter of(double most) {
        return of(most, most, most, 0);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double b = draw.from(brightness);
        double c = draw.from(contrast);
        double s = draw.from(saturation);
        double h = draw.from(hue);
        List<Tone> tones = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int part : draw.choice(4, 4)) {
            switch (part) {
                case 0 -> add(tones, names, b != 1, Brightness.tone(b), "brightness", b);
                case 1 -> add(tones, names, c != 1, Contrast.tone(c), "contrast", c);
                case 2 -> add(tones, names, s != 1, Saturation.tone(s), "saturation", s);
                default -> add(tones, names, h != 0, Hue.tone(h), "hue", h);
            }
        }
        return new Recolor("ColorJitter" + names, tones);
    }

    private static void add(List<Tone> tones, List<String> names, boolean changes, Tone tone, String name, double value) {
        if (changes) {
            tones.add(tone);
            names.add(String.format(Locale.ROOT, "%s=%.2f", name, value));
        }
    }

    @Override
    public String toString() {
        return "ColorJitter[brightness=" + brightness + ", contrast=" + contrast + ", saturation=" + saturation + ", hue=" + hue + "]";
    }
}
