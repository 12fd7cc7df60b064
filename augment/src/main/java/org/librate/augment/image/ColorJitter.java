package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
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
        Curve brighter = value -> value * b;
        List<UnaryOperator<Image>> parts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int part : draw.choice(4, 4)) {
            switch (part) {
                case 0 -> add(parts, names, b != 1, brighter::apply, "brightness", b);
                case 1 -> add(parts, names, c != 1, image -> Contrast.apply(image, c), "contrast", c);
                case 2 -> add(parts, names, s != 1, image -> Saturation.apply(image, s), "saturation", s);
                default -> add(parts, names, h != 0, image -> Hue.apply(image, h), "hue", h);
            }
        }
        return new Recolor("ColorJitter" + names, image -> {
            Image current = image;
            for (UnaryOperator<Image> part : parts) {
                current = part.apply(current);
            }
            return current;
        });
    }

    private static void add(List<UnaryOperator<Image>> parts, List<String> names, boolean changes, UnaryOperator<Image> part, String name,
            double value) {
        if (changes) {
            parts.add(part);
            names.add(String.format(Locale.ROOT, "%s=%.2f", name, value));
        }
    }

    @Override
    public String toString() {
        return "ColorJitter[brightness=" + brightness + ", contrast=" + contrast + ", saturation=" + saturation + ", hue=" + hue + "]";
    }
}
