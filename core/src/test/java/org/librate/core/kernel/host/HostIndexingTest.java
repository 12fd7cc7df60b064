package org.librate.core.kernel.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;
import org.librate.core.random.RandomStream;

class HostIndexingTest {

    private final int width = Width.limit();

    @AfterEach
    void restoreWidth() {
        Width.limit(width);
    }

    /** Few different values, so that many are equal; some NaN where the type has it. */
    private static NativeArray of(DType type, Shape shape, long draw) {
        NativeArray x = Natives.empty(type, shape);
        RandomStream random = RandomStream.of(11, draw);
        for (int i = 0; i < x.size(); i++) {
            long v = random.integer(i, type == DType.UINT8 || type == DType.BOOL ? 0 : -20, type == DType.BOOL ? 2 : 21);
            Natives.put(x, i, !type.isFloating() ? v : v == 20 ? Double.NaN : v == 19 ? Double.POSITIVE_INFINITY : v == 0 ? -0.0 : v / 4.0);
        }
        return x;
    }

    // ---- copying boxes ----

    private static void assertCopies(DType type, int xSize, int ySize, long[] sizes, long from, long[] fromStrides, long to, long[] toStrides) {
        NativeArray x = of(type, Shape.of(xSize), 1);
        NativeArray y = of(type, Shape.of(ySize), 2);
        double[] expected = Natives.toArray(y);
        long count = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        for (long k = 0; k < count; k++) {
            long rest = k;
            long source = from;
            long target = to;
            for (int i = sizes.length - 1; i >= 0; i--) {
                source += rest % sizes[i] * fromStrides[i];
                target += rest % sizes[i] * toStrides[i];
                rest /= sizes[i];
            }
            expected[(int) target] = Natives.get(x, (int) source);
        }
        HostIndexing.copyBox(new KernelOp.CopyBox(Longs.of(sizes), from, Longs.of(fromStrides), to, Longs.of(toStrides)), x, y).run();
        Natives.checkGuards(y);
        assertThat(Natives.toArray(y)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void copies_boxes(DType type) {
        assertCopies(type, 5, 5, new long[] {}, 2, new long[] {}, 3, new long[] {}); // one element
        assertCopies(type, 600, 600, new long[] {20, 30}, 0, new long[] {30, 1}, 0, new long[] {30, 1}); // all
        assertCopies(type, 600, 600, new long[] {5, 7}, 63, new long[] {30, 1}, 2, new long[] {11, 1}); // a slice
        assertCopies(type, 600, 600, new long[] {5, 20}, 63, new long[] {30, 1}, 2, new long[] {40, 1}); // longer runs
        assertCopies(type, 600, 600, new long[] {20, 30}, 0, new long[] {30, 1}, 0, new long[] {1, 20}); // transposed
        // transposed the other way, several tiles
        assertCopies(type, 7000, 7000, new long[] {70, 100}, 0, new long[] {1, 70}, 0, new long[] {100, 1});
        assertCopies(type, 600, 600, new long[] {20, 30}, 599, new long[] {-30, -1}, 0, new long[] {30, 1}); // flipped
        assertCopies(type, 30, 600, new long[] {20, 30}, 0, new long[] {0, 1}, 0, new long[] {30, 1}); // rows repeated
        assertCopies(type, 20, 600, new long[] {20, 30}, 0, new long[] {1, 0}, 0, new long[] {30, 1}); // elements repeated
        assertCopies(type, 1, 600, new long[] {20, 30}, 0, new long[] {0, 0}, 0, new long[] {30, 1}); // one repeated
        // all axes reversed
        assertCopies(type, 720, 720, new long[] {2, 3, 4, 5, 6}, 0, new long[] {360, 120, 30, 6, 1}, 0, new long[] {1, 2, 6, 24, 120});
        assertCopies(type, 720, 720, new long[] {4, 3, 1, 60}, 0, new long[] {180, 60, 7, 1}, 0, new long[] {60, 240, 9, 1}); // heads brought forward
        assertCopies(type, 100, 300, new long[] {10, 5}, 1, new long[] {10, 2}, 4, new long[] {30, 3}); // steps on both sides
    }

    @Test
    void copies_large_boxes_with_threads() {
        Width.limit(3);
        assertCopies(DType.FLOAT32, 240_000, 240_000, new long[] {200, 300, 4}, 0, new long[] {1200, 4, 1}, 0, new long[] {4, 800, 1});
        assertCopies(DType.INT64, 250_000, 250_000, new long[] {500, 500}, 0, new long[] {500, 1}, 0, new long[] {1, 500});
        assertCopies(DType.UINT8, 240_000, 240_000, new long[] {300, 20, 40}, 0, new long[] {800, 1, 20}, 0, new long[] {800, 40, 1});
    }

    // ---- by index ----

    @ParameterizedTest
    @EnumSource(DType.class)
    void gathers_along_any_axis(DType type) {
        Shape shape = Shape.of(4, 9, 20);
        NativeArray x = of(type, shape, 1);
        for (DType indexType : new DType[] {DType.INT32, DType.INT64}) {
            NativeArray index = Natives.of(indexType, Shape.of(2, 3), 3, 0, -1, 2, 2, 1);
            for (int axis = 0; axis < 3; axis++) {
                Lanes lanes = Lanes.of(shape, axis);
                NativeArray y = Natives.empty(type, Shape.of(lanes.outer(), 6, lanes.inner()));
                HostIndexing.gather(new KernelOp.Gather(axis), x, index, y).run();
                Natives.checkGuards(y);
                for (int i = 0; i < y.size(); i++) {
                    int which = (int) Natives.get(index, i / lanes.inner() % 6);
                    int source = (i / lanes.inner() / 6 * lanes.length() + which) * lanes.inner() + i % lanes.inner();
                    assertThat(Double.valueOf(Natives.get(y, i))).isEqualTo(Double.valueOf(which < 0 ? 0 : Natives.get(x, source)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"BOOL"}, mode = EnumSource.Mode.EXCLUDE)
    void adds_slices_in_order(DType type) {
        Shape shape = Shape.of(3, 7, 30);
        for (int axis = 0; axis < 3; axis++) {
            Lanes lanes = Lanes.of(shape, axis);
            NativeArray index = Natives.of(DType.INT64, Shape.of(5), 2, 0, -1, 2, 1);
            NativeArray u = Natives.empty(type, Shape.of(lanes.outer(), 5, lanes.inner()));
            NativeArray y = Natives.empty(type, shape);
            for (int i = 0; i < u.size(); i++) {
                Natives.put(u, i, i % 10);
            }
            for (int i = 0; i < y.size(); i++) {
                Natives.put(y, i, i % 17);
            }
            double[] expected = Natives.toArray(y);
            for (int i = 0; i < u.size(); i++) {
                int which = (int) Natives.get(index, i / lanes.inner() % 5);
                if (which >= 0) {
                    expected[(i / lanes.inner() / 5 * lanes.length() + which) * lanes.inner() + i % lanes.inner()] += i % 10;
                }
            }
            HostIndexing.scatterAdd(new KernelOp.ScatterAdd(axis), index, u, y).run();
            Natives.checkGuards(y);
            assertThat(Natives.toArray(y)).isEqualTo(expected);
        }
    }

    @Test
    void sums_have_the_same_bits_for_any_number_of_threads() {
        int n = 20_000;
        int inner = 24;
        NativeArray index = Natives.empty(DType.INT32, Shape.of(n));
        NativeArray u = Natives.of(DType.FLOAT32, Shape.of(n, inner), RandomStream.of(1, 1).normals(n * inner));
        for (int i = 0; i < n; i++) {
            Natives.put(index, i, RandomStream.of(1, 2).integer(i, -1, 50));
        }
        float[] expected = new float[50 * inner];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < inner && Natives.get(index, i) >= 0; j++) {
                expected[(int) Natives.get(index, i) * inner + j] += (float) Natives.get(u, i * inner + j);
            }
        }
        for (int threads : new int[] {1, 2, 7}) {
            Width.limit(threads);
            NativeArray y = Natives.of(DType.FLOAT32, Shape.of(50, inner), new double[50 * inner]);
            HostIndexing.scatterAdd(new KernelOp.ScatterAdd(0), index, u, y).run();
            for (int i = 0; i < expected.length; i++) {
                assertThat((float) Natives.get(y, i)).isEqualTo(expected[i]);
            }
        }
    }

    // ---- lanes ----

    private static Comparator<Double> order(boolean descending) {
        Comparator<Double> ascending = Comparator.comparingDouble(v -> v + 0.0); // NaN last, −0 equal to 0
        return descending ? ascending.reversed() : ascending;
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void sorts_and_finds_the_first_few(DType type) {
        for (Shape shape : new Shape[] {Shape.of(1), Shape.of(30), Shape.of(5000), Shape.of(3, 100, 4), Shape.of(40, 6)}) {
            NativeArray x = of(type, shape, 3);
            for (int axis = 0; axis < shape.rank(); axis++) {
                Lanes lanes = Lanes.of(shape, axis);
                for (boolean descending : new boolean[] {false, true}) {
                    for (int k : new int[] {1, Math.min(5, lanes.length()), Math.max(1, lanes.length() - 1), lanes.length()}) {
                        NativeArray values = Natives.empty(type, shape.with(axis, k));
                        NativeArray positions = Natives.empty(DType.INT64, shape.with(axis, k));
                        HostIndexing.sort(new KernelOp.Sort(axis, descending), x, values, positions).run();
                        Natives.checkGuards(values);
                        Natives.checkGuards(positions);
                        for (int lane = 0; lane < lanes.count(); lane++) {
                            int first = lanes.first(lane, lanes.length());
                            int[] expected = IntStream.range(0, lanes.length()).boxed()
                                    .sorted(Comparator.comparing(i -> Natives.get(x, first + i * lanes.inner()), order(descending))).mapToInt(i -> i)
                                    .toArray();
                            for (int i = 0; i < k; i++) {
                                int at = lanes.first(lane, k) + i * lanes.inner();
                                assertThat(Natives.get(positions, at)).isEqualTo(expected[i]);
                                assertThat(Double.valueOf(Natives.get(values, at)))
                                        .isEqualTo(Double.valueOf(Natives.get(x, first + expected[i] * lanes.inner())));
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void sorts_the_whole_range_of_numbers() {
        double[] inOrder = {Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, -1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 1e-300, 1, Double.MAX_VALUE,
                Double.POSITIVE_INFINITY, Double.NaN};
        NativeArray x = Natives.of(DType.FLOAT64, Shape.of(11), 1, Double.NaN, -1, 0, 1e-300, Double.MAX_VALUE, Double.NEGATIVE_INFINITY,
                -Double.MIN_VALUE, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, Double.MIN_VALUE);
        NativeArray values = Natives.empty(DType.FLOAT64, Shape.of(11));
        NativeArray positions = Natives.empty(DType.INT64, Shape.of(11));
        HostIndexing.sort(new KernelOp.Sort(0, false), x, values, positions).run();
        assertThat(Natives.toArray(values)).isEqualTo(inOrder);
        NativeArray longs = Natives.empty(DType.INT64, Shape.of(100));
        for (int i = 0; i < 100; i++) {
            longs.block().longs().put(longs.start() + i, RandomStream.of(2, 2).bits(i));
        }
        NativeArray sorted = Natives.empty(DType.INT64, Shape.of(100));
        HostIndexing.sort(new KernelOp.Sort(0, true), longs, sorted, Natives.empty(DType.INT64, Shape.of(100))).run();
        for (int i = 1; i < 100; i++) {
            assertThat(sorted.block().longs().get(sorted.start() + i)).isLessThanOrEqualTo(sorted.block().longs().get(sorted.start() + i - 1));
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void finds_the_extreme_of_each_lane(DType type) {
        Shape shape = Shape.of(50, 8, 6);
        NativeArray x = of(type, shape, 4);
        for (int axis = 0; axis < 3; axis++) {
            Lanes lanes = Lanes.of(shape, axis);
            for (boolean largest : new boolean[] {true, false}) {
                NativeArray y = Natives.empty(DType.INT64, shape.without(axis));
                HostIndexing.argReduce(new KernelOp.ArgReduce(largest, axis), x, y).run();
                Natives.checkGuards(y);
                for (int lane = 0; lane < lanes.count(); lane++) {
                    double[] values = new double[lanes.length()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = Natives.get(x, lanes.first(lane, values.length) + i * lanes.inner());
                    }
                    assertThat(Natives.get(y, lane)).isEqualTo(extreme(values, largest));
                }
            }
        }
    }

    private static int extreme(double[] values, boolean largest) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                return i;
            }
        }
        double best = largest ? Arrays.stream(values).max().orElseThrow() : Arrays.stream(values).min().orElseThrow();
        return IntStream.range(0, values.length).filter(i -> values[i] == best).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sums_along_a_lane(boolean reversed) {
        for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64}) {
            Shape shape = Shape.of(5, 60, 3);
            NativeArray x = Natives.empty(type, shape);
            for (int i = 0; i < x.size(); i++) {
                Natives.put(x, i, i % 13 - 4);
            }
            for (int axis = 0; axis < 3; axis++) {
                Lanes lanes = Lanes.of(shape, axis);
                NativeArray y = Natives.empty(type, shape);
                HostIndexing.cumulativeSum(new KernelOp.CumulativeSum(axis, reversed), x, y).run();
                Natives.checkGuards(y);
                for (int lane = 0; lane < lanes.count(); lane++) {
                    double sum = 0;
                    for (int i = 0; i < lanes.length(); i++) {
                        int at = lanes.first(lane, lanes.length()) + (reversed ? lanes.length() - 1 - i : i) * lanes.inner();
                        sum += Natives.get(x, at);
                        assertThat(Natives.get(y, at)).isEqualTo(sum);
                    }
                }
            }
        }
    }
}
