package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * More pixels around the image: so many on each side, or as many as are missing to a size, half of them on each side.
 *
 * @param height at least so high afterwards
 */
public record Pad(int top, int left, int bottom, int right, int height, int width, Border border) implements Moves {

    public Pad {
        Check.require(top >= 0 && left >= 0 && bottom >= 0 && right >= 0 && height >= 0 && width >= 0, "Pad", "sizes must be >= 0",
                top + ", " + left + ", " + bottom + ", " + right + ", " + height + ", " + width);
    }

    /** So many pixels on each side. */
    public static Pad of(int pixels) {
        return of(pixels, pixels, pixels, pixels);
    }

    public static Pad of(int top, int left, int bottom, int right) {
        return new Pad(top, left, bottom, right, 0, 0, Border.black());
    }

    /** As many as are missing. */
    public static Pad toAtLeast(int height, int width) {
        return new Pad(0, 0, 0, 0, height, width, Border.black());
    }

    public Pad withBorder(Border other) {
        return new Pad(top, left, bottom, right, height, width, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        int missingY = Math.max(0, height - image.height() - top - bottom);
        int missingX = Math.max(0, width - image.width() - left - right);
        return Grid.window("Pad", image, -top - missingY / 2, -left - missingX / 2, image.height() + top + bottom + missingY,
                image.width() + left + right + missingX, border);
    }

    @Override
    public String toString() {
        String what = height > 0 || width > 0 ? "to at least " + height + " × " + width : top + ", " + left + ", " + bottom + ", " + right;
        return "Pad[" + what + (border.equals(Border.black()) ? "" : ", " + border) + "]";
    }
}
