package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegLossTest {

    /** Soft shapes and some grain. */
    private static Image image(int height, int width, int channels, int grain) {
        byte[] bytes = new byte[height * width * channels];
        Random random = new Random(5);
        for (int i = 0; i < bytes.length; i++) {
            double x = i / channels % width / 9.0 + i % channels;
            double y = i / channels / width / 7.0 - i % channels;
            bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(128 + 60 * Math.sin(x) + 45 * Math.cos(y) + grain * (random.nextDouble() - 0.5))));
        }
        return Image.of(height, width, channels, bytes);
    }

    /**
     * The values that a real file gives back: nearly all are the same, few are a step off, and where a coefficient lies between two multiples and is
     * rounded to the other one, a block differs by up to what the quality divides by. Qualities are some that ImageIO scales its tables for exactly
     * as libjpeg does.
     */
    @ParameterizedTest
    @CsvSource({"64, 64, 3", "121, 150, 3", "37, 53, 3", "37, 53, 1", "17, 33, 3", "1, 1, 3", "3, 5, 3", "8, 4, 3", "9, 1, 3", "65, 66, 1",
            "130, 18, 3"})
    void is_what_a_file_gives_back(int height, int width, int channels) throws IOException {
        for (int quality : new int[] {5, 10, 25, 50, 75, 95, 100}) {
            for (int grain : new int[] {30, 400}) {
                Image image = image(height, width, channels, grain);
                byte[] ours = JpegLoss.of(image, quality).bytes();
                byte[] real = throughFile(image, quality);
                double sum = 0;
                int off = 0;
                int most = 0;
                for (int i = 0; i < ours.length; i++) {
                    int one = Math.abs((ours[i] & 0xFF) - (real[i] & 0xFF));
                    most = Math.max(most, one);
                    sum += one;
                    off += one > 1 ? 1 : 0;
                }
                if (ours.length > 1000) { // one block that is rounded otherwise is all of a tiny image
                    assertThat(sum / ours.length).as("mean difference, quality %s, grain %s", quality, grain).isLessThan(0.3);
                    assertThat((double) off / ours.length).as("share of values that are more than 1 off, quality %s, grain %s", quality, grain)
                            .isLessThan(0.05);
                }
                assertThat(most).as("largest difference, quality %s, grain %s", quality, grain).isLessThanOrEqualTo(quality >= 50 ? 48 : 100);
            }
        }
    }

    private static byte[] throughFile(Image image, int quality) throws IOException {
        boolean grey = image.channels() == 1;
        BufferedImage picture = new BufferedImage(image.width(), image.height(), grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = grey ? image.bytes()[i] : image.bytes()[i + 2 - 2 * (i % 3)];
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality / 100f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.toByteArray()))) {
            reader.setInput(in, true, true);
            BufferedImage back = reader.read(0);
            byte[] read = ((DataBufferByte) back.getRaster().getDataBuffer()).getData();
            byte[] into = new byte[image.size()];
            for (int i = 0; i < into.length; i++) {
                into[i] = back.getType() == BufferedImage.TYPE_3BYTE_BGR ? read[i + 2 - 2 * (i % 3)] : read[i];
            }
            return into;
        } finally {
            reader.dispose();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 99, 128, 254, 255})
    void coefficients_are_rounded_exactly(int step) {
        int[] values = new int[2 * 12000 + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = i - 12000;
        }
        int[] rounded = values.clone();
        JpegLoss.round(rounded, 0, rounded.length, step);
        for (int i = 0; i < values.length; i++) {
            int number = (Math.abs(values[i]) + 4 * step) / (8 * step);
            assertThat(rounded[i]).isEqualTo(Integer.signum(values[i]) * number * step);
        }
    }

    /** Against the definition in floating point, and back again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 37})
    void cosines_are_those_of_the_definition(int count) {
        Random random = new Random(count);
        int[][] blocks = new int[64][count];
        double[][] exact = new double[64][count];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < 64; k++) {
                blocks[k][i] = random.nextInt(256) - 128;
            }
            for (int k = 0; k < 64; k++) {
                for (int n = 0; n < 64; n++) {
                    exact[k][i] += blocks[n][i] * wave(k / 8, n / 8) * wave(k % 8, n % 8);
                }
            }
        }
        int[][] before = new int[64][];
        for (int k = 0; k < 64; k++) {
            before[k] = blocks[k].clone();
        }
        Cosines cosines = new Cosines(count);
        cosines.forward(blocks);
        for (int k = 0; k < 64; k++) {
            for (int i = 0; i < count; i++) {
                assertThat((double) blocks[k][i]).as("coefficient %s", k).isCloseTo(8 * exact[k][i], within(2.5));
                blocks[k][i] = (int) Math.round(exact[k][i]);
            }
        }
        cosines.back(blocks);
        for (int k = 0; k < 64; k++) {
            for (int i = 0; i < count; i++) {
                assertThat(blocks[k][i]).as("value %s", k).isCloseTo(before[k][i], within(2));
            }
        }
    }

    private static double wave(int k, int n) {
        return (k == 0 ? Math.sqrt(0.125) : 0.5) * Math.cos((2 * n + 1) * k * Math.PI / 16);
    }
}
