package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_runtime_error;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.lang.ref.Cleaner;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;

/** What all oneDNN objects of this process share. Loading this class loads the library, or fails. */
final class OneDnn {

    /** Objects of two engines do not mix: this is the only one, and it stays. */
    static final dnnl_engine ENGINE = new dnnl_engine();

    /** Frees native objects whose Java owner was dropped instead of closed. */
    static final Cleaner CLEANER = Cleaner.create();

    static {
        check(dnnl_engine_create(ENGINE, dnnl_cpu, 0), "create the CPU engine");
    }

    private OneDnn() {
    }

    /** Makes sure that oneDNN is there. */
    static void load() {
        check(ENGINE.isNull() ? dnnl_runtime_error : dnnl_success, "load");
    }

    static dnnl_stream newStream() {
        dnnl_stream stream = new dnnl_stream();
        check(dnnl_stream_create(stream, ENGINE, dnnl_stream_default_flags), "create a stream");
        return stream;
    }

    static void check(int status, String what) {
        if (status != dnnl_success) {
            throw failure(status, what);
        }
    }

    private static IllegalStateException failure(int status, String what) {
        String[] names = {"success", "out of memory", "invalid arguments", "unimplemented", "last implementation reached", "runtime error",
                "not required"};
        String name = status < names.length ? names[status] : "unknown";
        return new IllegalStateException("oneDNN: could not " + what + ", status " + status + " (" + name
                + "). Run with DNNL_VERBOSE=1 for its own words, or with -Dlibrate.kernels=nd4j for the other kernels.");
    }
}
