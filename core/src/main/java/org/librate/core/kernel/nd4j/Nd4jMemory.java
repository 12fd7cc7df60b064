package org.librate.core.kernel.nd4j;

import org.bytedeco.javacpp.Pointer;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.NativeArray;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J arrays over memory that Librate owns: no copy, and ND4J never frees it.
 *
 * <p>These do not keep the memory alive; the {@link HeldCall} that uses them does. Each view gets a buffer of its own that
 * starts at its first element, because ND4J's offsets are a known source of wrong results.
 */
final class Nd4jMemory {

    /** A pointer to memory that somebody else owns. */
    private static final class Address extends Pointer {
        Address(long address, long length) {
            super((Pointer) null);
            this.address = address;
            this.limit = length;
            this.capacity = length;
        }
    }

    private Nd4jMemory() {
    }

    static INDArray array(NativeArray array) {
        return array(array, array.shape());
    }

    /** The same memory, read as another shape with as many elements. */
    static INDArray array(NativeArray array, Shape shape) {
        return over(array, 0, shape.toArray(), shape.strides(), 'c');
    }

    /**
     * A row-major matrix from element {@code start} on, seen as its transpose in column-major order: the only order in
     * which ND4J multiplies without copying. It has {@code columns} rows and {@code rows} columns.
     */
    static INDArray transposed(NativeArray array, long start, long rows, long columns) {
        return over(array, start, new long[] {columns, rows}, new long[] {1, columns}, 'f');
    }

    private static INDArray over(NativeArray array, long start, long[] shape, long[] strides, char order) {
        Nd4jRuntime.require();
        long size = Shape.of(shape).size();
        DataType type = type(array.dtype());
        Pointer address = new Address(array.address() + start * array.dtype().bytes(), size);
        return Nd4j.create(Nd4j.createBuffer(address, size, type), shape, strides, 0, order, type);
    }

    @SuppressWarnings("deprecation") // ND4J 1.0 renamed INT, LONG and UBYTE in its types, but not in what it reports back
    static DataType type(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> DataType.FLOAT;
            case FLOAT64 -> DataType.DOUBLE;
            case INT32 -> DataType.INT;
            case INT64 -> DataType.LONG;
            case UINT8 -> DataType.UBYTE;
            case BOOL -> DataType.BOOL;
        };
    }
}
