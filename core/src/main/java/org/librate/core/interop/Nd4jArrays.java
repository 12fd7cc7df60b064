package org.librate.core.interop;

import org.bytedeco.javacpp.Pointer;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Recorder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Librate's tensors as ND4J's arrays and back, over the same memory: what one side writes the other reads.
 *
 * <pre>{@code
 * INDArray seen = Nd4jArrays.view(tensor);
 * seen.muli(2);                                     // the tensor is doubled as well
 * Tensor back = Nd4jArrays.tensor(seen);
 * }</pre>
 */
public final class Nd4jArrays {

    private Nd4jArrays() {
    }

    /**
     * An ND4J array over a tensor's memory, in 'c' order; without gradient history. What ND4J does with it is not recorded, so a step that
     * asks for one is not replayed; a view of a step's tensor must not be used once the step has run again or is closed.
     */
    public static INDArray view(Tensor tensor) {
        Recorder recorder = Execution.current().recorder();
        if (recorder != null) {
            recorder.cannotReplay("it hands " + tensor.name() + " " + tensor.shape() + " to ND4J");
        }
        return view(tensor.array());
    }

    /** A tensor over an ND4J array's memory if its elements lie in row-major order without gaps; otherwise of a copy. */
    public static Tensor tensor(INDArray array) {
        return Tensor.over(of(array));
    }

    /**
     * An ND4J array over the same memory, in 'c' order. It keeps the memory allocated for as long as it, or a view of it, is
     * reachable; an array that was carved from a step's arena is overwritten all the same when the step runs again.
     */
    public static INDArray view(NativeArray array) {
        DataType type = type(array.dtype());
        Shape shape = array.shape();
        if (shape.size() == 0) {
            return Nd4j.empty(type).reshape(shape.toArray());
        }
        return Nd4j.create(Nd4j.createBuffer(new Address(array.address(), shape.size(), array), shape.size(), type), shape.toArray(), shape.strides(),
                0, 'c', type);
    }

    /**
     * An array over the same memory if the ND4J array's elements lie in row-major order without gaps; otherwise, as for a
     * transpose, a copy. It keeps the ND4J array reachable; closing that array ends both.
     */
    public static NativeArray of(INDArray array) {
        DType dtype = dtype(array.dataType());
        Shape shape = Shape.of(array.shape());
        if (shape.size() == 0) {
            return NativeArray.allocate(dtype, shape);
        }
        INDArray rows = isRowMajor(array) ? array : array.dup('c');
        Pointer address = new Address(rows.data().addressPointer().address(), shape.size(), rows);
        return NativeArray.over(Block.wrap(address, shape.size() * dtype.bytes(), rows), dtype, shape);
    }

    /** The strides decide: ND4J's order letter does not always tell the truth. Axes of length 1 may have any stride. */
    private static boolean isRowMajor(INDArray array) {
        long next = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != next) {
                return false;
            }
            next *= array.size(axis);
        }
        return true;
    }

    /** A pointer to memory that somebody else owns, and that is kept allocated until nothing points there any more. */
    private static final class Address extends Pointer {

        private record KeepAlive(Object owner) implements Deallocator {
            @Override
            public void deallocate() {
                // there is nothing to free: JavaCPP holds this object, and so the owner, until the pointer is collected
            }
        }

        /** ND4J checks indices against the length that the pointer tells it, in elements. */
        Address(long address, long length, Object owner) {
            super((Pointer) null);
            this.address = address;
            this.limit = length;
            this.capacity = length;
            deallocator(new KeepAlive(owner));
        }
    }

    @SuppressWarnings("deprecation") // ND4J 1.0 renamed INT, LONG and UBYTE in its types, but not in what it reports back
    private static DataType type(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> DataType.FLOAT;
            case FLOAT64 -> DataType.DOUBLE;
            case INT32 -> DataType.INT;
            case INT64 -> DataType.LONG;
            case UINT8 -> DataType.UBYTE;
            case BOOL -> DataType.BOOL;
        };
    }

    private static DType dtype(DataType type) {
        for (DType dtype : DType.values()) {
            if (type(dtype) == type) {
                return dtype;
            }
        }
        throw new IllegalArgumentException("Nd4jArrays: the array must be FLOAT, DOUBLE, INT, LONG, UBYTE or BOOL, got " + type
                + ". Convert it first with castTo(...).");
    }
}
