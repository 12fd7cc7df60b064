package org.librate.nn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.NativeArray;

/** Tensors as bytes: type, shape, then the elements as they lie in memory (little-endian on every platform there is native code for). */
final class TensorIO {

    private static final int CHUNK = 1 << 16;
    private static final int MOST_AXES = 16;

    private TensorIO() {
    }

    static void write(DataOutput out, Tensor tensor) throws IOException {
        out.writeUTF(tensor.dtype().name());
        out.writeInt(tensor.rank());
        for (long length : tensor.shape().toArray()) {
            out.writeLong(length);
        }
        ByteBuffer bytes = bytes(tensor);
        byte[] chunk = new byte[CHUNK];
        while (bytes.hasRemaining()) {
            int n = Math.min(CHUNK, bytes.remaining());
            bytes.get(chunk, 0, n);
            out.write(chunk, 0, n);
        }
    }

    /** @param most the most bytes that may follow: a lying size must not make us ask for memory */
    static Tensor read(DataInput in, long most) throws IOException {
        DType dtype = dtype(in.readUTF());
        int rank = in.readInt();
        if (rank < 0 || rank > MOST_AXES) {
            throw new IOException("a tensor has " + rank + " axes");
        }
        long[] dims = new long[rank];
        long size = 1;
        for (int i = 0; i < rank; i++) {
            dims[i] = in.readLong();
            if (dims[i] < 0 || dims[i] > most) {
                throw new IOException("a tensor has an axis of length " + dims[i]);
            }
            size *= Math.max(1, dims[i]);
            if (size > most / dtype.bytes()) {
                throw new IOException("a tensor is larger than what follows in the file");
            }
        }
        Tensor tensor = Tensor.zeros(dtype, Shape.of(dims));
        ByteBuffer bytes = bytes(tensor);
        byte[] chunk = new byte[CHUNK];
        while (bytes.hasRemaining()) {
            int n = Math.min(CHUNK, bytes.remaining());
            in.readFully(chunk, 0, n);
            bytes.put(chunk, 0, n);
        }
        return tensor;
    }

    private static DType dtype(String name) throws IOException {
        for (DType dtype : DType.values()) {
            if (dtype.name().equals(name)) {
                return dtype;
            }
        }
        throw new IOException("a tensor is of type \"" + name + "\"");
    }

    private static ByteBuffer bytes(Tensor tensor) {
        NativeArray array = tensor.array();
        int start = array.start() * array.dtype().bytes();
        ByteBuffer all = array.block().bytes().duplicate();
        all.limit(start + (int) tensor.size() * array.dtype().bytes()).position(start);
        return all;
    }
}
