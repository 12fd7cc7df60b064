package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;

/** Filling, copying between layouts, and converting small types to float32. */
final class OneDnnMemory {

    private OneDnnMemory() {
    }

    static int width(NativeArray y) {
        return Width.forWork(y.size());
    }

    static int width(KernelOp.CopyBox op) {
        return Width.forWork(size(op) * 2.0);
    }

    static long size(KernelOp.CopyBox op) {
        long size = 1;
        for (int i = 0; i < op.sizes().size(); i++) {
            size *= op.sizes().get(i);
        }
        return size;
    }

    /** The op without its value: only whether that is 0. */
    static KernelOp.Fill kind(KernelOp.Fill op) {
        return new KernelOp.Fill(op.value() == 0 ? 0 : 1);
    }

    /** Arrays: y. */
    static void fill(PlanBuilder plan, KernelOp.Fill op, NativeArray[] arrays) {
        OneDnnElementwise.fill(plan, arrays[0].size(), op.value() == 0, plan.array(0));
    }

    /** The op without the places where the box begins. */
    static KernelOp.CopyBox kind(KernelOp.CopyBox op) {
        return op.from() == 0 && op.to() == 0 ? op : new KernelOp.CopyBox(op.sizes(), 0, op.fromStrides(), 0, op.toStrides());
    }

    /** Those places. */
    static Given offsets(KernelOp.CopyBox op, NativeArray x) {
        int bytes = x.dtype().bytes();
        return Given.offsets(op.from() * bytes, op.to() * bytes);
    }

    /** Whether the box is a single run of neighbours on both sides: such a run is copied without a plan. */
    static boolean isOneRun(KernelOp.CopyBox op) {
        long step = 1;
        for (int i = op.sizes().size() - 1; i >= 0; i--) {
            long size = op.sizes().get(i);
            if (size != 1 && (op.fromStrides().get(i) != step || op.toStrides().get(i) != step)) {
                return false;
            }
            step *= size;
        }
        return true;
    }

    /** Arrays: x, y. */
    static void cast(PlanBuilder plan, KernelOp.Cast op, NativeArray[] arrays) {
        DType from = arrays[0].dtype();
        if (arrays[1].dtype() != DType.FLOAT32 || from != DType.INT32 && from != DType.UINT8 && from != DType.BOOL) {
            throw new PlanBuilder.Unsupported("this conversion");
        }
        long n = arrays[0].size();
        plan.reorder(plan.typed(type(from), n), plan.array(0), plan.dense(n), plan.array(1));
    }

    /** Arrays: x, y. */
    static void copyBox(PlanBuilder plan, KernelOp.CopyBox op, NativeArray[] arrays) {
        DType dtype = arrays[0].dtype();
        int type = type(dtype);
        List<long[]> axes = new ArrayList<>(); // {size, from-stride, to-stride}, neighbours that are one in both layouts taken together
        for (int i = 0; i < op.sizes().size(); i++) {
            long size = op.sizes().get(i);
            long from = op.fromStrides().get(i);
            long to = op.toStrides().get(i);
            if (size == 1) {
                continue;
            }
            if (from <= 0 || to <= 0) {
                throw new PlanBuilder.Unsupported("repeated or reversed axes");
            }
            long[] last = axes.isEmpty() ? null : axes.get(axes.size() - 1);
            if (last != null && last[1] == from * size && last[2] == to * size) {
                last[0] *= size;
                last[1] = from;
                last[2] = to;
            } else {
                axes.add(new long[] {size, from, to});
            }
        }
        if (axes.isEmpty()) {
            axes.add(new long[] {1, 1, 1});
        }
        long[] sizes = axes.stream().mapToLong(a -> a[0]).toArray();
        plan.reorder(plan.strided(type, sizes, axes.stream().mapToLong(a -> a[1]).toArray()), plan.array(0),
                plan.strided(type, sizes, axes.stream().mapToLong(a -> a[2]).toArray()), plan.array(1));
    }

    private static int type(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> dnnl_f32;
            case INT32 -> dnnl_s32;
            case UINT8, BOOL -> dnnl_u8;
            case FLOAT64, INT64 -> throw new PlanBuilder.Unsupported(dtype.toString());
        };
    }
}
