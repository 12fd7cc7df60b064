package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.data.Picture;

/** JPEG files with the inks of a press, cyan, magenta, yellow and black, are read as the colours that they print. */
class PrintPicturesTest {

    private static final int SIZE = 16;

    /**
     * As programs for pictures write them: inks the other way round, plainly (0) or as brightness and colours of the first three (2), which an Adobe
     * marker says.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void inks_become_colours(int transform, @TempDir Path folder) throws IOException {
        check(folder, transform, new int[] {0, 0, 0, 0}, new int[] {255, 255, 255});
        check(folder, transform, new int[] {0, 0, 0, 255}, new int[] {0, 0, 0});
        check(folder, transform, new int[] {255, 0, 0, 0}, new int[] {0, 255, 255});
        check(folder, transform, new int[] {0, 255, 0, 0}, new int[] {255, 0, 255});
        check(folder, transform, new int[] {0, 0, 255, 0}, new int[] {255, 255, 0});
        check(folder, transform, new int[] {0, 255, 255, 0}, new int[] {255, 0, 0});
    }

    /** How much of an ink a colour is differs by press: what is asked is that each channel is on the right side, by far. */
    private static void check(Path folder, int transform, int[] inks, int[] rgb) throws IOException {
        Path file = folder.resolve("inks.jpg");
        Files.write(file, file(transform, inks));
        Picture picture = Picture.read(file, 3);
        assertThat(picture.height()).isEqualTo(SIZE);
        assertThat(picture.width()).isEqualTo(SIZE);
        for (int c = 0; c < 3; c++) {
            int seen = picture.pixels()[3 * (SIZE * 8 + 8) + c] & 0xFF;
            assertThat((double) seen).as("channel %s of inks %s", c, inks).isCloseTo(rgb[c], within(100.0));
        }
    }

    private static byte[] file(int transform, int[] inks) throws IOException {
        double[] stored = {255 - inks[0], 255 - inks[1], 255 - inks[2], 255 - inks[3]};
        if (transform == 2) {
            double r = inks[0]; // what is stored the other way round is turned once more on the way to brightness and colours
            double g = inks[1];
            double b = inks[2];
            stored[0] = 0.299 * r + 0.587 * g + 0.114 * b;
            stored[1] = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
            stored[2] = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
        }
        WritableRaster raster = Raster.createInterleavedRaster(0, SIZE, SIZE, 4, null);
        byte[] values = ((DataBufferByte) raster.getDataBuffer()).getData();
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.max(0, Math.min(255, Math.round(stored[i % 4])));
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        if (!writer.canWriteRasters()) {
            throw new IllegalStateException(writer + " cannot write rasters");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(1);
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), settings);
        } finally {
            writer.dispose();
        }
        byte[] plain = bytes.toByteArray();
        byte[] marker = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write(plain, 0, 2);
        marked.write(marker);
        marked.write(plain, 2, plain.length - 2);
        return marked.toByteArray();
    }
}
