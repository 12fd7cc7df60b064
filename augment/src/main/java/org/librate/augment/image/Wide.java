package org.librate.augment.image;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as chars, which have room for sums of 16 bits, and back. Loops over chars become wide instructions, but loops from bytes to chars do not; the
 * JDK's coder of ISO 8859-1, under which each char has the number of its byte, is made of them. For one thread.
 */
final class Wide {

    private final CharsetDecoder decoder = StandardCharsets.ISO_8859_1.newDecoder();
    private final CharsetEncoder encoder = StandardCharsets.ISO_8859_1.newEncoder();

    /** From here to there, in all so many. */
    void read(byte[] from, int at, int count, char[] into, int to) {
        decoder.reset().decode(ByteBuffer.wrap(from, at, count), CharBuffer.wrap(into, to, count), true);
    }

    /** Chars that are all below 256. */
    void write(char[] from, int count, byte[] into, int to) {
        encoder.reset().encode(CharBuffer.wrap(from, 0, count), ByteBuffer.wrap(into, to, count), true);
    }
}
