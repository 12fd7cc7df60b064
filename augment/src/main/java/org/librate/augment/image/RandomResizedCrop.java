package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/**
 * A window of random size and shape, brought to a fixed size (Szegedy et al. 2015): from 8 % to all of the image's area, from 3:4 to 4:3, unless said
 * otherwise. If none of ten draws fits into the image, it is the largest one in its middle whose shape is allowed.
 */
public record RandomResizedCrop(int height, int width, Range area, Range shape, Interpolation interpolation) implements Moves {

    private static final int DRAWS = 10;

    public RandomResizedCrop {
        Check.positive("RandomResizedCrop", "height", height);
        Check.positive("RandomResizedCrop", "width", width);
        Check.require(area.low() > 0 && area.high() <= 1, "RandomResizedCrop", "the part of the area must be in (0, 1]", area);
        Check.require(shape.low() > 0, "RandomResizedCrop", "the shape, width by height, must be > 0", shape);
    }

    public static RandomResizedCrop of(int height, int width) {
        return new RandomResizedCrop(height, width, Range.of(0.08, 1), Range.of(3.0 / 4, 4.0 / 3), Interpolation.BILINEAR);
    }

    public static RandomResizedCrop of(int size) {
        return of(size, size);
    }

    /** Which part of the image's area. */
    public RandomResizedCrop withArea(double least, double most) {
        return new RandomResizedCrop(height, width, Range.of(least, most), shape, interpolation);
    }

    /** Width by height. */
    public RandomResizedCrop withShape(double least, double most) {
        return new RandomResizedCrop(height, width, area, Range.of(least, most), interpolation);
    }

    public RandomResizedCrop withInterpolation(Interpolation other) {
        return new RandomResizedCrop(height, width, area, shape, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        for (int i = 0; i < DRAWS; i++) {
            double size = draw.from(area) * image.height() * image.width();
            double ratio = draw.logarithmic(shape);
            int wide = (int) Math.round(Math.sqrt(size * ratio));
            int high = (int) Math.round(Math.sqrt(size / ratio));
            if (wide >= 1 && high >= 1 && wide <= image.width() && high <= image.height()) {
                return window(image, draw.integer(0, image.height() - high + 1), draw.integer(0, image.width() - wide + 1), high, wide);
            }
        }
        double ratio = Math.max(shape.low(), Math.min(shape.high(), (double) image.width() / image.height()));
        int wide = (int) Math.max(1, Math.min(image.width(), Math.round(image.height() * ratio)));
        int high = (int) Math.max(1, Math.min(image.height(), Math.round(image.width() / ratio)));
        return window(image, (image.height() - high) / 2, (image.width() - wide) / 2, high, wide);
    }

    private Geometry window(Image image, int top, int left, int high, int wide) {
        return new Chain(Grid.window("RandomResizedCrop", image, top, left, high, wide, Border.black()),
                new Scaling("Resize", high, wide, height, width, interpolation, true));
    }

    @Override
    public String toString() {
        return "RandomResizedCrop[" + height + " × " + width + ", area=" + area + ", shape=" + shape
                + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation) + "]";
    }
}
