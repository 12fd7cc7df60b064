package org.librate.core.kernel.host;

import org.librate.core.kernel.Call;
import org.librate.core.kernel.NativeArray;

/** Choosing between two arrays element by element; only the width of the elements matters. */
final class Choosing {

    private static final int GRAIN = 1 << 15;

    private Choosing() {
    }

    static Call of(NativeArray condition, NativeArray a, NativeArray b, NativeArray y) {
        return y.dtype().bytes() == 8 ? new OfLongs(condition, a, b, y) : new OfInts(condition, a, b, y);
    }

    /** What is chosen by, and between. */
    private abstract static class Choice extends Chunks {

        final Operand condition;
        final Operand a;
        final Operand b;

        Choice(NativeArray condition, NativeArray a, NativeArray b, NativeArray y) {
            super(y, GRAIN);
            this.condition = Operand.stretched(condition, y.shape());
            this.a = Operand.stretched(a, y.shape());
            this.b = Operand.stretched(b, y.shape());
        }
    }

    /** Choosing between elements of up to 4 bytes: their bits decide nothing, so floats go through as integers. */
    private static final class OfInts extends Choice {

        OfInts(NativeArray condition, NativeArray a, NativeArray b, NativeArray y) {
            super(condition, a, b, y);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            condition.ints(at, count, s.words);
            a.ints(at, count, s.ints);
            b.ints(at, count, s.ints2);
            for (int i = 0; i < count; i++) {
                s.ints[i] = s.ints2[i] ^ (s.ints[i] ^ s.ints2[i]) & -s.words[i];
            }
            if (y.dtype().bytes() == 1) {
                Store.ints(s.ints, y, start + at, count, s);
            } else {
                y.block().ints().put(start + at, s.ints, 0, count);
            }
        }
    }

    private static final class OfLongs extends Choice {

        OfLongs(NativeArray condition, NativeArray a, NativeArray b, NativeArray y) {
            super(condition, a, b, y);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            condition.ints(at, count, s.words);
            a.longs(at, count, s.longs);
            b.longs(at, count, s.longs2);
            for (int i = 0; i < count; i++) {
                s.longs[i] = s.words[i] != 0 ? s.longs[i] : s.longs2[i];
            }
            y.block().longs().put(start + at, s.longs, 0, count);
        }
    }
}
