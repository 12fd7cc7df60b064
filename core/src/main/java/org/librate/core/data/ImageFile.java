package org.librate.core.data;

import java.io.IOException;
import java.nio.file.Path;

/** Decodes one image file to bytes of a fixed size, channels last. */
final class ImageFile {

    private ImageFile() {
    }

    /** Writes {@code [height, width, channels]}: red, green and blue, or with one channel the luma. */
    static void decode(Path file, byte[] into, int at, int height, int width, int channels) throws IOException {
        Picture picture = Picture.read(file, channels);
        Resize.to(picture.pixels(), picture.height(), picture.width(), channels, into, at, height, width);
    }
}
