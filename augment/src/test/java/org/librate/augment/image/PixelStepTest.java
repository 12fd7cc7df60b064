package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many pixels at once become what each of them does alone. */
class PixelStepTest {

    private static final int[][] SIZES = {{1, 1}, {1, 2}, {1, 3}, {3, 1}, {1, 5}, {7, 9}, {13, 17}, {32, 32}, {33, 95}, {41, 53}, {1, 1025}};

    private static List<PixelStep> steps(Random random) {
        return List.of(Slope.of(1, 0), Slope.of(1.2, 0), Slope.of(0.7, 0), Slope.of(0, 0), Slope.of(0, 77.3), Slope.of(1.4, -51.3),
                Slope.of(0.6, 48.7), Slope.of(90, -9000),
                Slope.of(127, 0), Slope.of(500, -60000), Slope.of(1e9, -1e9), Slope.of(4 * random.nextDouble(), 400 * random.nextDouble() - 200),
                new Saturation.Step(0), new Saturation.Step(65536), new Saturation.Step(random.nextInt(400_000)), new Saturation.Step(120 << 16),
                new Hue.Step(0), new Hue.Step(1), new Hue.Step(24575), new Hue.Step(12288), new Hue.Step(random.nextInt(24576)));
    }

    private static byte[] bytes(Random random, int size, int spread) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            // with two values there are many ties
            bytes[i] = (byte) (spread == 256 ? random.nextInt(256) : 255 * random.nextInt(spread) / (spread - 1));
        }
        return bytes;
    }

    @Test void many_pixels_become_what_one_does() {
        Random random = new Random(1);
        for (int[] size : SIZES) {
            for (int spread : new int[] {2, 3, 256}) {
                byte[] from = bytes(random, size[0] * size[1] * 3, spread);
                for (PixelStep step : steps(random)) {
                    byte[] into = new byte[from.length];
                    PixelBlock.run(List.of(step), from, into);
                    assertThat(into).as("%s × %s, %s", size[0], size[1], step).isEqualTo(alone(step, from));
                    byte[] same = from.clone();
                    PixelBlock.run(List.of(step, step), same, same);
                    assertThat(same).as("in place, twice: %s", step).isEqualTo(alone(step, alone(step, from)));
                }
            }
        }
    }

    private static byte[] alone(PixelStep step, byte[] from) {
        byte[] into = new byte[from.length];
        for (int i = 0; i < from.length; i += 3) {
            int pixel = step.of(from[i] & 0xFF | (from[i + 1] & 0xFF) << 8 | (from[i + 2] & 0xFF) << 16);
            for (int c = 0; c < 3; c++) {
                into[i + c] = (byte) (pixel >> 8 * c);
            }
        }
        return into;
    }

    @Test void bytes_of_any_number_of_channels_become_what_one_does() {
        Random random = new Random(2);
        for (int size : new int[] {1, 2, 3, 4, 5, 7, 8, 63, 4095, 4096, 4099, 9001}) {
            byte[] from = bytes(random, size, 256);
            for (PixelStep step : steps(random)) {
                if (step instanceof Slope slope) {
                    byte[] into = new byte[size];
                    slope.apply(from, into);
                    for (int i = 0; i < size; i++) {
                        assertThat(into[i] & 0xFF).as("%s of %s", slope, from[i] & 0xFF).isEqualTo(slope.at(from[i] & 0xFF));
                    }
                }
            }
        }
    }

    @Test void a_slope_is_the_number_rounded() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            double factor = 3 * random.nextDouble();
            double offset = 300 * random.nextDouble() - 150;
            Slope slope = Slope.of(factor, offset);
            for (int v = 0; v < 256; v++) {
                double exact = Math.max(0, Math.min(255, factor * v + offset));
                assertThat(Math.abs(slope.at(v) - exact)).as("%s × %s + %s", factor, v, offset).isLessThan(0.51);
            }
        }
        assertThat(Slope.of(1.5, -3.25)).hasToString("Slope[1.5, -3.25]");
    }

    /** All colours in steps, by the formula for floats. */
    @Test void a_turn_is_the_number_rounded() {
        byte[] colors = new byte[18 * 18 * 18 * 3];
        for (int i = 0; i < colors.length / 3; i++) {
            colors[3 * i] = (byte) (i % 18 * 15);
            colors[3 * i + 1] = (byte) (i / 18 % 18 * 15);
            colors[3 * i + 2] = (byte) (i / 324 * 15);
        }
        Image image = Image.of(18, 18 * 18, 3, colors);
        for (double turn : new double[] {-0.5, -0.31, -0.05, 0.01, 0.25, 0.5}) {
            byte[] bytes = Tone.apply(image, List.of(Hue.tone(turn))).bytes();
            float[] floats = Tone.apply(image.toFloats(), List.of(Hue.tone(turn))).floats();
            for (int i = 0; i < bytes.length; i++) {
                assertThat(Math.abs((bytes[i] & 0xFF) - 255 * floats[i])).as("%s, value %s", turn, i).isLessThan(0.54f);
            }
        }
    }

    @Test void sums_and_counts_are_those_of_each_byte() {
        Random random = new Random(6);
        for (int size : new int[] {1, 2, 3, 4, 5, 7, 255, 256, 257, 1000, 270_001}) {
            for (int channels = 1; channels <= 4; channels++) {
                byte[] bytes = bytes(random, size * channels, 256);
                double[] sums = new double[channels];
                int[][] counts = new int[channels][256];
                for (int i = 0; i < bytes.length; i++) {
                    sums[i % channels] += bytes[i] & 0xFF;
                    counts[i % channels][bytes[i] & 0xFF]++;
                }
                double sum = channels == 3 ? 3 * (0.299 * sums[0] + 0.587 * sums[1] + 0.114 * sums[2]) : Arrays.stream(sums).sum();
                assertThat(Grey.mean(bytes, channels)).as("%s pixels of %s", size, channels).isCloseTo(sum / (255.0 * bytes.length), within(1e-9));
                assertThat(Histogram.counts(bytes, channels)).isDeepEqualTo(counts);
            }
        }
    }
}
