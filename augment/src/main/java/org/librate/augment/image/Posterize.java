package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/** Few steps between black and white: only the first bits of each byte are kept. */
public record Posterize(int least, int most) implements Recolors {

    public Posterize {
        Check.require(least >= 1 && least <= most && most <= 8, "Posterize", "1 <= least <= most <= 8 bits", least + " to " + most);
    }

    /** So many bits. */
    public static Posterize of(int bits) {
        return new Posterize(bits, bits);
    }

    public static Posterize of(int least, int most) {
        return new Posterize(least, most);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        int bits = draw.integer(least, most + 1);
        return new Recolor("Posterize[" + bits + "]", image -> apply(image, bits));
    }

    static Image apply(Image image, int bits) {
        int mask = 0xFF << 8 - bits & 0xFF;
        Curve curve = value -> ((int) Math.round(value * 255) & mask) / 255.0;
        return curve.apply(image);
    }

    @Override
    public String toString() {
        return least == most ? "Posterize[" + least + "]" : "Posterize[" + least + " to " + most + "]";
    }
}
