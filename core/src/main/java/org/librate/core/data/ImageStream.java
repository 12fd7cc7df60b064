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
final class ImageStream implements Dataset {

    private static final Scale SCALE = Scale.unit();

    private final Path root;
    private final List<ImageRow> images;
    private final List<String> classNames;
    private final Shape shape;
    private final List<Field> fields;
    private final int source;

    ImageStream(Path root, List<ImageRow> images, List<String> classNames, Shape shape) throws IOException {
        this.root = root;
        this.images = List.copyOf(images);
        this.classNames = List.copyOf(classNames);
        this.shape = shape;
        this.fields = Pixels.fields(shape);
        CRC32C crc = new CRC32C();
        for (ImageRow image : images) {
            String line = root.relativize(image.file()).toString().replace('\\', '/') + " " + Files.size(image.file()) + "\n";
            crc.update(line.getBytes(StandardCharsets.UTF_8));
        }
        this.source = Origin.checksum(crc);
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public void read(int index, Row into) {
        ImageRow image = images.get(index);
        byte[] pixels = new byte[(int) shape.size()];
        try {
            ImageFile.decode(image.file(), pixels, 0, (int) shape.dim(0), (int) shape.dim(1), (int) shape.dim(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        into.put(0, pixels, 0, SCALE.tables());
        into.put(1, image.label());
    }

    @Override
    public long origin(int index) {
        return Origin.of(source, index);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public boolean hasLabelsAtHand() {
        return true;
    }

    @Override
    public int[] labels() {
        return images.stream().mapToInt(ImageRow::label).toArray();
    }

    @Override
    public String toString() {
        return Describe.dataset("ImageFolder", this).replace("ImageFolder[", "ImageFolder[" + root + ", ");
    }
}
