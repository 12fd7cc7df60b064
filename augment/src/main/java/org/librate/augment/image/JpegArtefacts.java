package org.librate.augment.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** What is left of an image that was stored as a JPEG file. For one or three channels; floats come out in steps of 1/255. */
public record JpegArtefacts(int least, int most) implements Recolors {

    public JpegArtefacts {
        Check.require(least >= 1 && least <= most && most <= 100, "JpegArtefacts", "1 <= least <= most <= 100, the quality", least + " to " + most);
    }

    /** Of this quality, from 1 to 100. */
    public static JpegArtefacts of(int least, int most) {
        return new JpegArtefacts(least, most);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        int quality = draw.integer(least, most + 1);
        return new Recolor("JpegArtefacts[" + quality + "]", image -> apply(image, quality));
    }

    private Image apply(Image image, int quality) {
        Check.require(image.channels() == 1 || image.channels() == 3, toString(), "the image must have one channel or three", image);
        Image bytes = image.toBytes();
        try {
            Image result = decoded(encoded(bytes, quality), bytes);
            return image.isBytes() ? result : result.toFloats();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // everything is in memory
        }
    }

    private static byte[] encoded(Image image, int quality) throws IOException {
        boolean grey = image.channels() == 1;
        BufferedImage picture = new BufferedImage(image.width(), image.height(), grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        byte[] from = image.bytes();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = grey ? from[i] : from[i + 2 - 2 * (i % 3)];
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream(pixels.length / 4);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality / 100f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    private static Image decoded(byte[] file, Image like) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            BufferedImage picture = reader.read(0);
            Raster raster = picture.getRaster();
            byte[] pixels = ((DataBufferByte) raster.getDataBuffer()).getData();
            byte[] into = new byte[like.size()];
            boolean reversed = picture.getType() == BufferedImage.TYPE_3BYTE_BGR;
            for (int i = 0; i < into.length; i++) {
                into[i] = reversed ? pixels[i + 2 - 2 * (i % 3)] : pixels[i];
            }
            return Image.of(like.height(), like.width(), like.channels(), into);
        } finally {
            reader.dispose();
        }
    }

    @Override
    public String toString() {
        return "JpegArtefacts[" + Sizes.text(least, most) + "]";
    }
}
