package org.librate.augment.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What an image loses when it becomes a JPEG file and is read again, without the file, since nothing is lost by how its numbers are written:
 * brightness and colour apart (ITU-R 601), colour at half the size, the cosine transform of blocks, rounding of its coefficients as the quality says
 * (ITU-T T.81, annex K, scaled as libjpeg does), and all the way back, where colour is enlarged by a triangle filter.
 *
 * <p>Four rows of blocks of colour are worked on at once: enough of them for loops to be long, and few enough to stay in the nearest memory.
 */
final class JpegLoss {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STRIP = 64; // lines
    private static final int[] BRIGHTNESS = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99};
    private static final int[] COLOUR = {
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99};

    // three numbers side by side in lanes of 21 bits: brightness, blueness and redness with 13 bits behind the point; and red, green and blue with
    // 10, 256 larger than they are
    private static final int LANE = 21;
    private static final int FORTH = 13;
    private static final int BACK = 10;
    private static final long BYTES = 0xFFL | 0xFFL << LANE | 0xFFL << 2 * LANE;
    private static final long LIFTED = 0x100L | 0x100L << LANE | 0x100L << 2 * LANE;
    private static final long BEYOND = 3 * LIFTED;
    private static final long GREY = (1L | 1L << LANE | 1L << 2 * LANE) << BACK;
    private static final long[] RED = forth(0.299, -0.168735892, 0.5, true);
    private static final long[] GREEN = forth(0.587, -0.331264108, -0.418687589, false);
    private static final long[] BLUE = forth(0.114, 0.5, -0.081312411, false);
    private static final long[] FROM_BLUENESS = back(0, -0.344136286, 1.772, 256);
    private static final long[] FROM_REDNESS = back(1.402, -0.714136286, 0, 0);
    private static final byte[] CUT = cut();
    private static final int MIDDLE = 8 * 128; // what values are above 0, as the first coefficient of a block has it
    private static final int PAIR = 1 | 1 << 16; // blueness and redness in one number

    private final Image image;
    private final byte[] from;
    private final int height;
    private final int width;
    private final boolean grey;
    private final int across; // blocks of brightness
    private final int colourHeight;
    private final int colourWidth;
    private final int colourAcross;
    private final int[] brightnessSteps;
    private final int[] colourSteps;

    private JpegLoss(Image image, int quality) {
        this.image = image;
        this.from = image.bytes();
        this.height = image.height();
        this.width = image.width();
        this.grey = image.channels() == 1;
        this.across = (width + 7) / 8;
        this.colourHeight = (height + 1) / 2;
        this.colourWidth = (width + 1) / 2;
        this.colourAcross = grey ? 0 : (colourWidth + 7) / 8;
        this.brightnessSteps = scaled(BRIGHTNESS, quality);
        this.colourSteps = scaled(COLOUR, quality);
    }

    /** An image of bytes, of one channel or three; the quality is from 1 to 100. */
    static Image of(Image image, int quality) {
        return new JpegLoss(image, quality).apply();
    }

    private static int[] scaled(int[] steps, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        return Arrays.stream(steps).map(step -> Math.max(1, Math.min(255, (step * percent + 50) / 100))).toArray();
    }

    private Image apply() {
        int strips = (height + STRIP - 1) / STRIP;
        int lines = Math.min(STRIP, (height + 15) / 16 * 16);
        int ofBrightness = lines / 8 * across;
        int ofColour = lines / 16 * colourAcross;
        int count = ofBrightness + 2 * ofColour;
        int[][] blocks = new int[64][count];
        Cosines cosines = new Cosines(count);
        byte[] brightness = new byte[strips * lines * 8 * across];
        int[] colours = new int[strips * lines / 2 * 8 * colourAcross];
        long[][] converted = new long[2][16 * Math.max(colourAcross, (across + 1) / 2)];
        for (int strip = 0; strip < strips; strip++) {
            read(strip * lines, lines, blocks, converted, ofBrightness, ofColour);
            cosines.forward(blocks);
            move(blocks[0], -8 * MIDDLE);
            for (int k = 0; k < 64; k++) {
                round(blocks[k], 0, ofBrightness, brightnessSteps[k]);
                round(blocks[k], ofBrightness, count, colourSteps[k]);
            }
            move(blocks[0], MIDDLE);
            cosines.back(blocks);
            for (int[] place : blocks) {
                cut(place);
            }
            write(strip * lines, lines, blocks, brightness, colours, ofBrightness, ofColour);
        }
        Image result = Image.like(image, height, width);
        for (int y = 0; y < height; y++) {
            if (grey) {
                System.arraycopy(brightness, y * 8 * across, result.bytes(), y * width, width);
            }
        }
        if (!grey) {
            color(brightness, colours, result.bytes());
        }
        return result;
    }

    /** Lines into blocks, brightness first; beyond the edge is what is at the edge. */
    private void read(int first, int lines, int[][] blocks, long[][] converted, int ofBrightness, int ofColour) {
        for (int line = 0; line < lines; line++) {
            long[] values = converted[line % 2];
            if (first + line < height) {
                convert((first + line) * width * image.channels(), values);
            } else {
                System.arraycopy(converted[1 - line % 2], 0, values, 0, values.length);
            }
            spread(values, blocks, line % 8 * 8, line / 8 * across, across);
            if (!grey && line % 2 == 1) {
                int row = line / 2;
                int into = ofBrightness + row / 8 * colourAcross;
                for (int column = 0; column < 8; column++) {
                    int[] place = blocks[row % 8 * 8 + column];
                    if ((first + line) / 2 < colourHeight) {
                        shrink(converted[0], converted[1], column, place, into, into + ofColour, colourAcross);
                    } else {
                        repeat(blocks, row, column, into, ofBrightness, ofColour);
                    }
                }
            }
        }
    }

    /** Below the last line of colour it is as in that line. */
    private void repeat(int[][] blocks, int row, int column, int into, int ofBrightness, int ofColour) {
        int[] above = blocks[(row + 7) % 8 * 8 + column];
        int from = ofBrightness + (row - 1) / 8 * colourAcross;
        System.arraycopy(above, from, blocks[row % 8 * 8 + column], into, colourAcross);
        System.arraycopy(above, from + ofColour, blocks[row % 8 * 8 + column], into + ofColour, colourAcross);
    }

    private void convert(int begin, long[] values) {
        if (grey) {
            for (int x = 0; x < width; x++) {
                values[x] = from[begin + x] & 0xFF;
            }
        } else {
            for (int x = 0, at = begin; x < width; x++, at += 3) {
                values[x] = RED[from[at] & 0xFF] + GREEN[from[at + 1] & 0xFF] + BLUE[from[at + 2] & 0xFF] >>> FORTH & BYTES;
            }
        }
        Arrays.fill(values, width, values.length, values[width - 1]);
    }

    private static void spread(long[] values, int[][] blocks, int place, int begin, int across) {
        int[] a = blocks[place];
        int[] b = blocks[place + 1];
        int[] c = blocks[place + 2];
        int[] d = blocks[place + 3];
        int[] e = blocks[place + 4];
        int[] f = blocks[place + 5];
        int[] g = blocks[place + 6];
        int[] h = blocks[place + 7];
        for (int i = begin, x = 0; i < begin + across; i++, x += 8) {
            a[i] = (int) values[x] & 0xFF;
            b[i] = (int) values[x + 1] & 0xFF;
            c[i] = (int) values[x + 2] & 0xFF;
            d[i] = (int) values[x + 3] & 0xFF;
            e[i] = (int) values[x + 4] & 0xFF;
            f[i] = (int) values[x + 5] & 0xFF;
            g[i] = (int) values[x + 6] & 0xFF;
            h[i] = (int) values[x + 7] & 0xFF;
        }
    }

    /** The mean of two by two; halves go down and up in turn. */
    private static void shrink(long[] upper, long[] lower, int column, int[] place, int blueness, int redness, int across) {
        int up = 1 + column % 2;
        for (int block = 0; block < across; block++) {
            int x = 16 * block + 2 * column;
            long sum = upper[x] + upper[x + 1] + lower[x] + lower[x + 1];
            place[blueness + block] = ((int) (sum >>> LANE) & 0x3FF) + up >> 2;
            place[redness + block] = ((int) (sum >>> 2 * LANE) & 0x3FF) + up >> 2;
        }
    }

    /** Coefficients, eight times as large as they are, to the nearest multiples of a step. */
    static void round(int[] values, int begin, int end, int step) {
        // x / (8 step) is x · factor / 2^bits exactly for all x below 2^14, which no coefficient and half a step exceed
        int bits = 14 + 32 - Integer.numberOfLeadingZeros(8 * step - 1);
        int factor = (int) (((1L << bits) + 8L * step - 1) / (8L * step));
        int half = 4 * step;
        for (int i = begin; i < end; i++) {
            int sign = values[i] >> 31;
            int size = (values[i] ^ sign) - sign;
            values[i] = (((size + half) * factor >> bits) * step ^ sign) - sign;
        }
    }

    private void write(int first, int lines, int[][] blocks, byte[] brightness, int[] colours, int ofBrightness, int ofColour) {
        for (int line = 0; line < lines; line++) {
            gather(blocks, line % 8 * 8, line / 8 * across, across, brightness, (first + line) * 8 * across);
        }
        for (int row = 0; row < lines / 2 && !grey; row++) {
            for (int column = 0; column < 8; column++) {
                int at = ofBrightness + row / 8 * colourAcross;
                gather(blocks[row % 8 * 8 + column], at, at + ofColour, colourAcross, colours, (first / 2 + row) * 8 * colourAcross + column);
            }
        }
    }

    private static void gather(int[][] blocks, int place, int begin, int across, byte[] into, int to) {
        int[] a = blocks[place];
        int[] b = blocks[place + 1];
        int[] c = blocks[place + 2];
        int[] d = blocks[place + 3];
        int[] e = blocks[place + 4];
        int[] f = blocks[place + 5];
        int[] g = blocks[place + 6];
        int[] h = blocks[place + 7];
        for (int i = begin, at = to; i < begin + across; i++, at += 8) {
            INTS.set(into, at, a[i] | b[i] << 8 | c[i] << 16 | d[i] << 24);
            INTS.set(into, at + 4, e[i] | f[i] << 8 | g[i] << 16 | h[i] << 24);
        }
    }

    private static void gather(int[] place, int blueness, int redness, int across, int[] into, int at) {
        for (int block = 0; block < across; block++) {
            into[at + 8 * block] = place[blueness + block] | place[redness + block] << 16;
        }
    }

    /** To what a byte holds; by signs, as the compiler makes no wide instructions of max and min here. */
    private static void cut(int[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] | 255 - values[i] >> 31) & ~(values[i] >> 31) & 255;
        }
    }

    private static void move(int[] values, int by) {
        for (int i = 0; i < values.length; i++) {
            values[i] += by;
        }
    }

    private void color(byte[] brightness, int[] colours, byte[] into) {
        int stride = 8 * colourAcross;
        int[] sums = new int[colourWidth + 2];
        int[] line = new int[2 * colourWidth];
        for (int y = 0; y < height; y++) {
            int near = y / 2;
            int far = Math.max(0, Math.min(colourHeight - 1, y % 2 == 0 ? near - 1 : near + 1));
            if (colourWidth > 2) {
                enlarge(colours, near * stride, far * stride, sums, line, colourWidth);
            } else {
                for (int x = 0; x < line.length; x++) { // so small ones are only repeated, as libjpeg has it
                    line[x] = colours[near * stride + x / 2];
                }
            }
            join(brightness, y * 8 * across, line, into, y * width * 3, width);
        }
    }

    /** Three parts of the nearer and one of the farther, down and across. */
    private static void enlarge(int[] colours, int near, int far, int[] sums, int[] line, int count) {
        for (int x = 0; x < count; x++) {
            sums[x + 1] = 3 * colours[near + x] + colours[far + x];
        }
        sums[0] = sums[1];
        sums[count + 1] = sums[count];
        for (int x = 0; x < count; x++) {
            int three = 3 * sums[x + 1];
            line[2 * x] = three + sums[x] + 8 * PAIR >>> 4;
            line[2 * x + 1] = three + sums[x + 2] + 7 * PAIR >>> 4;
        }
    }

    private static void join(byte[] brightness, int begin, int[] line, byte[] into, int to, int width) {
        int at = to;
        for (int x = 0; x < width; x++, at += 3) {
            int colour = line[x];
            long pixel = (brightness[begin + x] & 0xFF) * GREY + FROM_BLUENESS[colour & 0xFF] + FROM_REDNESS[colour >>> 16 & 0xFF] >>> BACK;
            if ((pixel & BEYOND) == LIFTED && at + 4 <= into.length) { // nothing to be cut off; the next pixel overwrites the fourth byte
                INTS.set(into, at, (int) (pixel & 0xFF | pixel >>> LANE - 8 & 0xFF00 | pixel >>> 2 * LANE - 16 & 0xFF0000));
            } else {
                into[at] = CUT[(int) pixel & 0x3FF];
                into[at + 1] = CUT[(int) (pixel >>> LANE) & 0x3FF];
                into[at + 2] = CUT[(int) (pixel >>> 2 * LANE) & 0x3FF];
            }
        }
    }

    /** What a value of one channel adds to each lane; with what rounds and what lifts colours to the middle. */
    private static long[] forth(double brightness, double blueness, double redness, boolean withRest) {
        long[] table = new long[256];
        long half = 1L << FORTH - 1;
        for (int v = 0; v < table.length; v++) {
            table[v] = Math.round(brightness * v * (1 << FORTH)) + (Math.round(blueness * v * (1 << FORTH)) << LANE)
                    + (Math.round(redness * v * (1 << FORTH)) << 2 * LANE);
            if (withRest) {
                long middle = (128L << FORTH) + half - 1; // halves go down, as grey is to stay grey
                table[v] += half + (middle << LANE) + (middle << 2 * LANE);
            }
        }
        return table;
    }

    private static long[] back(double red, double green, double blue, int lift) {
        long[] table = new long[256];
        for (int v = 0; v < table.length; v++) {
            long r = Math.round(red * (v - 128)) + lift << BACK;
            long g = Math.round((green * (v - 128) + lift) * (1 << BACK)) + (lift > 0 ? 1 << BACK - 1 : 0);
            long b = Math.round(blue * (v - 128)) + lift << BACK;
            table[v] = r + (g << LANE) + (b << 2 * LANE);
        }
        return table;
    }

    private static byte[] cut() {
        byte[] table = new byte[1024];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) Math.max(0, Math.min(255, i - 256));
        }
        return table;
    }
}
