package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.random.RandomStream;

/** Some pixels become white, and as many black. */
public record SaltAndPepper(Range amount) implements Recolors {

    public SaltAndPepper {
        amount.within("SaltAndPepper", "the part of the pixels", 0, 1);
    }

    /** Up to such a part of all pixels. */
    public static SaltAndPepper of(double most) {
        return of(0, most);
    }

    public static SaltAndPepper of(double least, double most) {
        return new SaltAndPepper(Range.of(least, most));
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double part = draw.from(amount);
        RandomStream random = draw.many();
        return new Recolor(String.format(Locale.ROOT, "SaltAndPepper[%.3f]", part), image -> apply(image, part, random));
    }

    private static Image apply(Image image, double part, RandomStream random) {
        Image result = Image.like(image, image.height(), image.width());
        Object from = image.isBytes() ? image.bytes() : image.floats();
        System.arraycopy(from, 0, result.isBytes() ? result.bytes() : result.floats(), 0, image.size());
        float[] uniform = random.uniformFloats(image.height() * image.width());
        for (int i = 0; i < uniform.length; i++) {
            if (uniform[i] >= part) {
                continue;
            }
            boolean salt = uniform[i] < part / 2;
            for (int c = 0; c < image.channels(); c++) {
                if (result.isBytes()) {
                    result.bytes()[i * image.channels() + c] = (byte) (salt ? 255 : 0);
                } else {
                    result.floats()[i * image.channels() + c] = salt ? 1 : 0;
                }
            }
        }
        return result;
    }

    @Override
    public String toString() {
        return "SaltAndPepper[" + amount + "]";
    }
}
