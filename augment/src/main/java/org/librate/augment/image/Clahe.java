package org.librate.augment.image;

import java.util.Locale;
import org.librate.augment.Draw;
import org.librate.augment.Range;
import org.librate.core.Check;

/**
 * Contrast raised in each part of the image on its own, and not without limit (Zuiderveld 1994): the values of each tile are made about as frequent,
 * a value that fills more than {@code limit} times its share of the tile gives the rest to all others, and between the middles of tiles what a value
 * becomes changes smoothly. Of a coloured image the brightness changes, and its colours go with it. Floats come out in steps of 1/255.
 */
public record Clahe(Range limit, int tiles) implements Recolors {

    public Clahe {
        Check.require(limit.low() >= 1, "Clahe", "the limit must be >= 1", limit);
        Check.positive("Clahe", "tiles", tiles);
    }

    /** Up to this limit, with 8 × 8 tiles. */
    public static Clahe of(double most) {
        return new Clahe(Range.of(1, most), 8);
    }

    /** Tiles along each side. */
    public Clahe withTiles(int count) {
        return new Clahe(limit, count);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        double most = draw.from(limit);
        return new Recolor(String.format(Locale.ROOT, "Clahe[%.1f]", most), image -> apply(image, most));
    }

    private Image apply(Image image, double most) {
        Check.require(image.channels() == 1 || image.channels() == 3, toString(), "the image must have one channel or three", image);
        Image bytes = image.toBytes();
        byte[] grey = Grey.of(bytes).bytes();
        byte[] brighter = new byte[grey.length];
        int height = image.height();
        int width = image.width();
        int down = Math.min(tiles, height);
        int across = Math.min(tiles, width);
        byte[][] tables = new byte[down * across][];
        for (int i = 0; i < down; i++) {
            for (int j = 0; j < across; j++) {
                tables[i * across + j] = table(grey, width, i * height / down, (i + 1) * height / down, j * width / across, (j + 1) * width / across,
                        most);
            }
        }
        for (int y = 0; y < height; y++) {
            double row = Math.max(0, Math.min(down - 1.0, (y + 0.5) * down / height - 0.5));
            int upper = (int) row;
            int lower = Math.min(down - 1, upper + 1);
            float below = (float) (row - upper);
            for (int x = 0; x < width; x++) {
                double column = Math.max(0, Math.min(across - 1.0, (x + 0.5) * across / width - 0.5));
                int left = (int) column;
                int right = Math.min(across - 1, left + 1);
                float beside = (float) (column - left);
                int value = grey[y * width + x] & 0xFF;
                float top = (tables[upper * across + left][value] & 0xFF) * (1 - beside) + (tables[upper * across + right][value] & 0xFF) * beside;
                float bottom = (tables[lower * across + left][value] & 0xFF) * (1 - beside) + (tables[lower * across + right][value] & 0xFF) * beside;
                brighter[y * width + x] = (byte) Math.round(top * (1 - below) + bottom * below);
            }
        }
        Image result = image.channels() == 1 ? Image.of(height, width, 1, brighter) : colored(bytes, grey, brighter);
        return image.isBytes() ? result : result.toFloats();
    }

    private static byte[] table(byte[] grey, int width, int top, int bottom, int left, int right, double most) {
        int[] counts = new int[256];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                counts[grey[y * width + x] & 0xFF]++;
            }
        }
        int pixels = (bottom - top) * (right - left);
        int limit = (int) Math.max(1, most * pixels / 256);
        int excess = 0;
        for (int v = 0; v < 256; v++) {
            excess += Math.max(0, counts[v] - limit);
            counts[v] = Math.min(counts[v], limit);
        }
        byte[] table = new byte[256];
        double sum = 0;
        for (int v = 0; v < 256; v++) {
            sum += counts[v] + excess / 256.0;
            table[v] = (byte) Math.min(255, Math.round(sum * 255 / pixels));
        }
        return table;
    }

    /** All three channels by the factor that the brightness changed by. */
    private static Image colored(Image image, byte[] grey, byte[] brighter) {
        byte[] from = image.bytes();
        byte[] into = new byte[from.length];
        for (int i = 0; i < grey.length; i++) {
            int old = grey[i] & 0xFF;
            int now = brighter[i] & 0xFF;
            for (int c = 0; c < 3; c++) {
                int value = from[3 * i + c] & 0xFF;
                into[3 * i + c] = (byte) (old == 0 ? now : Math.min(255, (value * now + old / 2) / old));
            }
        }
        return Image.of(image.height(), image.width(), 3, into);
    }

    @Override
    public String toString() {
        return "Clahe[" + limit + ", tiles=" + tiles + "]";
    }
}
