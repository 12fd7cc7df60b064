package org.librate.core.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.librate.core.Shape;

/** Images that are decoded as they are read. Their source is told by names and lengths, as reading all would take long. */
final class ImageStream extends LabelledRows {

    private static final Scale SCALE = Scale.unit();

    private final Path root;
    private final List<ImageRow> images;
    private final Shape shape;

    ImageStream(Path root, List<ImageRow> images, List<String> classNames, Shape shape) throws IOException {
        super(Pixels.fields(shape), images.stream().mapToInt(ImageRow::label).toArray(), classNames, checksum(root, images));
        this.root = root;
        this.images = List.copyOf(images);
        this.shape = shape;
    }

    private static int checksum(Path root, List<ImageRow> images) throws IOException {
        CRC32C crc = new CRC32C();
        for (ImageRow image : images) {
            String line = root.relativize(image.file()).toString().replace('\\', '/') + " " + Files.size(image.file()) + "\n";
            crc.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Origin.checksum(crc);
    }

    @Override
    public void read(int index, Row into) {
        byte[] pixels = new byte[(int) shape.size()];
        try {
            ImageFile.decode(images.get(index).file(), pixels, 0, (int) shape.dim(0), (int) shape.dim(1), (int) shape.dim(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        into.put(0, pixels, 0, SCALE.tables());
        into.put(1, label(index));
    }

    @Override
    public String toString() {
        return Describe.dataset("ImageFolder", this).replace("ImageFolder[", "ImageFolder[" + root + ", ");
    }
}
