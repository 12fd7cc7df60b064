package org.librate.core.kernel.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.librate.core.random.NormalGroup;

/**
 * Heap arrays that a thread works on, one chunk at a time. JDK 17 does not turn loops over direct buffers into vector instructions, but
 * it does so for arrays; copying a chunk in and out again is far cheaper than a scalar loop, since it stays in the first-level cache.
 */
final class Scratch {

    /** Elements in one chunk. */
    static final int CHUNK = 1024;

    private static final ThreadLocal<Scratch> CURRENT = ThreadLocal.withInitial(Scratch::new);

    final float[] a = new float[CHUNK];
    final float[] b = new float[CHUNK];
    final float[] c = new float[CHUNK];
    final float[] d = new float[CHUNK];
    final int[] words = new int[CHUNK];
    final int[] ints = new int[CHUNK];
    final int[] ints2 = new int[CHUNK];
    final double[] doubles = new double[CHUNK];
    final double[] doubles2 = new double[CHUNK];
    final long[] longs = new long[CHUNK];
    final long[] longs2 = new long[CHUNK];
    final NormalGroup normals = new NormalGroup();
    final byte[] bytes = new byte[CHUNK];
    private final FloatBuffer memory;
    private final IntBuffer sameMemory;

    private Scratch() {
        ByteBuffer both = ByteBuffer.allocateDirect(CHUNK * Float.BYTES).order(ByteOrder.nativeOrder());
        memory = both.asFloatBuffer();
        sameMemory = both.asIntBuffer();
    }

    static Scratch get() {
        return CURRENT.get();
    }

    /** Floats from their bits, a whole chunk: by way of memory, as neither a conversion nor intBitsToFloat becomes vector instructions (JDK 17). */
    void toFloats(int[] bits, float[] floats) {
        sameMemory.put(0, bits, 0, CHUNK);
        memory.get(0, floats, 0, CHUNK);
    }
}
