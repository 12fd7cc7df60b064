package org.librate.augment.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes through a table. Many of them go through a table of all pairs, two at once, and are read and written by eight. */
final class Pairs {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MANY = 100_000; // bytes, from which on the table of pairs is worth being made
    private static final ThreadLocal<char[]> TABLE = ThreadLocal.withInitial(() -> new char[1 << 16]);

    private Pairs() {
    }

    static byte[] through(byte[] from, byte[] table) {
        byte[] into = new byte[from.length];
        int done = from.length < MANY ? 0 : pairs(from, into, of(table));
        for (int i = done; i < into.length; i++) {
            into[i] = table[from[i] & 0xFF];
        }
        return into;
    }

    /** The first byte in the lower half. */
    private static char[] of(byte[] table) {
        char[] lower = new char[256];
        for (int v = 0; v < 256; v++) {
            lower[v] = (char) (table[v] & 0xFF);
        }
        char[] pairs = TABLE.get();
        char[] line = new char[256];
        for (int high = 0; high < 256; high++) {
            line(lower, (char) (lower[high] << 8), line);
            System.arraycopy(line, 0, pairs, high << 8, 256);
        }
        return pairs;
    }

    private static void line(char[] lower, char upper, char[] line) {
        for (int i = 0; i < line.length; i++) {
            line[i] = (char) (lower[i] | upper);
        }
    }

    private static int pairs(byte[] from, byte[] into, char[] table) {
        int end = from.length & ~7;
        for (int i = 0; i < end; i += 8) {
            long v = (long) LONGS.get(from, i);
            long low = table[(int) v & 0xFFFF] | (long) table[(int) (v >>> 16) & 0xFFFF] << 16;
            long high = table[(int) (v >>> 32) & 0xFFFF] | (long) table[(int) (v >>> 48)] << 16;
            LONGS.set(into, i, low | high << 32);
        }
        return end;
    }
}
