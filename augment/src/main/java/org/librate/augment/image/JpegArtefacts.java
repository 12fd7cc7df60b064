package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * What is left of an image that was stored as a JPEG file, with colours at half the size as usual. For one or three channels; floats come out in
 * steps of 1/255. It is computed without writing a file: nearly all values are those that libjpeg gives back, few are a step off, and where a
 * coefficient lies halfway between two multiples a block may be rounded otherwise.
 */
public record JpegArtefacts(int least, int most) implements Recolors {

    public JpegArtefacts {
        Check.require(least >= 1 && least <= most && most <= 100, "JpegArtefacts", "1 <= least <= most <= 100, the quality", least + " to " + most);
    }

    /** Of this quality, from 1 to 100. */
    public static JpegArtefacts of(int least, int most) {
        return new JpegArtefacts(least, most);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        int quality = draw.integer(least, most + 1);
        return new Recolor("JpegArtefacts[" + quality + "]", image -> apply(image, quality));
    }

    private Image apply(Image image, int quality) {
        Check.require(image.channels() == 1 || image.channels() == 3, toString(), "the image must have one channel or three", image);
        Image result = JpegLoss.of(image.toBytes(), quality);
        return image.isBytes() ? result : result.toFloats();
    }

    @Override
    public String toString() {
        return "JpegArtefacts[" + Sizes.text(least, most) + "]";
    }
}
