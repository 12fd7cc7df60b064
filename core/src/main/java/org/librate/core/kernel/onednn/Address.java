package org.librate.core.kernel.onednn;

import org.bytedeco.javacpp.Pointer;

/** A native address to hand over to a call, with nobody behind it to free. One object serves for many addresses. */
final class Address extends Pointer {

    Address to(long value) {
        address = value;
        return this;
    }
}
