package org.librate.core.kernel.host;

import org.librate.core.kernel.NativeArray;

/** Work on chunks of the result, in order. */
abstract class Chunks extends RangeCall {

    final NativeArray y;
    final int start;

    Chunks(NativeArray y, int grain) {
        super(y.size(), grain);
        this.y = y;
        this.start = y.start();
    }

    /** The sign is asked since the last step may go beyond the largest int. */
    @Override
    public final void run(int from, int to) {
        Scratch scratch = Scratch.get();
        for (int at = from; at >= 0 && at < to; at += Scratch.CHUNK) {
            chunk(scratch, at, Math.min(Scratch.CHUNK, to - at));
        }
    }

    abstract void chunk(Scratch s, int at, int count);
}
