package org.librate.augment.image;

import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * A random window that holds all boxes (and polygons and visible keypoints) wholly, brought to a fixed size. Without any, any window of at least a
 * tenth of each side.
 */
public record BoxSafeCrop(int height, int width, Interpolation interpolation) implements Moves {

    private static final double LEAST = 0.1;

    public BoxSafeCrop {
        Check.positive("BoxSafeCrop", "height", height);
        Check.positive("BoxSafeCrop", "width", width);
    }

    public static BoxSafeCrop of(int height, int width) {
        return new BoxSafeCrop(height, width, Interpolation.BILINEAR);
    }

    public static BoxSafeCrop of(int size) {
        return of(size, size);
    }

    public BoxSafeCrop withInterpolation(Interpolation other) {
        return new BoxSafeCrop(height, width, other);
    }

    @Override
    public Geometry draw(Sample sample, Draw draw) {
        Image image = sample.image();
        double[] x = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] y = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        sample.boxes().forEach(box -> {
            hold(x, box.left(), box.right());
            hold(y, box.top(), box.bottom());
        });
        sample.polygons().forEach(polygon -> {
            double[] points = polygon.points();
            for (int i = 0; i < points.length; i += 2) {
                hold(x, points[i], points[i]);
                hold(y, points[i + 1], points[i + 1]);
            }
        });
        sample.keypoints().stream().filter(Keypoint::visible).forEach(point -> {
            hold(x, point.x(), point.x());
            hold(y, point.y(), point.y());
        });
        int[] across = window(x, image.width(), draw);
        int[] down = window(y, image.height(), draw);
        Grid window = Grid.window("BoxSafeCrop", image, down[0], across[0], down[1] - down[0], across[1] - across[0], Border.black());
        return new Chain(window, new Scaling("Resize", window.height(), window.width(), height, width, interpolation, true));
    }

    private static void hold(double[] range, double from, double to) {
        range[0] = Math.min(range[0], from);
        range[1] = Math.max(range[1], to);
    }

    /** From somewhere before all there is to somewhere after it. */
    private static int[] window(double[] held, int size, Draw draw) {
        if (held[0] > held[1]) {
            int length = (int) Math.max(1, Math.round(size * draw.uniform(LEAST, 1)));
            int begin = draw.integer(0, size - length + 1);
            return new int[] {begin, begin + length};
        }
        int first = (int) Math.max(0, Math.min(size - 1, Math.floor(held[0])));
        int last = (int) Math.max(first + 1, Math.min(size, Math.ceil(held[1])));
        return new int[] {draw.integer(0, first + 1), draw.integer(last, size + 1)};
    }

    @Override
    public String toString() {
        return "BoxSafeCrop[" + height + " × " + width + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation) + "]";
    }
}
