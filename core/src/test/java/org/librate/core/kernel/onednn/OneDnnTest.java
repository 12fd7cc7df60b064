package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.ForwardingKernels;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Kernels;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.nd4j.Nd4jKernels;

/** What the tests of the families share: arrays, and comparison with plain loops in double. */
abstract class OneDnnTest {

    static final Kernels KERNELS = new OneDnnKernels(new ForwardingKernels(new Nd4jKernels()) {
        @Override public String name() {
            return "next";
        }
    });

    private final Random random = new Random(42);

    NativeArray array(long... dims) {
        return NativeArray.allocate(DType.FLOAT32, Shape.of(dims));
    }

    /** Normal numbers. */
    NativeArray random(long... dims) {
        return filled(i -> random.nextGaussian(), dims);
    }

    /** Numbers in [1, 2): for variances and scales. */
    NativeArray positive(long... dims) {
        return filled(i -> 1 + random.nextDouble(), dims);
    }

    NativeArray filled(IntToDoubleFunction value, long... dims) {
        NativeArray a = array(dims);
        for (int i = 0; i < a.size(); i++) {
            put(a, i, value.applyAsDouble(i));
        }
        return a;
    }

    NativeArray of(double... values) {
        return filled(i -> values[i], values.length);
    }

    NativeArray integers(DType type, long... values) {
        NativeArray a = NativeArray.allocate(type, Shape.of(values.length));
        for (int i = 0; i < values.length; i++) {
            if (type == DType.INT32) {
                a.block().ints().put(a.start() + i, (int) values[i]);
            } else {
                a.block().longs().put(a.start() + i, values[i]);
            }
        }
        return a;
    }

    static void put(NativeArray a, int i, double value) {
        a.block().floats().put(a.start() + i, (float) value);
    }

    static float get(NativeArray a, int i) {
        return a.block().floats().get(a.start() + i);
    }

    static double[] values(NativeArray a) {
        double[] values = new double[(int) a.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(a, i);
        }
        return values;
    }

    static void run(KernelOp op, NativeArray[] in, NativeArray... out) {
        try (Call call = op.bind(KERNELS, in, out)) {
            call.run();
        }
    }

    static NativeArray[] in(NativeArray... arrays) {
        return arrays;
    }

    /** Equal up to the error that float32 sums of this kind have. */
    static void expect(String what, NativeArray actual, double[] expected, double tolerance) {
        assertThat(actual.size()).as(what).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs(get(actual, i) - expected[i]);
            assertThat(difference <= tolerance * (1 + Math.abs(expected[i])))
                    .as("%s at %d: expected %s, got %s", what, i, expected[i], get(actual, i)).isTrue();
        }
    }
}
