package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/** The window in the middle of the image. */
public record CenterCrop(int height, int width) implements Moves {

    public CenterCrop {
        Check.positive("CenterCrop", "height", height);
        Check.positive("CenterCrop", "width", width);
    }

    public static CenterCrop of(int height, int width) {
        return new CenterCrop(height, width);
    }

    public static CenterCrop of(int size) {
        return of(size, size);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        Check.require(image.height() >= height && image.width() >= width, toString(), "the image must be at least as large as the crop", image,
                "Use Pad.toAtLeast(" + height + ", " + width + ") before it.");
        return Grid.window("CenterCrop", image, (image.height() - height) / 2, (image.width() - width) / 2, height, width, Border.black());
    }

    @Override
    public String toString() {
        return "CenterCrop[" + height + " × " + width + "]";
    }
}
