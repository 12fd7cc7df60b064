package org.librate.augment.image;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * Pixels, row after row, each with its channels side by side: unsigned bytes from 0 to 255, or floats, of which 0 is black and 1 is white. Any number
 * of channels.
 *
 * <p>The array is shared, not copied: whoever gives it away or asks for it leaves it as it is.
 */
public final class Image {

    private final int height;
    private final int width;
    private final int channels;
    private final byte[] bytes;   // one of the two is empty
    private final float[] floats;
    private final boolean whole;

    private Image(int height, int width, int channels, byte[] bytes, float[] floats, boolean whole) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.bytes = bytes;
        this.floats = floats;
        this.whole = whole;
    }

    /** Unsigned bytes {@code [height, width, channels]}. */
    public static Image of(int height, int width, int channels, byte[] pixels) {
        check(height, width, channels, pixels.length);
        return new Image(height, width, channels, pixels, new float[0], true);
    }

    /** Floats {@code [height, width, channels]}. */
    public static Image of(int height, int width, int channels, float[] pixels) {
        check(height, width, channels, pixels.length);
        return new Image(height, width, channels, new byte[0], pixels, false);
    }

    /** All black, of the same type as another. */
    static Image like(Image other, int height, int width) {
        int size = Math.multiplyExact(Math.multiplyExact(height, width), other.channels);
        return other.whole ? of(height, width, other.channels, new byte[size]) : of(height, width, other.channels, new float[size]);
    }

    private static void check(int height, int width, int channels, int length) {
        Check.positive("Image", "height", height);
        Check.positive("Image", "width", width);
        Check.positive("Image", "channels", channels);
        Check.require((long) height * width * channels == length, "Image", "needs " + height + " × " + width + " × " + channels + " values", length);
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public int channels() {
        return channels;
    }

    /** UINT8 or FLOAT32. */
    public DType dtype() {
        return whole ? DType.UINT8 : DType.FLOAT32;
    }

    /** Whether pixels are bytes. */
    public boolean isBytes() {
        return whole;
    }

    /** {@code [height, width, channels]}. */
    public Shape shape() {
        return Shape.of(height, width, channels);
    }

    /** How many values there are. */
    public int size() {
        return height * width * channels;
    }

    /** The bytes of an image that has them. */
    public byte[] bytes() {
        if (!whole) { // asked for each pixel: no text is made unless it is needed
            Check.require(false, toString(), "bytes are asked of an image of bytes", dtype(), "Use toBytes().");
        }
        return bytes;
    }

    /** The floats of an image that has them. */
    public float[] floats() {
        if (whole) {
            Check.require(false, toString(), "floats are asked of an image of floats", dtype(), "Use toFloats().");
        }
        return floats;
    }

    /** A value as a number from 0 to 255, or from 0 to 1. */
    public float get(int row, int column, int channel) {
        int at = (row * width + column) * channels + channel;
        return whole ? bytes[at] & 0xFF : floats[at];
    }

    /** From 0 to 255 become 0 to 1; an image of floats is returned as it is. */
    public Image toFloats() {
        if (!whole) {
            return this;
        }
        float[] values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bytes[i] & 0xFF) / 255f;
        }
        return of(height, width, channels, values);
    }

    /** From 0 to 1 become 0 to 255, rounded, and what is beyond is cut off; an image of bytes is returned as it is. */
    public Image toBytes() {
        if (whole) {
            return this;
        }
        byte[] values = new byte[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.max(0, Math.min(255, Math.round(floats[i] * 255)));
        }
        return of(height, width, channels, values);
    }

    /** What white is: 255, or 1. */
    float white() {
        return whole ? 255 : 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image && height == image.height && width == image.width && channels == image.channels && whole == image.whole
                && Arrays.equals(bytes, image.bytes) && Arrays.equals(floats, image.floats);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Arrays.hashCode(floats);
    }

    /** As in {@code Image[375 × 500 × 3 UINT8]}. */
    @Override
    public String toString() {
        return "Image[" + height + " × " + width + " × " + channels + " " + dtype() + "]";
    }
}
