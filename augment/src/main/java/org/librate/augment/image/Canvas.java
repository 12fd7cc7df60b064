package org.librate.augment.image;

import java.util.Arrays;

/** Pixels of red, green and blue to draw on. What is drawn beyond its edges is not seen. */
final class Canvas {

    private final int height;
    private final int width;
    private final byte[] pixels;

    Canvas(int height, int width, int color) {
        this.height = height;
        this.width = width;
        this.pixels = new byte[Math.multiplyExact(Math.multiplyExact(height, width), 3)];
        for (int i = 0; i < height * width; i++) {
            set(i, color);
        }
    }

    private void set(int at, int color) {
        pixels[3 * at] = (byte) (color >> 16);
        pixels[3 * at + 1] = (byte) (color >> 8);
        pixels[3 * at + 2] = (byte) color;
    }

    void dot(int x, int y, int color) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            set(y * width + x, color);
        }
    }

    /** An image of three channels of bytes. */
    void image(Image image, int left, int top) {
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(image.bytes(), y * image.width() * 3, pixels, ((top + y) * width + left) * 3, image.width() * 3);
        }
    }

    /** A closed line, x, y, x, y, … */
    void line(double[] points, double scale, int color) {
        for (int i = 0; i < points.length; i += 2) {
            int j = (i + 2) % points.length;
            double x = points[i] * scale;
            double y = points[i + 1] * scale;
            double right = points[j] * scale - x;
            double down = points[j + 1] * scale - y;
            int steps = (int) Math.min(4.0 * (width + height), Math.ceil(Math.max(Math.abs(right), Math.abs(down)))) + 1;
            for (int k = 0; k <= steps; k++) {
                dot(inside(x + right * k / steps, width), inside(y + down * k / steps, height), color);
            }
        }
    }

    /** The pixel of a coordinate; the last one's right edge counts as its own, so that a box as large as the image is seen. */
    private static int inside(double at, int size) {
        return at == size ? size - 1 : (int) Math.floor(at);
    }

    void cross(double x, double y, int color) {
        for (int d = -3; d <= 3; d++) {
            dot((int) Math.floor(x) + d, (int) Math.floor(y), color);
            dot((int) Math.floor(x), (int) Math.floor(y) + d, color);
        }
    }

    void text(String text, int left, int top, int color) {
        for (int i = 0; i < text.length(); i++) {
            for (int row = 0; row < Letters.HEIGHT; row++) {
                for (int column = 0; column < Letters.width(); column++) {
                    if (Letters.isSet(text.charAt(i), row, column)) {
                        dot(left + i * Letters.STEP + column, top + row + Letters.below(text.charAt(i)), color);
                    }
                }
            }
        }
    }

    Image image() {
        return Image.of(height, width, 3, Arrays.copyOf(pixels, pixels.length));
    }
}
