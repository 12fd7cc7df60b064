package org.librate.core.prepare;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A word's place and sign in a vector of fixed width: by MurmurHash3 (Appleby 2011, the 32-bit variant, seed 0) of its UTF-8 bytes, as scikit-learn
 * has it.
 */
final class Hash {

    private Hash() {
    }

    /** Adds 1 at the word's place, or subtracts it: so that words that share a place cancel rather than add up. */
    static void add(String word, float[] values, int from, int width) {
        int hash = murmur(word.getBytes(StandardCharsets.UTF_8));
        int place = (int) (Math.abs((long) hash) % width);
        values[from + place] += hash >= 0 ? 1 : -1;
    }

    static int murmur(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int hash = 0;
        while (buffer.remaining() >= 4) {
            hash ^= mix(buffer.getInt());
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        int rest = 0;
        for (int shift = 0; buffer.hasRemaining(); shift += 8) {
            rest |= (buffer.get() & 0xff) << shift;
        }
        hash ^= mix(rest); // mixing 0 gives 0
        hash ^= bytes.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int mix(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
