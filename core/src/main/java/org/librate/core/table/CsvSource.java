package org.librate.core.table;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.librate.core.data.BadFileException;

/**
 * The content of a file: unpacked if it is gzip, without a byte order mark.
 *
 * @param charset of its bytes, which a byte order mark may have told
 */
record CsvSource(InputStream bytes, Charset charset) implements Closeable {

    private static final int BUFFER = 1 << 16;
    private static final int LOOKED_AT = 1 << 12;

    static CsvSource open(Path path, Charset asked) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            if (start(in, 2, 0x1f, 0x8b)) {
                in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
            }
            Charset charset = asked;
            if (start(in, 3, 0xef, 0xbb, 0xbf)) {
                in.skipNBytes(3);
                charset = StandardCharsets.UTF_8;
            } else if (start(in, 2, 0xff, 0xfe)) {
                in.skipNBytes(2);
                charset = StandardCharsets.UTF_16LE;
            } else if (start(in, 2, 0xfe, 0xff)) {
                in.skipNBytes(2);
                charset = StandardCharsets.UTF_16BE;
            }
            if (!charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32")) {
                refuseBinary(in, path);
            }
            return new CsvSource(in, charset);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Its characters, none of them made up where bytes do not fit the charset. */
    Reader text() {
        return text(bytes);
    }

    /** The characters of bytes that are written as these are. */
    Reader text(InputStream in) {
        return new InputStreamReader(in, charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static boolean start(InputStream in, int count, int... expected) throws IOException {
        in.mark(count);
        boolean same = true;
        for (int value : expected) {
            same = in.read() == value && same;
        }
        in.reset();
        return same;
    }

    private static void refuseBinary(InputStream in, Path path) throws IOException {
        in.mark(LOOKED_AT);
        byte[] start = in.readNBytes(LOOKED_AT);
        in.reset();
        int line = 1;
        for (byte value : start) {
            if (value == 0) {
                throw new BadFileException(path, "a CSV file must be text", "a zero byte in line " + line,
                        "If it is UTF-16, say so with withCharset.");
            }
            line += value == '\n' ? 1 : 0;
        }
    }

    /** In which line the first bytes are that do not fit the charset. Only asked once something went wrong, so it may read everything again. */
    static long badLine(Path path, Charset charset) throws IOException {
        long line = 1;
        try (Reader reader = open(path, charset).text()) {
            char[] one = new char[1]; // a decoder gives what comes before bad bytes before it complains
            while (reader.read(one) > 0) {
                line += one[0] == '\n' ? 1 : 0;
            }
        } catch (CharacterCodingException e) {
            return line;
        }
        return line;
    }
}
