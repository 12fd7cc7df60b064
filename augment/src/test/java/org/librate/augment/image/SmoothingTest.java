package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothingTest {

    private static Image image(Random random, int height, int width, int channels) {
        byte[] bytes = new byte[height * width * channels];
        random.nextBytes(bytes);
        return Image.of(height, width, channels, bytes);
    }

    private static float[] bell(int count, double deviation) {
        float[] weights = new float[count];
        double sum = 0;
        for (int k = 0; k < count; k++) {
            weights[k] = (float) Math.exp(-Math.pow(k - count / 2, 2) / (2 * deviation * deviation));
            sum += weights[k];
        }
        for (int k = 0; k < count; k++) {
            weights[k] /= (float) sum;
        }
        return weights;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 11, 15, 17, 31, 63})
    void is_what_it_is_defined_to_be(int count) {
        Random random = new Random(count);
        for (int round = 0; round < 20; round++) {
            Image image = image(random, 1 + random.nextInt(round % 3 == 0 ? 1 : 20), 1 + random.nextInt(round % 4 == 0 ? 1 : 70), 1 + round % 5);
            Smoothing smoothing = new Smoothing(bell(count, 0.3 + count / 5.0 * random.nextDouble()));
            assertThat(smoothing.apply(image).bytes()).isEqualTo(plain(smoothing, image));
        }
    }

    private static byte[] plain(Smoothing smoothing, Image image) {
        int channels = image.channels();
        byte[] into = image.bytes().clone();
        int[] line = new int[image.width()];
        int[] column = new int[image.height()];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < image.width(); x++) {
                    line[x] = into[(y * image.width() + x) * channels + c] & 0xFF;
                }
                for (int x = 0; x < image.width(); x++) {
                    into[(y * image.width() + x) * channels + c] = (byte) smoothing.mean(line, x);
                }
            }
            for (int x = 0; x < image.width(); x++) {
                for (int y = 0; y < image.height(); y++) {
                    column[y] = into[(y * image.width() + x) * channels + c] & 0xFF;
                }
                for (int y = 0; y < image.height(); y++) {
                    into[(y * image.width() + x) * channels + c] = (byte) smoothing.mean(column, y);
                }
            }
        }
        return into;
    }

    @Test void what_is_plain_stays_as_it_is() {
        for (int count = 1; count <= Smoothing.MOST; count += 2) {
            float[] equal = new float[count];
            Arrays.fill(equal, 1f / count);
            for (int value : new int[] {0, 1, 128, 255}) {
                assertThat(new Smoothing(equal).mean(new int[] {value, value, value}, 1)).isEqualTo(value);
                assertThat(new Smoothing(bell(count, 2)).mean(new int[] {value, value, value}, 1)).isEqualTo(value);
            }
        }
    }

    /** Against floats, on noise, which shows most: at most 2 steps, and a third of one on average. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.5, 2, 2.3, 3, 5, 10})
    void is_near_to_what_floats_make(double deviation) {
        Image image = image(new Random(7), 60, 80, 3);
        byte[] ours = GaussianBlur.apply(image, deviation).bytes();
        float[] exact = GaussianBlur.apply(image.toFloats(), deviation).floats();
        double sum = 0;
        for (int i = 0; i < ours.length; i++) {
            assertThat((double) (ours[i] & 0xFF)).isCloseTo(255 * exact[i], within(2.0));
            sum += Math.abs((ours[i] & 0xFF) - 255 * exact[i]);
        }
        assertThat(sum / ours.length).isLessThan(0.45);
    }
}
