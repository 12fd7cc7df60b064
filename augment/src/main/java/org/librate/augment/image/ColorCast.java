package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** Each channel brighter or darker by an amount of its own, as under coloured light. */
public record ColorCast(double most) implements Recolors {

    public ColorCast {
        Check.within("ColorCast", "most", most, 0, 1);
    }

    /** Up to such a part of white, either way. */
    public static ColorCast of(double most) {
        return new ColorCast(most);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        int channels = sample.image().channels();
        double[] shift = new double[channels];
        List<String> text = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            shift[c] = draw.uniform(-most, most);
            text.add(String.format(Locale.ROOT, "%.2f", shift[c]));
        }
        return new Recolor("ColorCast" + text, image -> apply(image, shift));
    }

    private static Image apply(Image image, double[] shift) {
        int channels = image.channels();
        Check.require(channels == shift.length, "ColorCast", "all images of a sample must have as many channels", channels + " and " + shift.length);
        Image result = Image.like(image, image.height(), image.width());
        for (int c = 0; c < channels; c++) {
            double by = shift[c];
            Curve curve = value -> value + by;
            byte[] table = curve.table();
            for (int i = c; i < image.size(); i += channels) {
                if (image.isBytes()) {
                    result.bytes()[i] = table[image.bytes()[i] & 0xFF];
                } else {
                    result.floats()[i] = (float) Math.max(0, Math.min(1, curve.at(image.floats()[i])));
                }
            }
        }
        return result;
    }

    @Override
    public String toString() {
        return "ColorCast[" + most + "]";
    }
}
