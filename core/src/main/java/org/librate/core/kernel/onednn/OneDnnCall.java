package org.librate.core.kernel.onednn;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;

/** A plan on memory. Running it allocates nothing; closing it lets the next call have its native arguments. */
final class OneDnnCall implements Call {

    private final Plan plan;
    private final Given given;
    private final NativeArray[] arrays; // kept alive, and read by work in Java
    private @Nullable Binding binding;

    OneDnnCall(Plan plan, Binding binding, Given given, NativeArray[] arrays) {
        this.plan = plan;
        this.binding = binding;
        this.given = given;
        this.arrays = arrays;
    }

    @Override
    public void run() {
        Binding present = binding;
        if (present == null) {
            throw new IllegalStateException("Call: it was closed and cannot run any more.");
        }
        Width.apply(plan.width);
        present.run(Lane.current(), arrays, given);
        Reference.reachabilityFence(this);
    }

    @Override
    public void close() {
        Binding present = binding;
        binding = null;
        if (present != null) {
            plan.giveBack(present);
        }
    }
}
