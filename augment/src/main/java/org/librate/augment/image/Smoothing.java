package org.librate.augment.image;

/**
 * Means of bytes with weights that are the same to both sides, along lines and then along columns, in whole numbers of 16 bits: a weight is so many
 * 256ths, and among many weights also a fraction of a 256th; sums of both are kept apart. All weights together are exactly 1, so that what is plain
 * stays as it is. After lines and after columns sums are rounded to whole bytes. Beyond the edge it is as in a mirror.
 */
final class Smoothing {

    static final int MOST = 63; // weights: of more, too little would be left for the fractions

    private static final int SHORT = 15; // so few weights are large enough to be whole 256ths, and what each loses goes to the next

    private static final Border MIRROR = Border.reflect();

    private final int reach;
    private final int bits; // of the fractions of 256ths
    private final int[] whole; // from the middle weight on
    private final int[] part;

    /** At most {@link #MOST} weights, of odd number, that are not negative and sum to 1. */
    Smoothing(float[] weights) {
        this.reach = weights.length / 2;
        int fits = 0;
        while (weights.length > SHORT && fits < 7 && weights.length * ((2 << fits) - 1) <= 257) { // such sums of fractions of white stay below 2^16
            fits++;
        }
        this.bits = fits;
        this.whole = new int[reach + 1];
        this.part = new int[reach + 1];
        int left = 256 << bits;
        double owed = 0; // what rounding took from one weight goes to the next
        for (int k = reach; k >= 0; k--) {
            double exact = (double) weights[reach + k] * (256 << bits) + owed;
            int rounded = k == 0 ? left : (int) Math.min(left / 2, Math.round(exact));
            owed = exact - rounded;
            left -= 2 * rounded;
            whole[k] = rounded >> bits;
            part[k] = rounded & (1 << bits) - 1;
        }
    }

    /** What all of {@link #apply} must equal, for a line or a column of bytes: the mean around a place. */
    int mean(int[] values, int place) {
        int wholes = 128;
        int parts = 0;
        for (int k = -reach; k <= reach; k++) {
            int value = values[MIRROR.place(place + k, values.length)];
            wholes += whole[Math.abs(k)] * value;
            parts += part[Math.abs(k)] * value;
        }
        return wholes + (parts >> bits) >> 8;
    }

    Image apply(Image image) {
        int height = image.height();
        int width = image.width();
        int channels = image.channels();
        int row = width * channels;
        Image result = Image.like(image, height, width);
        Wide coder = new Wide();
        char[] wide = new char[row + 2 * reach * channels];
        char[] left = new char[row];
        char[] right = new char[row];
        char[] wholes = new char[row];
        char[] parts = new char[row];
        char[][] lines = new char[2 * reach + 1][row]; // each in the place of its number modulo their count
        int done = -reach;
        for (int y = 0; y < height; y++) {
            for (; done <= y + reach; done++) {
                coder.read(image.bytes(), MIRROR.place(done, height) * row, row, wide, reach * channels);
                mirror(wide, width, channels);
                // neighbours are copied to where their sums belong: the compiler widens loops over equal places only
                System.arraycopy(wide, reach * channels, left, 0, row);
                begin(left, wholes, parts);
                for (int k = 1; k <= reach; k++) {
                    System.arraycopy(wide, (reach - k) * channels, left, 0, row);
                    System.arraycopy(wide, (reach + k) * channels, right, 0, row);
                    add(k, left, right, wholes, parts);
                }
                end(wholes, parts, line(lines, done));
            }
            begin(line(lines, y), wholes, parts);
            for (int k = 1; k <= reach; k++) {
                add(k, line(lines, y - k), line(lines, y + k), wholes, parts);
            }
            end(wholes, parts, left);
            coder.write(left, row, result.bytes(), y * row);
        }
        return result;
    }

    private void mirror(char[] wide, int width, int channels) {
        int offset = reach * channels;
        for (int x = 1; x <= reach; x++) {
            System.arraycopy(wide, offset + MIRROR.place(-x, width) * channels, wide, offset - x * channels, channels);
            System.arraycopy(wide, offset + MIRROR.place(width - 1 + x, width) * channels, wide, offset + (width - 1 + x) * channels, channels);
        }
    }

    private void begin(char[] values, char[] wholes, char[] parts) {
        weigh(values, whole[0], 128, wholes);
        if (bits > 0) {
            weigh(values, part[0], 0, parts);
        }
    }

    private static char[] line(char[][] lines, int number) {
        return lines[Math.floorMod(number, lines.length)];
    }

    /** Both neighbours at distance k. Each sum has a loop of its own, which together take less time than one that writes two arrays. */
    private void add(int k, char[] one, char[] other, char[] wholes, char[] parts) {
        add(one, other, whole[k], wholes);
        if (part[k] != 0) {
            add(one, other, part[k], parts);
        }
    }

    private static void weigh(char[] values, int weight, int more, char[] sums) {
        for (int i = 0; i < values.length; i++) {
            sums[i] = (char) (more + weight * values[i]);
        }
    }

    private static void add(char[] left, char[] right, int weight, char[] sums) {
        for (int i = 0; i < left.length; i++) {
            sums[i] = (char) (sums[i] + weight * (left[i] + right[i]));
        }
    }

    /** In two loops, as only a value that comes from memory can be shifted in 16 bits. */
    private void end(char[] wholes, char[] parts, char[] into) {
        int shift = bits;
        if (shift > 0) {
            for (int i = 0; i < into.length; i++) {
                wholes[i] = (char) (wholes[i] + (parts[i] >>> shift));
            }
        }
        for (int i = 0; i < into.length; i++) {
            into[i] = (char) (wholes[i] >>> 8);
        }
    }
}
