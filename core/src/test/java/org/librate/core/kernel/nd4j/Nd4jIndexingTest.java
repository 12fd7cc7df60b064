package org.librate.core.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.librate.core.kernel.nd4j.Memory.FLOATING;
import static org.librate.core.kernel.nd4j.Memory.array;
import static org.librate.core.kernel.nd4j.Memory.garbage;
import static org.librate.core.kernel.nd4j.Memory.in;
import static org.librate.core.kernel.nd4j.Memory.read;
import static org.librate.core.kernel.nd4j.Memory.run;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

class Nd4jIndexingTest {

    private static final DType[] INDEX = {DType.INT32, DType.INT64};

    @Test
    void slicesAreTakenAlongAnyAxisAndNegativeIndicesGiveZeros() {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.UINT8}) {
            NativeArray x = array(dtype, Shape.of(2, 3, 2), DoubleStream.iterate(1, v -> v + 1).limit(12).toArray());
            for (DType type : INDEX) {
                assertThat(gather(x, 0, array(type, Shape.of(3), 1, -1, 0), Shape.of(3, 3, 2)))
                        .containsExactly(7, 8, 9, 10, 11, 12, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6);
                assertThat(gather(x, 1, array(type, Shape.of(2, 1), 2, -5), Shape.of(2, 2, 1, 2))).containsExactly(5, 6, 0, 0, 11, 12, 0, 0);
                assertThat(gather(x, 2, array(type, Shape.scalar(), 1), Shape.of(2, 3))).containsExactly(2, 4, 6, 8, 10, 12);
            }
        }
    }

    private static double[] gather(NativeArray x, int axis, NativeArray index, Shape shape) {
        NativeArray y = garbage(x.dtype(), shape);
        run(new KernelOp.Gather(axis), in(x, index), y);
        return read(y);
    }

    @Test
    void slicesAreAddedOneAfterTheOtherAndNegativeIndicesAreSkipped() {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64}) {
            for (DType type : INDEX) {
                NativeArray y = array(dtype, Shape.of(3, 2), 1, 1, 1, 1, 1, 1);
                run(new KernelOp.ScatterAdd(0), in(array(type, Shape.of(4), 2, 0, -1, 2), array(dtype, Shape.of(4, 2), 1, 2, 3, 4, 5, 6, 7, 8)), y);
                assertThat(read(y)).containsExactly(4, 5, 1, 1, 9, 11);
                NativeArray z = array(dtype, Shape.of(2, 3), 0, 0, 0, 0, 0, 0);
                run(new KernelOp.ScatterAdd(1), in(array(type, Shape.of(2), 1, 1), array(dtype, Shape.of(2, 2), 1, 2, 3, 4)), z);
                assertThat(read(z)).containsExactly(0, 3, 0, 0, 7, 0);
            }
        }
    }

    @Test
    void sortingIsStableAndPutsNotANumberWhereItIsAskedTo() {
        for (DType dtype : FLOATING) {
            NativeArray x = array(dtype, Shape.of(5), 3, Double.NaN, 1, 3, 1);
            checkSort(x, 0, false, Shape.of(5), new double[] {1, 1, 3, 3, Double.NaN}, new double[] {2, 4, 0, 3, 1});
            checkSort(x, 0, true, Shape.of(5), new double[] {Double.NaN, 3, 3, 1, 1}, new double[] {1, 0, 3, 2, 4});
            checkSort(x, 0, true, Shape.of(2), new double[] {Double.NaN, 3}, new double[] {1, 0});
            checkSort(array(dtype, Shape.of(3), 0.0, -0.0, -1), 0, false, Shape.of(3), new double[] {-1, 0.0, -0.0}, new double[] {2, 0, 1});
        }
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.UINT8}) {
            NativeArray x = array(dtype, Shape.of(2, 3), 5, 1, 4, 2, 9, 4);
            checkSort(x, 1, false, Shape.of(2, 3), new double[] {1, 4, 5, 2, 4, 9}, new double[] {1, 2, 0, 0, 2, 1});
            checkSort(x, 1, true, Shape.of(2, 2), new double[] {5, 4, 9, 4}, new double[] {0, 2, 1, 2});
            checkSort(x, 0, true, Shape.of(1, 3), new double[] {5, 9, 4}, new double[] {0, 1, 0});
        }
    }

    private static void checkSort(NativeArray x, int axis, boolean descending, Shape shape, double[] values, double[] positions) {
        NativeArray y = garbage(x.dtype(), shape);
        NativeArray where = garbage(DType.INT64, shape);
        run(new KernelOp.Sort(axis, descending), in(x), y, where);
        assertThat(read(y)).containsExactly(values);
        assertThat(read(where)).containsExactly(positions);
    }
}
