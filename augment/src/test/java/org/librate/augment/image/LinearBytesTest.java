package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fast ways between bytes give what the plain definition gives, byte for byte. */
class LinearBytesTest {

    private static final Border[] BORDERS = {Border.black(), Border.constant(0.4), Border.reflect(), Border.edge(), Border.wrap()};
    private static final double PIXEL = 4294967296.0;

    private static Image image(Random random, int channels) {
        int height = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(20);
        int width = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(40);
        byte[] bytes = new byte[height * width * channels];
        random.nextBytes(bytes);
        return Image.of(height, width, channels, bytes);
    }

    private static LinearBytes taps(Image image, Border border) {
        return new LinearBytes(image, border, border.color(image, Layer.Kind.IMAGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void straight_lines_are_read_as_defined(int channels) {
        Random random = new Random(channels);
        for (int round = 0; round < 600; round++) {
            Image image = image(random, channels);
            LinearBytes taps = taps(image, BORDERS[round % BORDERS.length]);
            int count = 1 + random.nextInt(50);
            double x = (random.nextDouble() * 1.5 - 0.25) * image.width();
            double y = (random.nextDouble() * 1.5 - 0.25) * image.height();
            double stepX = random.nextInt(3) == 0 ? random.nextInt(3) - 1 : random.nextGaussian();
            double stepY = random.nextInt(3) == 0 ? 0 : random.nextGaussian() / 2;
            Image result = Image.of(1, count + 2, channels, new byte[(count + 2) * channels]);
            taps.straight(x, y, stepX, stepY, count, result, 1);
            byte[] expected = new byte[(count + 2) * channels];
            for (int i = 0; i < count; i++) {
                long atX = (long) (x * PIXEL) + (1L << 25) + i * (long) (stepX * PIXEL);
                long atY = (long) (y * PIXEL) + (1L << 25) + i * (long) (stepY * PIXEL);
                taps.mixed((int) (atX >> 32), (int) (atY >> 32), (int) (atX >> 26) & 63, (int) (atY >> 26) & 63, expected, (1 + i) * channels);
            }
            same(result.bytes(), expected, count * channels + channels);
        }
    }

    /** The byte after the last pixel belongs to whoever writes next. */
    private static void same(byte[] got, byte[] expected, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(got[i]).as("byte %s", i).isEqualTo(expected[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void places_are_read_as_defined(int channels) {
        Random random = new Random(10 + channels);
        for (int round = 0; round < 400; round++) {
            Image image = image(random, channels);
            LinearBytes taps = taps(image, BORDERS[round % BORDERS.length]);
            int count = 1 + random.nextInt(50);
            float[] xs = new float[count];
            float[] ys = new float[count];
            byte[] expected = new byte[count * channels];
            for (int i = 0; i < count; i++) {
                int x = random.nextInt(64 * (image.width() + 6)) - 192;
                int y = random.nextInt(64 * (image.height() + 6)) - 192;
                xs[i] = x / 64f;
                ys[i] = y / 64f;
                taps.mixed(x >> 6, y >> 6, x & 63, y & 63, expected, i * channels);
            }
            Image result = Image.of(1, count, channels, new byte[count * channels]);
            taps.line(xs, ys, count, result, 0);
            assertThat(result.bytes()).isEqualTo(expected);
        }
    }

    /** What is defined is bilinear: rounding to quarters and to bytes is off by less than a step. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void the_definition_is_within_one_of_exact_numbers(int channels) {
        Random random = new Random(20 + channels);
        byte[] bytes = new byte[2 * 2 * channels];
        byte[] into = new byte[channels];
        for (int round = 0; round < 1000; round++) {
            random.nextBytes(bytes);
            int right = random.nextInt(64);
            int below = random.nextInt(64);
            taps(Image.of(2, 2, channels, bytes), Border.edge()).mixed(0, 0, right, below, into, 0);
            for (int c = 0; c < channels; c++) {
                double upper = (bytes[c] & 0xFF) * (1 - right / 64.0) + (bytes[channels + c] & 0xFF) * right / 64.0;
                double lower = (bytes[2 * channels + c] & 0xFF) * (1 - right / 64.0) + (bytes[3 * channels + c] & 0xFF) * right / 64.0;
                assertThat((double) (into[c] & 0xFF)).isCloseTo(upper * (1 - below / 64.0) + lower * below / 64.0, within(0.63));
            }
        }
    }

    /**
     * Pieces of straight lines stand for a perspective: they may be half a 64th off, and rounded by as much, each way, which on noise is eight steps.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.2, 1.0 / 3})
    void a_perspective_is_what_floats_make_of_it(double most) {
        Random random = new Random(30);
        for (int round = 0; round < 6; round++) {
            int height = 90;
            int width = 61 + 40 * round;
            byte[] bytes = new byte[height * width * 3];
            random.nextBytes(bytes);
            Image image = Image.of(height, width, 3, bytes);
            double[] to = {0, 0, width, 0, width, height, 0, height};
            double[] from = to.clone();
            for (int i = 0; i < 8; i++) {
                double side = i % 2 == 0 ? width : height;
                from[i] += (from[i] == 0 ? 1 : -1) * random.nextDouble() * most * side;
            }
            Projection projection = new Projection("", Matrix.fourPoints(from, to), height, width, height, width, Interpolation.BILINEAR,
                    Border.reflect());
            byte[] ours = projection.move(image, Layer.Kind.IMAGE).bytes();
            float[] exact = projection.move(image.toFloats(), Layer.Kind.IMAGE).floats();
            for (int i = 0; i < ours.length; i++) {
                assertThat((double) (ours[i] & 0xFF)).isCloseTo(255 * exact[i], within(2 * 255 / 64.0 + 1));
            }
        }
    }
}
