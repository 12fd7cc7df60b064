package org.librate.core.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a file, unpacked if it is gzip, whatever its name; no more of them than asked for. */
final class Content implements AutoCloseable {

    private static final int MOST_GZIP_EXPANDS = 1032; // the format cannot do better

    private final Path file;
    private final InputStream in;
    private final long most;

    private Content(Path file, InputStream in, long most) {
        this.file = file;
        this.in = in;
        this.most = most;
    }

    static Content open(Path file) throws IOException {
        long size = Files.size(file);
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return gzip ? new Content(file, new GZIPInputStream(raw, 1 << 16), size * MOST_GZIP_EXPANDS) : new Content(file, raw, size);
        } catch (EOFException | ZipException e) {
            raw.close();
            throw new BadFileException(file, "a gzip file must have a whole header", String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Exactly so many bytes. A size that the file cannot hold is refused before memory is claimed for it. */
    byte[] read(long count, String what) throws IOException {
        if (count > most || count > Integer.MAX_VALUE - 8) {
            throw new BadFileException(file, what + " must fit the file, which can hold at most " + Math.min(most, Integer.MAX_VALUE - 8) + " bytes",
                    count + " bytes");
        }
        byte[] bytes;
        try {
            bytes = in.readNBytes((int) count);
        } catch (EOFException | ZipException e) {
            throw new BadFileException(file, what + " must be whole", "a gzip file that is cut off or damaged (" + e.getMessage() + ")", e);
        }
        if (bytes.length < count) {
            throw new BadFileException(file, what + " must have " + count + " bytes", bytes.length + " before the file ends");
        }
        return bytes;
    }

    InputStream stream() {
        return in;
    }

    /** Nothing may follow. */
    void end() throws IOException {
        int next;
        try {
            next = in.read(); // for gzip this checks the checksum as well
        } catch (EOFException | ZipException e) {
            throw new BadFileException(file, "the gzip checksum must match", String.valueOf(e.getMessage()), e);
        }
        if (next >= 0) {
            throw new BadFileException(file, "nothing may follow the data that the header announces", "more bytes");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
