package org.librate.core.data;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, as a JPEG file says it in its EXIF part: numbers 1 to 8, of which 1 is upright. Whatever cannot be read is upright. */
record Orientation(int number) {

    private static final int START = 0xFFD8;
    private static final int EXIF = 0xFFE1;
    private static final int SCAN = 0xFFDA;
    private static final int TAG = 0x0112;

    static Orientation of(byte[] file) {
        try {
            return new Orientation(find(ByteBuffer.wrap(file)));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) { // cut off, or sizes that lead astray
            return new Orientation(1);
        }
    }

    private static int find(ByteBuffer file) {
        if (file.remaining() < 4 || (file.getShort() & 0xFFFF) != START) {
            return 1;
        }
        while (file.remaining() >= 4) {
            int marker = file.getShort() & 0xFFFF;
            int length = file.getShort() & 0xFFFF;
            if (marker >>> 8 != 0xFF || marker == SCAN || length < 2) {
                return 1;
            }
            if (marker == EXIF && length > 8 && file.getInt(file.position()) == 0x45786966) { // "Exif"
                return tiff(file.slice(file.position() + 6, length - 8));
            }
            file.position(file.position() + length - 2);
        }
        return 1;
    }

    private static int tiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = tiff.getInt(4);
        int count = tiff.getShort(at) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int entry = at + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                int number = tiff.getShort(entry + 8) & 0xFFFF;
                return number >= 1 && number <= 8 ? number : 1;
            }
        }
        return 1;
    }

    /** The picture upright. */
    Picture apply(Picture from) {
        if (number == 1) {
            return from;
        }
        boolean turned = number >= 5;
        int height = turned ? from.width() : from.height();
        int width = turned ? from.height() : from.width();
        int channels = from.channels();
        byte[] into = new byte[from.pixels().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int row = turned ? x : y;
                int column = turned ? y : x;
                if (number == 3 || number == 4 || number == 7 || number == 8) { // the first row is at the bottom, or on the right
                    row = turned ? row : from.height() - 1 - row;
                    column = turned ? from.width() - 1 - column : column;
                }
                if (number == 2 || number == 3 || number == 6 || number == 7) {
                    row = turned ? from.height() - 1 - row : row;
                    column = turned ? column : from.width() - 1 - column;
                }
                System.arraycopy(from.pixels(), (row * from.width() + column) * channels, into, (y * width + x) * channels, channels);
            }
        }
        return new Picture(height, width, channels, into);
    }
}
