package org.librate.core.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * Image files of any size and the class of each, by their numbers: the input "file" is a number that {@link #picture} decodes, when and where
 * somebody needs it. So files can be split, weighted and put into order without being read.
 */
public final class ImageFiles extends LabelledRows {

    private static final List<Field> FIELDS = List.of(Field.input("file", DType.INT32, Shape.scalar()),
            Field.target("label", DType.INT32, Shape.scalar()));

    private final List<Path> files;
    private final int channels;

    private ImageFiles(List<Path> files, int[] labels, List<String> classNames, int channels, int source) {
        super(FIELDS, labels, classNames, source);
        this.files = files;
        this.channels = channels;
    }

    /**
     * Files and the class number of each.
     *
     * @param channels 3 (red, green, blue) or 1 (grey)
     */
    public static ImageFiles of(List<Path> files, int[] labels, int channels) {
        Check.require(files.size() == labels.length, "ImageFiles", "needs as many labels as files, " + files.size(), labels.length);
        Check.require(channels == 1 || channels == 3, "ImageFiles", "channels must be 1 or 3", channels);
        CRC32C crc = new CRC32C();
        for (int i = 0; i < labels.length; i++) {
            crc.update((files.get(i).getFileName() + " " + labels[i] + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return new ImageFiles(List.copyOf(files), labels.clone(), List.of(), channels, Origin.checksum(crc));
    }

    /** Names for the classes, in the order of their numbers. */
    public ImageFiles withClassNames(List<String> names) {
        return new ImageFiles(files, labels(), names, channels, source());
    }

    /** The files themselves, by their numbers. */
    public List<Path> files() {
        return files;
    }

    /** 3 or 1. */
    public int channels() {
        return channels;
    }

    /** Decodes a file. */
    public Picture picture(int number) {
        try {
            return Picture.read(files.get(number), channels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void read(int index, Row into) {
        into.put(0, index);
        into.put(1, label(index));
    }

    @Override
    public String toString() {
        return Describe.dataset("ImageFiles", this);
    }
}
