package org.librate.core.data;

import java.util.List;
import java.util.zip.CRC32C;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * Images and the class of each, held as bytes and scaled to floats as they are read: a quarter of the memory that floats would take.
 *
 * <pre>{@code
 * Pixels.of(Shape.of(28, 28, 1), bytes, labels).withNormalization(0.286f, 0.353f)
 * }</pre>
 *
 * <p>Inputs are named "pixels", FLOAT32 in [0, 1] unless normalised otherwise; targets "label", INT32. The bytes are shared: do not write to them any
 * more.
 */
public final class Pixels extends LabelledRows {

    private final Shape shape;
    private final byte[] pixels;
    private final Scale scale;
    private final int rowSize;

    private Pixels(Shape shape, byte[] pixels, int[] labels, Scale scale, List<String> classNames, int source) {
        super(fields(shape), labels, classNames, source);
        this.shape = shape;
        this.pixels = pixels;
        this.scale = scale;
        this.rowSize = Math.toIntExact(shape.size());
    }

    /** Rows of bytes, each of the given shape {@code [height, width, channels]}, one after another. */
    public static Pixels of(Shape row, byte[] pixels, int[] labels) {
        Check.require(row.rank() == 3, "Pixels", "a row must be [height, width, channels]", row);
        Check.require(pixels.length == row.size() * labels.length, "Pixels",
                "there must be " + row.size() + " bytes for each of the " + labels.length + " labels", pixels.length);
        CRC32C crc = new CRC32C();
        crc.update(pixels);
        for (int label : labels) {
            crc.update(label);
        }
        return new Pixels(row, pixels, labels.clone(), Scale.unit(), List.of(), Origin.checksum(crc));
    }

    static List<Field> fields(Shape shape) {
        return List.of(Field.input("pixels", DType.FLOAT32, shape), Field.target("label", DType.INT32, Shape.scalar()));
    }

    /** Names for the classes, in the order of their numbers. */
    public Pixels withClassNames(List<String> names) {
        return new Pixels(shape, pixels, labels(), scale, names, source());
    }

    /** Reads (byte / 255 − mean) / deviation, in all channels. */
    public Pixels withNormalization(float mean, float deviation) {
        return withNormalization(new float[] {mean}, new float[] {deviation});
    }

    /** Reads (byte / 255 − mean) / deviation, with a mean and a deviation for each channel. */
    public Pixels withNormalization(float[] mean, float[] deviation) {
        Scale other = Scale.of("Pixels", mean, deviation);
        other.checkChannels("Pixels", shape.last());
        return new Pixels(shape, pixels, labels(), other, classNames(), source());
    }

    @Override
    public void read(int index, Row into) {
        into.put(0, pixels, index * rowSize, scale.tables());
        into.put(1, label(index));
    }

    /** As in {@code Pixels[60000 rows, input "pixels" FLOAT32 [28, 28, 1], target "label" INT32 []]}. */
    @Override
    public String toString() {
        return Describe.dataset("Pixels", this);
    }
}
