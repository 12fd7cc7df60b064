package org.librate.core.save;

import org.jspecify.annotations.Nullable;
import org.librate.core.DType;

/** What one element is in a safetensors file, under the format's own names. */
public enum StoredType {
    F64(8, DType.FLOAT64),
    F32(4, DType.FLOAT32),
    /** IEEE half precision; becomes float32 when it is read. */
    F16(2, DType.FLOAT32),
    /** The upper half of a float32; becomes float32 when it is read. */
    BF16(2, DType.FLOAT32),
    I64(8, DType.INT64),
    I32(4, DType.INT32),
    I16(2, null),
    I8(1, null),
    U64(8, null),
    U32(4, null),
    U16(2, null),
    U8(1, DType.UINT8),
    BOOL(1, DType.BOOL),
    F8_E4M3(1, null),
    F8_E5M2(1, null);

    private final int bytes;
    private final @Nullable DType dtype;

    StoredType(int bytes, @Nullable DType dtype) {
        this.bytes = bytes;
        this.dtype = dtype;
    }

    /** The size of one element in the file. */
    public int bytes() {
        return bytes;
    }

    /** The type of the tensor that is read; null for what the format knows and this library has no type for. */
    public @Nullable DType dtype() {
        return dtype;
    }

    static StoredType of(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> F32;
            case FLOAT64 -> F64;
            case INT32 -> I32;
            case INT64 -> I64;
            case UINT8 -> U8;
            case BOOL -> BOOL;
        };
    }

    static @Nullable StoredType named(String name) {
        for (StoredType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }
}
