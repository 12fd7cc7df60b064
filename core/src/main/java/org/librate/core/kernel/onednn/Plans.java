package org.librate.core.kernel.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;

/** The plans made so far, by op, shapes and width. The least recently used goes when there are too many; calls that hold it keep it. */
final class Plans {

    private static final int MOST = 2048;

    /** Lays out how an op runs, or throws {@link PlanBuilder.Unsupported}. */
    interface Maker<O extends KernelOp> {
        void lay(PlanBuilder plan, O op, NativeArray[] arrays);
    }

    private final Map<PlanKey, Plan> plans = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PlanKey, Plan> eldest) {
            return size() > MOST;
        }
    };

    /** The op bound to the arrays, or null when oneDNN cannot do it for these shapes. */
    <O extends KernelOp> @Nullable OneDnnCall bind(O op, int width, Maker<O> maker, NativeArray... arrays) {
        return bind(op, Given.NOTHING, width, maker, arrays);
    }

    /** The same; {@code op} stands without what is given besides. */
    <O extends KernelOp> @Nullable OneDnnCall bind(O op, Given given, int width, Maker<O> maker, NativeArray... arrays) {
        PlanKey key = new PlanKey(op, width, arrays);
        Plan plan;
        synchronized (plans) {
            plan = plans.get(key);
        }
        if (plan == null) {
            plan = make(op, width, maker, arrays);
            synchronized (plans) {
                Plan other = plans.putIfAbsent(key, plan);
                plan = other == null ? plan : other;
            }
        }
        return plan == Plan.UNSUPPORTED ? null : plan.bind(given, arrays);
    }

    /** How many there are. */
    int size() {
        synchronized (plans) {
            return plans.size();
        }
    }

    private static <O extends KernelOp> Plan make(O op, int width, Maker<O> maker, NativeArray[] arrays) {
        Width.apply(width); // oneDNN decides how to split the work when the primitive is created
        PlanBuilder builder = new PlanBuilder(width);
        try {
            maker.lay(builder, op, arrays);
            return builder.build();
        } catch (PlanBuilder.Unsupported e) {
            builder.abandon();
            return Plan.UNSUPPORTED;
        } catch (RuntimeException | Error e) {
            builder.abandon();
            throw e;
        }
    }
}
