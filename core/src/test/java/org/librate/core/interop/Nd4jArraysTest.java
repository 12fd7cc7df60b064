package org.librate.core.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.NativeArray;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class Nd4jArraysTest {

    @Test
    void bothSidesSeeTheSameMemory() {
        NativeArray array = NativeArray.allocate(DType.FLOAT32, Shape.of(2, 3));
        for (int i = 0; i < 6; i++) {
            array.block().floats().put(array.start() + i, i);
        }
        INDArray seen = Nd4jArrays.view(array);
        assertThat(seen.shape()).containsExactly(2, 3);
        assertThat(seen.getFloat(1, 2)).isEqualTo(5);
        seen.muli(2);
        assertThat(array.block().floats().get(array.start() + 5)).isEqualTo(10);
        NativeArray back = Nd4jArrays.of(seen);
        assertThat(back.address()).isEqualTo(array.address());
        assertThat(back.shape()).isEqualTo(array.shape());
    }

    @Test
    void everyTypeAndRankGoesBothWays() {
        for (DType dtype : DType.values()) {
            for (Shape shape : new Shape[] {Shape.scalar(), Shape.of(1), Shape.of(3), Shape.of(2, 3), Shape.of(2, 1, 3, 2), Shape.of(0, 3)}) {
                NativeArray array = NativeArray.allocate(dtype, shape);
                INDArray seen = Nd4jArrays.view(array);
                assertThat(seen.shape()).containsExactly(shape.toArray());
                NativeArray back = Nd4jArrays.of(seen);
                assertThat(back.dtype()).isEqualTo(dtype);
                assertThat(back.shape()).isEqualTo(shape);
                if (shape.size() > 0) {
                    assertThat(back.address()).isEqualTo(array.address());
                }
            }
        }
    }

    @Test
    void contiguousViewsAreSharedAndOthersCopied() {
        INDArray whole = Nd4j.arange(12).castTo(DataType.DOUBLE).reshape(3, 4);
        NativeArray rows = Nd4jArrays.of(whole.get(NDArrayIndex.interval(1, 3)));
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 4));
        assertThat(values(rows)).containsExactly(4, 5, 6, 7, 8, 9, 10, 11);
        rows.block().doubles().put(rows.start(), -1);
        assertThat(whole.getDouble(1, 0)).isEqualTo(-1);
        NativeArray row = Nd4jArrays.of(whole.getRow(2));
        assertThat(values(row)).containsExactly(8, 9, 10, 11);

        assertThat(values(Nd4jArrays.of(whole.transpose()))).containsExactly(0, -1, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
        NativeArray column = Nd4jArrays.of(whole.getColumn(1));
        assertThat(values(column)).containsExactly(1, 5, 9);
        column.block().doubles().put(column.start(), 77);
        assertThat(whole.getDouble(0, 1)).isEqualTo(1);
        assertThat(values(Nd4jArrays.of(whole.dup('f')))).containsExactly(0, 1, 2, 3, -1, 5, 6, 7, 8, 9, 10, 11);
    }

    private static double[] values(NativeArray array) {
        double[] values = new double[(int) array.size()];
        array.block().doubles().get(array.start(), values);
        return values;
    }

    @Test
    void otherTypesAreRefusedWithAWayOut() {
        assertThatIllegalArgumentException().isThrownBy(() -> Nd4jArrays.of(Nd4j.create(DataType.FLOAT16, 2)))
                .withMessage("Nd4jArrays: the array must be FLOAT, DOUBLE, INT, LONG, UBYTE or BOOL, got HALF. Convert it first with castTo(...).");
    }

    /** Native memory that is freed too early is used again at once, so that a later allocation would overwrite what is seen here. */
    @Test
    void aViewKeepsTheMemoryAllocated() throws InterruptedException {
        INDArray[] views = new INDArray[20];
        NativeArray[] backs = new NativeArray[20];
        for (int i = 0; i < views.length; i++) {
            views[i] = Nd4jArrays.view(NativeArray.allocate(DType.FLOAT32, Shape.of(100_000)));
            views[i].assign(i);
            backs[i] = Nd4jArrays.of(Nd4j.valueArrayOf(new long[] {100_000}, i, DataType.DOUBLE));
        }
        for (int round = 0; round < 3; round++) {
            System.gc();
            Thread.sleep(50);
            for (int i = 0; i < 20; i++) {
                Nd4jArrays.view(NativeArray.allocate(DType.FLOAT32, Shape.of(100_000))).assign(-1);
            }
        }
        for (int i = 0; i < views.length; i++) {
            assertThat(views[i].minNumber().floatValue()).isEqualTo(i);
            assertThat(views[i].reshape(100, 1000).getRow(99).maxNumber().floatValue()).isEqualTo(i);
            assertThat(backs[i].block().doubles().get(backs[i].start() + 99_999)).isEqualTo(i);
        }
    }
}
