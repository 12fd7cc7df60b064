package org.librate.core.data;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.librate.core.Check;

/**
 * A decoded image file: unsigned bytes {@code [height, width, channels]}, as a person is meant to see it, so turned as the camera was held (EXIF).
 * What the file says is not trusted.
 *
 * <p>Formats are those that this Java reads: PNG, JPEG, GIF, BMP and others, and what plug-ins on the class path bring. Of 16 bits the upper 8 are
 * kept, and transparency is left out.
 *
 * @param pixels shared, not copied: whoever asks for them leaves them as they are
 */
public record Picture(int height, int width, int channels, byte[] pixels) {

    private static final long MOST_FILE_BYTES = 1L << 28;
    private static final long MOST_PIXELS = 100_000_000; // a small file may claim a picture that fills the memory

    public Picture {
        Check.positive("Picture", "height", height);
        Check.positive("Picture", "width", width);
        Check.require((long) height * width * channels == pixels.length, "Picture", "needs " + height + " × " + width + " × " + channels + " bytes",
                pixels.length);
    }

    /**
     * With three channels, red, green and blue, or with one, the luma. A file that is no readable image is a {@link BadFileException} that names it.
     */
    public static Picture read(Path file, int channels) throws IOException {
        Check.require(channels == 1 || channels == 3, "Picture", "channels must be 1 or 3", channels);
        long size = Files.size(file);
        if (size > MOST_FILE_BYTES) {
            throw new BadFileException(file, "an image file must have at most " + MOST_FILE_BYTES + " bytes", size);
        }
        byte[] content = Files.readAllBytes(file);
        BufferedImage image = decode(file, content);
        byte[] samples = channels == 1 ? grey(image) : colour(image);
        return Orientation.of(content).apply(new Picture(image.getHeight(), image.getWidth(), channels, samples));
    }

    private static BufferedImage decode(Path file, byte[] content) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BadFileException(file, "an image must be of a format that this Java reads (PNG, JPEG, GIF, BMP, ...)",
                        "another kind of file");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new BadFileException(file, "an image must have at most " + MOST_PIXELS + " pixels", pixels);
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (BadFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // decoders answer hostile files with all kinds of exceptions
            throw new BadFileException(file, "an image must be readable", e.toString(), e);
        }
    }

    /** Of a grey image its own values: asking Java for their colours would brighten them. */
    private static byte[] grey(BufferedImage image) {
        if (isGrey(image)) {
            return own(image);
        }
        byte[] samples = new byte[image.getWidth() * image.getHeight()];
        int[] line = new int[image.getWidth()];
        for (int y = 0, i = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, line.length, 1, line, 0, line.length);
            for (int rgb : line) {
                samples[i++] = (byte) Math.round(0.299f * (rgb >> 16 & 0xFF) + 0.587f * (rgb >> 8 & 0xFF) + 0.114f * (rgb & 0xFF));
            }
        }
        return samples;
    }

    private static byte[] colour(BufferedImage image) {
        byte[] samples = new byte[3 * image.getWidth() * image.getHeight()];
        if (isGrey(image)) {
            byte[] grey = own(image);
            for (int i = 0; i < samples.length; i++) {
                samples[i] = grey[i / 3];
            }
            return samples;
        }
        int[] line = new int[image.getWidth()];
        for (int y = 0, i = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, line.length, 1, line, 0, line.length);
            for (int rgb : line) {
                samples[i++] = (byte) (rgb >> 16);
                samples[i++] = (byte) (rgb >> 8);
                samples[i++] = (byte) rgb;
            }
        }
        return samples;
    }

    private static boolean isGrey(BufferedImage image) {
        int bands = image.getRaster().getNumBands();
        int type = image.getRaster().getDataBuffer().getDataType();
        int bits = image.getSampleModel().getSampleSize(0);
        return image.getColorModel() instanceof ComponentColorModel && (bands == 1 || bands == 2 && image.getColorModel().hasAlpha())
                && (type == DataBuffer.TYPE_BYTE && bits == 8 || type == DataBuffer.TYPE_USHORT && bits == 16);
    }

    /** The first band, as it is in the file. */
    private static byte[] own(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int shift = image.getSampleModel().getSampleSize(0) - 8;
        byte[] samples = new byte[width * image.getHeight()];
        int[] line = new int[width];
        for (int y = 0, i = 0; y < image.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, line);
            for (int value : line) {
                samples[i++] = (byte) (value >> shift);
            }
        }
        return samples;
    }

    /** As in {@code Picture[375 × 500 × 3]}. */
    @Override
    public String toString() {
        return "Picture[" + height + " × " + width + " × " + channels + "]";
    }
}
