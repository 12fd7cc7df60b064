package org.librate.core.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images in folders, one folder for each class: {@code root/cat/1.png}, {@code root/dog/a.jpg}. Classes are numbered in the order of the folders'
 * names, images taken in the order of theirs; files that begin with a dot are passed over.
 *
 * <pre>{@code
 * Pixels pets = ImageFolder.of(root, 64, 64, 3).withUnreadable(Unreadable.SKIP).read();    // in memory, as bytes
 * Dataset pets = ImageFolder.of(root, 64, 64, 3).stream();                                 // decoded anew in each epoch, on the loader's threads
 * }</pre>
 */
public final class ImageFolder {

    /** What becomes of a file that is no readable image. */
    public enum Unreadable {
        /** An error that names it. */
        FAIL,
        /** It is left out, with a warning that names it. */
        SKIP
    }

    private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);
    private static final String NAME = "ImageFolder";

    private final Path root;
    private final int height;
    private final int width;
    private final int channels;
    private final Unreadable unreadable;

    private ImageFolder(Path root, int height, int width, int channels, Unreadable unreadable) {
        this.root = root;
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.unreadable = unreadable;
    }

    /** Images brought to one size, with 3 channels (red, green, blue) or 1 (grey). */
    public static ImageFolder of(Path root, int height, int width, int channels) {
        Check.positive(NAME, "height", height);
        Check.positive(NAME, "width", width);
        Check.require(channels == 1 || channels == 3, NAME, "channels must be 1 or 3", channels);
        return new ImageFolder(root, height, width, channels, Unreadable.FAIL);
    }

    public ImageFolder withUnreadable(Unreadable policy) {
        return new ImageFolder(root, height, width, channels, policy);
    }

    /** Decodes all images into memory, as bytes. */
    public Pixels read() throws IOException {
        List<ImageRow> found = scan();
        int size = rowSize();
        Check.require((long) found.size() * size <= Integer.MAX_VALUE - 8, NAME, "images read into memory must fit 2 GB", (long) found.size() * size,
                "Use stream(), or RowFile.write.");
        byte[] pixels = new byte[found.size() * size];
        int[] labels = new int[found.size()];
        int count = 0;
        for (ImageRow image : found) {
            if (decodes(image, pixels, count * size)) {
                labels[count++] = image.label();
            }
        }
        return Pixels.of(shape(), Arrays.copyOf(pixels, count * size), Arrays.copyOf(labels, count)).withClassNames(classNames());
    }

    /**
     * Images that are decoded when they are read, for more than memory holds. With {@link Unreadable#SKIP} each is decoded once here, to find those
     * to leave out.
     */
    public Dataset stream() throws IOException {
        List<ImageRow> images = scan();
        if (unreadable == Unreadable.SKIP) {
            byte[] pixels = new byte[rowSize()];
            List<ImageRow> good = new ArrayList<>();
            for (ImageRow image : images) {
                if (decodes(image, pixels, 0)) {
                    good.add(image);
                }
            }
            images = good;
        }
        return new ImageStream(root, images, classNames(), shape());
    }

    /**
     * The files themselves, each of its own size, to be decoded where they are needed, such as by an augmentation; the size given is not looked at.
     * With {@link Unreadable#SKIP} each is decoded once here, to find those to leave out.
     */
    public ImageFiles files() throws IOException {
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (ImageRow image : scan()) {
            if (unreadable == Unreadable.FAIL || reads(image)) {
                files.add(image.file());
                labels.add(image.label());
            }
        }
        return ImageFiles.of(files, labels.stream().mapToInt(Integer::intValue).toArray(), channels).withClassNames(classNames());
    }

    private boolean reads(ImageRow image) throws IOException {
        try {
            Picture.read(image.file(), channels);
            return true;
        } catch (BadFileException e) {
            LOG.warn("Left out: {}", e.getMessage());
            return false;
        }
    }

    private boolean decodes(ImageRow image, byte[] into, int at) throws IOException {
        try {
            ImageFile.decode(image.file(), into, at, height, width, channels);
            return true;
        } catch (BadFileException e) {
            if (unreadable == Unreadable.FAIL) {
                throw e;
            }
            LOG.warn("Left out: {}", e.getMessage());
            return false;
        }
    }

    private Shape shape() {
        return Shape.of(height, width, channels);
    }

    private int rowSize() {
        return Math.toIntExact(shape().size());
    }

    private List<ImageRow> scan() throws IOException {
        List<Path> classes = children(root, true);
        if (classes.isEmpty()) {
            throw new BadFileException(root, "there must be a folder for each class", "none");
        }
        List<ImageRow> images = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            for (Path file : children(classes.get(label), false)) {
                images.add(new ImageRow(file, label));
            }
        }
        return images;
    }

    private List<String> classNames() throws IOException {
        return children(root, true).stream().map(folder -> folder.getFileName().toString()).toList();
    }

    /** In the order of their names, which is not left to the file system. */
    private static List<Path> children(Path folder, boolean folders) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> folders ? Files.isDirectory(path) : Files.isRegularFile(path))
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString())).toList();
        }
    }

    @Override
    public String toString() {
        return "ImageFolder[" + root + ", height=" + height + ", width=" + width + ", channels=" + channels + ", unreadable=" + unreadable + "]";
    }
}
