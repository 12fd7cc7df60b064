package org.librate.core.kernel;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * What the calling thread works with: the kernels, and inside a step its arena and recorder. Every op of the library runs through here.
 */
public final class Execution {

    private static final ThreadLocal<Execution> CURRENT = ThreadLocal.withInitial(Execution::new);

    private Kernels kernels = KernelSets.preferred();
    private @Nullable Arena arena;
    private @Nullable Recorder recorder;

    private Execution() {
    }

    public static Execution current() {
        return CURRENT.get();
    }

    public Kernels kernels() {
        return kernels;
    }

    public @Nullable Arena arena() {
        return arena;
    }

    public @Nullable Recorder recorder() {
        return recorder;
    }

    /** New memory for a result: from the step's arena, or lasting outside of steps. */
    public NativeArray allocate(DType dtype, Shape shape) {
        return arena == null ? NativeArray.allocate(dtype, shape) : arena.carve(dtype, shape);
    }

    /** Runs one op now, and writes it down if a step is being recorded. */
    public void run(KernelOp op, NativeArray[] in, NativeArray[] out) {
        if (isEmpty(out)) {
            return;
        }
        Call call = op.bind(kernels, in, out);
        if (recorder == null) {
            try (call) {
                call.run();
            }
        } else {
            call.run();
            recorder.add(op, in, out, call);
            checkArenas(recorder, in);
            checkArenas(recorder, out);
        }
    }

    /** Another step's memory may change or go without this step being run again: then a replay would read it unawares. */
    private void checkArenas(Recorder recorder, NativeArray[] arrays) {
        for (NativeArray array : arrays) {
            Arena other = array.arena();
            if (other != null && other != arena) {
                recorder.cannotReplay("it uses a result of " + other.name() + ", which may run again or be closed");
            }
        }
    }

    private static boolean isEmpty(NativeArray[] out) {
        for (NativeArray array : out) {
            if (array.size() > 0) {
                return false;
            }
        }
        return true;
    }

    /** Complains if a step is running on this thread already. */
    public void mustNotNest(Arena step) {
        if (arena != null) {
            throw new IllegalStateException(step.name() + ": a step cannot run inside another, and " + arena.name() + " is running on this thread.");
        }
    }

    /** Runs the body with temporaries from an arena, and recorded if a recorder is given. Steps do not nest. */
    public <T> T inStep(Arena arena, @Nullable Recorder recorder, Supplier<T> body) {
        mustNotNest(arena);
        this.arena = arena;
        this.recorder = recorder;
        try {
            return body.get();
        } finally {
            this.arena = null;
            this.recorder = null;
        }
    }

    /** Runs the body with lasting memory and unrecorded, also inside a step: for what must outlive it. */
    public <T> T outsideStep(Supplier<T> body) {
        Arena outerArena = arena;
        Recorder outerRecorder = recorder;
        arena = null;
        recorder = null;
        try {
            return body.get();
        } finally {
            arena = outerArena;
            recorder = outerRecorder;
        }
    }

    /** Runs the body with another kernel set. */
    public <T> T with(Kernels other, Supplier<T> body) {
        Kernels outer = kernels;
        kernels = other;
        try {
            return body.get();
        } finally {
            kernels = outer;
        }
    }
}
