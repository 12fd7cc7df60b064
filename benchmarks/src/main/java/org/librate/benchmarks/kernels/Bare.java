package org.librate.benchmarks.kernels;

import java.util.ArrayList;
import java.util.List;
import org.librate.benchmarks.Work;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.NativeArray;

/** Kernels bound to memory and run in order, as a replayed step runs them: no graph, no allocation. */
final class Bare implements Work {

    private final Call[] calls;

    private Bare(List<Call> calls) {
        this.calls = calls.toArray(new Call[0]);
    }

    static Plan of(KernelOp op, List<NativeArray> in, NativeArray... out) {
        return new Plan().then(op, in, out);
    }

    @Override
    public void run() {
        for (Call call : calls) {
            call.run();
        }
    }

    @Override
    public void close() {
        for (Call call : calls) {
            call.close();
        }
    }

    /** Grows kernel by kernel. */
    static final class Plan {

        private final List<Call> calls = new ArrayList<>();

        private Plan() {
        }

        Plan then(KernelOp op, List<NativeArray> in, NativeArray... out) {
            calls.add(op.bind(KernelSets.preferred(), in.toArray(new NativeArray[0]), out));
            return this;
        }

        /** What must have run once before, such as the forward pass that leaves what this needs. */
        Plan after(Plan before) {
            Bare first = before.work();
            first.run();
            first.close();
            return this;
        }

        Bare work() {
            return new Bare(calls);
        }
    }
}
