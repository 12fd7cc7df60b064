package org.librate.core.kernel.host;

import java.nio.IntBuffer;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.random.Dropping;
import org.librate.core.random.Threefry;

/** Dropout, for every kernel set: which elements are dropped is a function of (key, draw, i) alone, as {@link Dropping} says. */
public final class HostDropout {

    private static final int HALF = Dropping.HALF;
    private static final int GRAIN = 32; // groups: 65,536 elements, some 50 µs

    private HostDropout() {
    }

    /** What is dropped becomes +0 whatever it was, NaN and infinity included. */
    public static Call dropout(KernelOp.Dropout op, NativeArray x, NativeArray key, @Nullable NativeArray onto, NativeArray y,
            @Nullable NativeArray mask) {
        return x.dtype() == DType.FLOAT32 ? new Floats(op, x, key, onto, y, mask) : new Doubles(op, x, key, onto, y, mask);
    }

    private abstract static class Halves extends RangeCall {

        private final NativeArray key;
        private final Dropping dropping;
        final boolean rectified;
        final NativeArray x;
        final @Nullable NativeArray onto;
        final NativeArray y;
        final @Nullable NativeArray mask;
        private final int n;

        Halves(KernelOp.Dropout op, NativeArray x, NativeArray key, @Nullable NativeArray onto, NativeArray y, @Nullable NativeArray mask) {
            super((y.size() - 1) / Dropping.GROUP + 1, GRAIN);
            this.dropping = Dropping.of(op.rate());
            this.rectified = op.rectified();
            this.x = x;
            this.key = key;
            this.onto = onto;
            this.y = y;
            this.mask = mask;
            this.n = (int) y.size();
        }

        @Override
        public final void run(int from, int to) {
            long streamKey = Threefry.streamKey(key.block().longs().get(key.start()), key.block().longs().get(key.start() + 1));
            Scratch scratch = Scratch.get();
            for (int group = from; group < to; group++) {
                dropping.kept(streamKey, group, scratch.words, scratch.ints, scratch.ints2);
                int first = group * Dropping.GROUP;
                half(scratch, scratch.ints, first, Math.min(HALF, n - first));
                if (first + HALF < n) {
                    half(scratch, scratch.ints2, first + HALF, Math.min(HALF, n - first - HALF));
                }
            }
        }

        /** Elements {@code first} to {@code first + count}, of which those are kept whose bits are set. */
        abstract void half(Scratch scratch, int[] kept, int first, int count);
    }

    private static final class Floats extends Halves {

        private final float scale;

        Floats(KernelOp.Dropout op, NativeArray x, NativeArray key, @Nullable NativeArray onto, NativeArray y, @Nullable NativeArray mask) {
            super(op, x, key, onto, y, mask);
            scale = (float) (1 / (1 - op.rate()));
        }

        /** The bits of what is dropped are cleared, not multiplied by zero: that is right for NaN, and needs no branch. */
        @Override
        void half(Scratch scratch, int[] kept, int first, int count) {
            int[] bits = scratch.words;
            x.block().ints().get(x.start() + first, bits, 0, count);
            for (int i = 0; i < HALF; i++) {
                bits[i] &= kept[i];
            }
            IntBuffer result = y.block().ints();
            result.put(y.start() + first, bits, 0, count);
            float[] a = scratch.a;
            y.block().floats().get(y.start() + first, a, 0, count);
            for (int i = 0; i < HALF; i++) {
                a[i] *= scale;
            }
            if (onto != null) {
                float[] b = scratch.b;
                onto.block().floats().get(onto.start() + first, b, 0, count);
                for (int i = 0; i < HALF; i++) {
                    a[i] += b[i];
                }
            }
            y.block().floats().put(y.start() + first, a, 0, count);
            if (mask != null) {
                mask(bits, kept);
                mask.block().ints().put(mask.start() + first, kept, 0, count);
            }
        }

        /** From which elements are kept to their scale. A number is above 0 when neither it nor its negative, as integers, is below. */
        private void mask(int[] bits, int[] kept) {
            int one = Float.floatToRawIntBits(scale);
            if (rectified) {
                for (int i = 0; i < HALF; i++) {
                    kept[i] &= -bits[i] & ~bits[i];
                }
                for (int i = 0; i < HALF; i++) {
                    kept[i] = kept[i] >> 31 & one;
                }
            } else {
                for (int i = 0; i < HALF; i++) {
                    kept[i] &= one;
                }
            }
        }
    }

    private static final class Doubles extends Halves {

        private final double scale;

        Doubles(KernelOp.Dropout op, NativeArray x, NativeArray key, @Nullable NativeArray onto, NativeArray y, @Nullable NativeArray mask) {
            super(op, x, key, onto, y, mask);
            Check.require(x.dtype() == DType.FLOAT64, "Dropout", "needs a floating type", x.dtype());
            scale = 1 / (1 - op.rate());
        }

        @Override
        void half(Scratch scratch, int[] kept, int first, int count) {
            double[] a = scratch.doubles;
            double[] b = scratch.doubles2;
            x.block().doubles().get(x.start() + first, a, 0, count);
            for (int i = 0; i < count; i++) {
                b[i] = kept[i] == 0 || rectified && !(a[i] > 0) ? 0 : scale;
                a[i] = kept[i] == 0 ? 0 : a[i] * scale;
            }
            if (mask != null) {
                mask.block().doubles().put(mask.start() + first, b, 0, count);
            }
            if (onto != null) {
                onto.block().doubles().get(onto.start() + first, b, 0, count);
                for (int i = 0; i < count; i++) {
                    a[i] += b[i];
                }
            }
            y.block().doubles().put(y.start() + first, a, 0, count);
        }
    }
}
