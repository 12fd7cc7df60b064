package org.librate.core.kernel.host;

import java.nio.FloatBuffer;
import org.librate.core.DType;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;

/**
 * Adds slices where indices say. Threads divide the destinations among them, and each goes through all indices in order: every sum is
 * added up in the order of the indices, whoever does it.
 */
final class Scattering extends RangeCall {

    private static final int FEW = 16; // slices shorter than this are added in a plain loop

    private final Lanes lanes; // of y
    private final NativeArray index;
    private final NativeArray u;
    private final NativeArray y;
    private final int indices;

    Scattering(KernelOp.ScatterAdd op, NativeArray index, NativeArray u, NativeArray y) {
        this(Lanes.of(y.shape(), op.axis()), index, u, y);
    }

    private Scattering(Lanes lanes, NativeArray index, NativeArray u, NativeArray y) {
        super(lanes.length(), grain(lanes, u.size()));
        this.lanes = lanes;
        this.index = index;
        this.u = u;
        this.y = y;
        this.indices = (int) index.size();
    }

    /** As many pieces as threads, since each piece reads all indices; one piece where that would be most of the work. */
    private static int grain(Lanes lanes, long work) {
        boolean worthIt = lanes.inner() >= FEW && work >= 1 << 18;
        return worthIt ? (lanes.length() - 1) / Width.limit() + 1 : lanes.length();
    }

    @Override
    public void run(int from, int to) {
        int inner = lanes.inner();
        Scratch scratch = Scratch.get();
        for (int outer = 0; outer < lanes.outer(); outer++) {
            for (int i = 0; i < indices; i++) {
                long which = Elements.integer(index, index.start() + i);
                if (which >= from && which < to) {
                    add(scratch, u.start() + (outer * indices + i) * inner, y.start() + (outer * lanes.length() + (int) which) * inner, inner);
                }
            }
        }
    }

    private void add(Scratch s, int from, int to, int count) {
        if (y.dtype() == DType.FLOAT32) {
            addFloats(s, from, to, count);
        } else if (y.dtype() == DType.FLOAT64) {
            for (int i = 0; i < count; i++) {
                y.block().doubles().put(to + i, y.block().doubles().get(to + i) + u.block().doubles().get(from + i));
            }
        } else {
            for (int i = 0; i < count; i++) {
                Elements.putInteger(y, to + i, Elements.integer(y, to + i) + Elements.integer(u, from + i));
            }
        }
    }

    private void addFloats(Scratch s, int from, int to, int count) {
        FloatBuffer source = u.block().floats();
        FloatBuffer target = y.block().floats();
        if (count < FEW) {
            for (int i = 0; i < count; i++) {
                target.put(to + i, target.get(to + i) + source.get(from + i));
            }
            return;
        }
        for (int done = 0; done < count; done += Scratch.CHUNK) {
            int part = Math.min(Scratch.CHUNK, count - done);
            source.get(from + done, s.a, 0, part);
            target.get(to + done, s.b, 0, part);
            for (int i = 0; i < part; i++) {
                s.b[i] += s.a[i];
            }
            target.put(to + done, s.b, 0, part);
        }
    }
}
