package org.librate.core.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * Reads the files that MNIST and its relatives come in, plain or packed with gzip: two zero bytes, the type (8: unsigned bytes, the only one read
 * here), the number of axes, each axis's length as a big-endian int, and the bytes.
 *
 * <pre>{@code
 * Pixels train = Idx.read(folder.resolve("train-images-idx3-ubyte.gz"), folder.resolve("train-labels-idx1-ubyte.gz"));
 * }</pre>
 */
public final class Idx {

    private static final int UNSIGNED_BYTES = 8;
    private static final int MOST_AXES = 8;

    private record Data(long[] dims, byte[] bytes) {
    }

    private Idx() {
    }

    /** Images {@code [n, height, width]} with one channel, or {@code [n, height, width, channels]}, and the class of each. */
    public static Pixels read(Path images, Path labels) throws IOException {
        Data x = load(images);
        if (x.dims.length != 3 && x.dims.length != 4) {
            throw new BadFileException(images, "images must have 3 or 4 axes", Arrays.toString(x.dims));
        }
        Data y = load(labels);
        if (y.dims.length != 1) {
            throw new BadFileException(labels, "labels must have 1 axis", Arrays.toString(y.dims));
        }
        if (y.dims[0] != x.dims[0]) {
            throw new BadFileException(labels, "there must be one label for each of the " + x.dims[0] + " images of " + images, y.dims[0]);
        }
        Shape all = Shape.of(x.dims);
        Shape row = all.slice(1, all.rank());
        int[] classes = new int[y.bytes.length];
        Arrays.setAll(classes, i -> y.bytes[i] & 0xFF);
        return Pixels.of(row.rank() == 2 ? row.append(1) : row, x.bytes, classes);
    }

    /** What one file holds, as UINT8. */
    public static Tensor tensor(Path file) throws IOException {
        Data data = load(file);
        return Tensor.of(Shape.of(data.dims), data.bytes);
    }

    private static Data load(Path file) throws IOException {
        try (Content content = Content.open(file)) {
            byte[] magic = content.read(4, "the header");
            if (magic[0] != 0 || magic[1] != 0) {
                throw new BadFileException(file, "an IDX file must begin with two zero bytes", Arrays.toString(Arrays.copyOf(magic, 2)));
            }
            if (magic[2] != UNSIGNED_BYTES) {
                throw new BadFileException(file, "only IDX files of unsigned bytes (type 8) are read", "type " + (magic[2] & 0xFF));
            }
            if (magic[3] < 1 || magic[3] > MOST_AXES) {
                throw new BadFileException(file, "an IDX file must have 1 to " + MOST_AXES + " axes", magic[3]);
            }
            ByteBuffer header = ByteBuffer.wrap(content.read(4L * magic[3], "the header"));
            long[] dims = new long[magic[3]];
            long size = 1;
            for (int i = 0; i < dims.length; i++) {
                dims[i] = header.getInt();
                if (dims[i] < 1 || size > Integer.MAX_VALUE / dims[i]) {
                    throw new BadFileException(file, "axes must be >= 1 and together fit " + Integer.MAX_VALUE + " bytes",
                            Arrays.toString(Arrays.copyOf(dims, i + 1)));
                }
                size *= dims[i];
            }
            byte[] bytes = content.read(size, "the data of shape " + Arrays.toString(dims));
            content.end();
            return new Data(dims, bytes);
        }
    }
}
