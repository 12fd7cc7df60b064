package org.librate.core;

/** What one element of a {@link Tensor} is. */
public enum DType {
    /** 32-bit floating point: the type that networks train in. */
    FLOAT32(4),
    /** 64-bit floating point: for checking gradients, through the reference kernels. */
    FLOAT64(8),
    /** 32-bit integer: labels and indices. */
    INT32(4),
    /** 64-bit integer: indices and random keys. */
    INT64(8),
    /** Unsigned 8-bit integer: pixels, and the positions that max pooling remembers. */
    UINT8(1),
    /** True or false, one byte each. */
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    public boolean isInteger() {
        return this == INT32 || this == INT64 || this == UINT8;
    }
}
