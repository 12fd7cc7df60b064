package org.librate.core.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes one image file to bytes of a fixed size, channels last. What the file says is not trusted. */
final class ImageFile {

    private static final long MOST_FILE_BYTES = 1L << 28;
    private static final long MOST_PIXELS = 100_000_000; // a small file may claim a picture that fills the memory

    private ImageFile() {
    }

    /** Writes {@code [height, width, channels]}: red, green and blue, or with one channel the luma; transparency is left out. */
    static void decode(Path file, byte[] into, int at, int height, int width, int channels) throws IOException {
        BufferedImage image = read(file);
        byte[] samples = channels == 1 ? grey(image) : colour(image);
        Resize.to(samples, image.getHeight(), image.getWidth(), channels, into, at, height, width);
    }

    private static BufferedImage read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MOST_FILE_BYTES) {
            throw new BadFileException(file, "an image file must have at most " + MOST_FILE_BYTES + " bytes", size);
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new BadFileException(file, "an image must be of a format that this Java reads (PNG, JPEG, GIF, BMP, ...)", "another kind of file");
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
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] samples = new byte[width * height];
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            image.getRaster().getDataElements(0, 0, width, height, samples);
            return samples;
        }
        int[] line = new int[width];
        for (int y = 0, i = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (int rgb : line) {
                samples[i++] = (byte) Math.round(0.299f * (rgb >> 16 & 0xFF) + 0.587f * (rgb >> 8 & 0xFF) + 0.114f * (rgb & 0xFF));
            }
        }
        return samples;
    }

    private static byte[] colour(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] samples = new byte[3 * width * height];
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            byte[] grey = grey(image);
            for (int i = 0; i < samples.length; i++) {
                samples[i] = grey[i / 3];
            }
            return samples;
        }
        int[] line = new int[width];
        for (int y = 0, i = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (int rgb : line) {
                samples[i++] = (byte) (rgb >> 16);
                samples[i++] = (byte) (rgb >> 8);
                samples[i++] = (byte) rgb;
            }
        }
        return samples;
    }
}
