package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * A window of a fixed size, somewhere in the image, which may be padded before.
 *
 * <pre>{@code
 * RandomCrop.of(32).withPadding(4)     // as small images are often trained on
 * }</pre>
 */
public record RandomCrop(int height, int width, int padding, Border border) implements Moves {

    public RandomCrop {
        Check.positive("RandomCrop", "height", height);
        Check.positive("RandomCrop", "width", width);
        Check.notNegative("RandomCrop", "padding", padding);
    }

    public static RandomCrop of(int height, int width) {
        return new RandomCrop(height, width, 0, Border.black());
    }

    public static RandomCrop of(int size) {
        return of(size, size);
    }

    /** So many pixels more on each side, before it is cropped. */
    public RandomCrop withPadding(int pixels) {
        return new RandomCrop(height, width, pixels, border);
    }

    /** What the padding is. */
    public RandomCrop withBorder(Border other) {
        return new RandomCrop(height, width, padding, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        Check.require(image.height() + 2 * padding >= height && image.width() + 2 * padding >= width, toString(),
                "the image must be at least as large as the crop", image,
                "Use withPadding(..), or Pad.toAtLeast(" + height + ", " + width + ") before it.");
        int top = draw.integer(-padding, image.height() + padding - height + 1);
        int left = draw.integer(-padding, image.width() + padding - width + 1);
        return Grid.window("RandomCrop", image, top, left, height, width, border);
    }

    @Override
    public String toString() {
        return "RandomCrop[" + height + " × " + width + (padding == 0 ? "" : ", padding=" + padding)
                + (border.equals(Border.black()) ? "" : ", " + border) + "]";
    }
}
