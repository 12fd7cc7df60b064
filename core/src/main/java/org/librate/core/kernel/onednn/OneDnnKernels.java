package org.librate.core.kernel.onednn;

import org.librate.core.kernel.ForwardingKernels;
import org.librate.core.kernel.Kernels;

/** The fast kernels on CPU: oneDNN primitives in float32; everything else goes to the next set. */
public final class OneDnnKernels extends ForwardingKernels {

    public OneDnnKernels(Kernels next) {
        super(next);
    }

    @Override public String name() {
        return "onednn";
    }
}
