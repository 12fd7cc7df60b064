package org.librate.core.save;

/** Floating point numbers of 16 bits, as files hold them. Every one of them is a float32. */
final class Halves {

    private static final float SMALLEST = 0x1p-24f;

    private Halves() {
    }

    /** 1 bit sign, 5 bits exponent, 10 bits fraction. */
    static float float16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * SMALLEST));
        }
        int wide = exponent == 0x1f ? 0xff : exponent + 112; // infinities and NaN; the others move from bias 15 to bias 127
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }

    /** The upper half of a float32. */
    static float bfloat16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
