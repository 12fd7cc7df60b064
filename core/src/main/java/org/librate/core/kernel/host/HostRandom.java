package org.librate.core.kernel.host;

import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.RandomFn;
import org.librate.core.random.Draws;
import org.librate.core.random.Threefry;

/**
 * Random numbers, for every kernel set. Element i is a function of (key, draw, i) alone, as {@link Threefry} says, and the same as
 * what {@link org.librate.core.random.RandomStream} gives for i; a FLOAT64 element is the FLOAT32 element of the same i with more digits.
 */
public final class HostRandom {

    private static final int GROUP = Threefry.GROUP;
    private static final int GRAIN = 64; // groups: 65,536 numbers, some 50 µs

    private HostRandom() {
    }

    /** Numbers of any type that the distribution makes sense for: floats always, integers for INTEGERS and BERNOULLI, BOOL for BERNOULLI. */
    public static Call random(KernelOp.Random op, NativeArray key, NativeArray y) {
        DType type = y.dtype();
        return switch (op.fn()) {
            case UNIFORM -> type == DType.FLOAT32 ? new UniformFloats(op, key, y) : new Doubles(op, key, floating(op.fn(), y));
            case NORMAL -> type == DType.FLOAT32 ? new NormalFloats(op, key, y) : new Doubles(op, key, floating(op.fn(), y));
            case BERNOULLI -> new Events(op, key, y);
            case INTEGERS -> new Integers(op, key, y);
        };
    }

    private static NativeArray floating(RandomFn fn, NativeArray y) {
        Check.require(y.dtype() == DType.FLOAT64, "Random", fn + " needs a floating type", y.dtype());
        return y;
    }

    /** Work in whole groups of numbers; the stream's key is read anew in every run. */
    private abstract static class Groups extends RangeCall {

        private final NativeArray key;
        final NativeArray y;
        final int start;
        private final int n;

        Groups(NativeArray key, NativeArray y) {
            super((y.size() - 1) / GROUP + 1, GRAIN);
            this.key = key;
            this.y = y;
            this.start = y.start();
            this.n = (int) y.size();
        }

        @Override
        public final void run(int from, int to) {
            long streamKey = Threefry.streamKey(key.block().longs().get(key.start()), key.block().longs().get(key.start() + 1));
            Scratch scratch = Scratch.get();
            for (int group = from; group < to; group++) {
                int first = group * GROUP;
                Threefry.highWords(streamKey, group, scratch.words);
                group(scratch, streamKey, group, first, Math.min(GROUP, n - first));
            }
        }

        /** Makes elements {@code first} to {@code first + count}; their high words stand in the scratch. */
        abstract void group(Scratch scratch, long streamKey, int group, int first, int count);
    }

    private static final class UniformFloats extends Groups {

        private final float low;
        private final float high;
        private final float last;

        UniformFloats(KernelOp.Random op, NativeArray key, NativeArray y) {
            super(key, y);
            low = (float) op.a();
            high = (float) op.b();
            last = Draws.lastBelow(low, high);
        }

        @Override
        void group(Scratch scratch, long streamKey, int group, int first, int count) {
            int[] words = scratch.words;
            float[] a = scratch.a;
            for (int i = 0; i < GROUP; i++) {
                a[i] = Draws.uniform(words[i]);
            }
            if (low != 0 || high != 1) {
                for (int i = 0; i < GROUP; i++) {
                    a[i] = Draws.between(a[i], low, high, last);
                }
            }
            y.block().floats().put(start + first, a, 0, count);
        }
    }

    private static final class NormalFloats extends Groups {

        private final double mean;
        private final double deviation;

        NormalFloats(KernelOp.Random op, NativeArray key, NativeArray y) {
            super(key, y);
            mean = op.a();
            deviation = op.b();
        }

        @Override
        void group(Scratch scratch, long streamKey, int group, int first, int count) {
            int[] words = scratch.words;
            double[] q = scratch.doubles;
            for (int i = 0; i < GROUP; i++) {
                q[i] = Draws.offMiddle(words[i]);
            }
            double[] z = scratch.doubles2;
            scratch.normals.quantiles(q, z);
            float[] a = scratch.a;
            for (int i = 0; i < GROUP; i++) {
                a[i] = (float) (mean + deviation * z[i]);
            }
            y.block().floats().put(start + first, a, 0, count);
        }
    }

    private static final class Doubles extends Groups {

        private final KernelOp.Random op;

        Doubles(KernelOp.Random op, NativeArray key, NativeArray y) {
            super(key, y);
            this.op = op;
        }

        @Override
        void group(Scratch scratch, long streamKey, int group, int first, int count) {
            Threefry.lowWords(streamKey, group, scratch.ints);
            double[] z = scratch.doubles2;
            if (op.fn() == RandomFn.UNIFORM) {
                double last = Draws.lastBelow(op.a(), op.b());
                for (int i = 0; i < GROUP; i++) {
                    z[i] = Draws.between(Draws.uniform(bits(scratch, i)), op.a(), op.b(), last);
                }
            } else {
                for (int i = 0; i < GROUP; i++) {
                    scratch.doubles[i] = Draws.offMiddle(bits(scratch, i));
                }
                scratch.normals.quantiles(scratch.doubles, z);
                for (int i = 0; i < GROUP; i++) {
                    z[i] = op.a() + op.b() * z[i];
                }
            }
            y.block().doubles().put(start + first, z, 0, count);
        }
    }

    private static long bits(Scratch scratch, int i) {
        return (long) scratch.words[i] << 32 | scratch.ints[i] & 0xFFFFFFFFL;
    }

    private static final class Events extends Groups {

        private final int threshold;

        Events(KernelOp.Random op, NativeArray key, NativeArray y) {
            super(key, y);
            threshold = Draws.threshold(op.a());
        }

        @Override
        void group(Scratch scratch, long streamKey, int group, int first, int count) {
            int[] happens = scratch.words;
            for (int i = 0; i < GROUP; i++) {
                happens[i] = (happens[i] >>> 1) - threshold >>> 31;
            }
            Store.ints(happens, y, start + first, count, scratch);
        }
    }

    private static final class Integers extends Groups {

        private final long low;
        private final long high;

        Integers(KernelOp.Random op, NativeArray key, NativeArray y) {
            super(key, y);
            low = (long) op.a();
            high = (long) op.b();
            Check.require(low < high, "Random", "INTEGERS needs a lower end below the upper", low + " and " + high);
        }

        @Override
        void group(Scratch scratch, long streamKey, int group, int first, int count) {
            Threefry.lowWords(streamKey, group, scratch.ints);
            long[] values = scratch.longs;
            for (int i = 0; i < GROUP; i++) {
                values[i] = Draws.integer(bits(scratch, i), low, high);
            }
            Store.longs(values, y, start + first, count, scratch);
        }
    }
}
