package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;

import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.NativeArray;

/**
 * How one op runs on arrays of given shapes: primitives, some plain Java between them where it must be, and where each argument
 * comes from. Expensive to make (primitives are compiled), shared by all threads, tied to no memory; {@link Binding} ties it.
 */
final class Plan {

    /** What an op that oneDNN cannot do for these shapes gets: it goes to the next kernel set. */
    static final Plan UNSUPPORTED = new Plan(1, 0, new int[0], List.of(), List.of(), List.of());

    private static final int SPARE_BINDINGS = 8;

    /** Work done in Java: on the call's arrays, and on the workspace at byte offsets that the plan laid out. */
    interface HostWork {
        void run(NativeArray[] arrays, Block workspace);
    }

    /** Where the memory of an argument is: in an array of the call, the thread's workspace, or a constant of the plan. */
    record Place(Kind kind, int array, long offset, @Nullable Block constant) {
        enum Kind { ARRAY, WORKSPACE, CONSTANT }
    }

    record Argument(int id, dnnl_memory_desc layout, Place place) {
    }

    /** One step: a primitive with its arguments, or work in Java. */
    record Step(String name, @Nullable dnnl_primitive primitive, List<Argument> arguments, @Nullable HostWork host) {
    }

    final int width;
    final long workspaceBytes;
    final int[] numbersAt; // where in the workspace the numbers of a call go, in floats
    final List<Step> steps;
    private final Binding[] spare = new Binding[SPARE_BINDINGS];
    private int spares;

    Plan(int width, long workspaceBytes, int[] numbersAt, List<Step> steps, List<dnnl_primitive> primitives, List<dnnl_memory_desc> layouts) {
        this.width = width;
        this.workspaceBytes = workspaceBytes;
        this.numbersAt = numbersAt;
        this.steps = steps;
        if (!primitives.isEmpty() || !layouts.isEmpty()) {
            OneDnn.CLEANER.register(this, () -> {
                primitives.forEach(p -> dnnl_primitive_destroy(p));
                layouts.forEach(l -> dnnl_memory_desc_destroy(l));
            });
        }
    }

    OneDnnCall bind(Given given, NativeArray... arrays) {
        Binding binding = take();
        binding.point(arrays, given);
        return new OneDnnCall(this, binding, given, arrays);
    }

    /** Bindings are used again, which makes an eager call several times cheaper than creating native objects for each. */
    private Binding take() {
        synchronized (spare) {
            if (spares > 0) {
                return spare[--spares];
            }
        }
        return new Binding(this);
    }

    void giveBack(Binding binding) {
        synchronized (spare) {
            if (spares < SPARE_BINDINGS) {
                spare[spares++] = binding;
                return;
            }
        }
        binding.close();
    }
}
