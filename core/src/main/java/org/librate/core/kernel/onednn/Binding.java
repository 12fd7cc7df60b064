package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.NativeArray;

/**
 * The native arguments of a plan: memory objects that can be pointed elsewhere, laid out as oneDNN's execute call wants them.
 * Used by one call at a time. JavaCPP's own bookkeeping is left out: it takes a global lock for each object.
 */
final class Binding {

    private static final int ARGUMENT_BYTES = Loader.sizeof(dnnl_exec_arg_t.class);

    private final Plan plan; // keeps the primitives alive
    private final dnnl_primitive[] primitives;
    private final dnnl_exec_arg_t[] arguments;
    private final int[] counts;
    private final Plan.@Nullable HostWork[] host;
    private final dnnl_memory[] inArrays;
    private final int[] arrays;
    private final long[] arrayOffsets;
    private final dnnl_memory[] inWorkspace;
    private final long[] workspaceOffsets;
    private final Address address = new Address();
    private final Cleaner.Cleanable cleanable;
    private long workspaceAddress;

    Binding(Plan plan) {
        this.plan = plan;
        int n = plan.steps.size();
        primitives = new dnnl_primitive[n];
        arguments = new dnnl_exec_arg_t[n];
        counts = new int[n];
        host = new Plan.HostWork[n];
        Natives natives = new Natives();
        cleanable = OneDnn.CLEANER.register(this, natives);
        List<dnnl_memory> memories = new ArrayList<>();
        List<Plan.Place> places = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Plan.Step step = plan.steps.get(i);
            dnnl_primitive primitive = step.primitive();
            host[i] = step.host();
            counts[i] = step.arguments().size();
            if (primitive != null) {
                primitives[i] = primitive;
                arguments[i] = layOut(step, natives, memories, places);
            }
        }
        inArrays = memoriesIn(Plan.Place.Kind.ARRAY, memories, places);
        arrays = places.stream().filter(p -> p.kind() == Plan.Place.Kind.ARRAY).mapToInt(Plan.Place::array).toArray();
        arrayOffsets = offsets(Plan.Place.Kind.ARRAY, places);
        inWorkspace = memoriesIn(Plan.Place.Kind.WORKSPACE, memories, places);
        workspaceOffsets = offsets(Plan.Place.Kind.WORKSPACE, places);
    }

    private dnnl_exec_arg_t layOut(Plan.Step step, Natives natives, List<dnnl_memory> memories, List<Plan.Place> places) {
        Pointer raw = Pointer.malloc((long) ARGUMENT_BYTES * step.arguments().size());
        natives.mallocs.add(raw);
        dnnl_exec_arg_t list = new dnnl_exec_arg_t(raw);
        for (int i = 0; i < step.arguments().size(); i++) {
            Plan.Argument argument = step.arguments().get(i);
            dnnl_memory memory = new dnnl_memory();
            Block constant = argument.place().constant();
            Pointer fixed = constant == null ? null : address.to(constant.address() + argument.place().offset());
            OneDnn.check(dnnl_memory_create(memory, argument.layout(), OneDnn.ENGINE, fixed), "describe memory");
            natives.memories.add(memory);
            memories.add(memory);
            places.add(argument.place());
            list.position(i).arg(argument.id());
            list.memory(memory);
        }
        return list.position(0);
    }

    private static dnnl_memory[] memoriesIn(Plan.Place.Kind kind, List<dnnl_memory> memories, List<Plan.Place> places) {
        List<dnnl_memory> some = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).kind() == kind) {
                some.add(memories.get(i));
            }
        }
        return some.toArray(new dnnl_memory[0]);
    }

    private static long[] offsets(Plan.Place.Kind kind, List<Plan.Place> places) {
        return places.stream().filter(p -> p.kind() == kind).mapToLong(Plan.Place::offset).toArray();
    }

    /** Makes the arguments mean these arrays. */
    void point(NativeArray[] to, Given given) {
        for (int i = 0; i < inArrays.length; i++) {
            OneDnn.check(dnnl_memory_set_data_handle(inArrays[i], address.to(to[arrays[i]].address() + arrayOffsets[i] + given.offset(arrays[i]))),
                    "point at memory");
        }
    }

    void run(Lane lane, NativeArray[] to, Given given) {
        Block workspace = lane.workspace(plan.workspaceBytes);
        if (workspace.address() != workspaceAddress) {
            for (int i = 0; i < inWorkspace.length; i++) {
                OneDnn.check(dnnl_memory_set_data_handle(inWorkspace[i], address.to(workspace.address() + workspaceOffsets[i])),
                        "point at the workspace");
            }
            workspaceAddress = workspace.address();
        }
        for (int i = 0; i < plan.numbersAt.length; i++) {
            workspace.floats().put(plan.numbersAt[i], given.number(i));
        }
        for (int i = 0; i < counts.length; i++) {
            Plan.HostWork work = host[i];
            if (work != null) {
                work.run(to, workspace);
            } else {
                int status = dnnl_primitive_execute(primitives[i], lane.stream, counts[i], arguments[i]);
                if (status != 0) {
                    OneDnn.check(status, "run " + plan.steps.get(i).name());
                }
            }
        }
    }

    void close() {
        cleanable.clean();
    }

    /** What is to be freed; knows nothing of the binding, so that the cleaner does not keep it alive. */
    private static final class Natives implements Runnable {
        final List<dnnl_memory> memories = new ArrayList<>();
        final List<Pointer> mallocs = new ArrayList<>();

        @Override public void run() {
            memories.forEach(m -> dnnl_memory_destroy(m));
            mallocs.forEach(Pointer::free);
        }
    }
}
