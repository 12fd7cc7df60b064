package org.librate.core.kernel.host;

import java.util.Arrays;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/**
 * A box of elements from one strided layout to another.
 *
 * <p>Axes of length 1 are dropped and axes that move together in both layouts are merged, so that many copies end as a few long runs. Then
 * the axis that is contiguous in the target comes last. Where another one is contiguous in the source, the two are walked in tiles, so
 * that both sides stay in the cache.
 */
final class BoxCopy extends RangeCall {

    private static final int TILE = 32;
    private static final int SHORT = 8;
    private static final int WORK = 1 << 16; // elements worth a thread

    private final NativeArray x;
    private final NativeArray y;
    private final int width;
    private final int from;
    private final int to;
    private final int[] sizes; // innermost first
    private final int[] fromSteps;
    private final int[] toSteps;
    private final int inside; // how many of the innermost axes one unit of work covers: 1 for rows, 2 for tiles

    private BoxCopy(KernelOp.CopyBox op, NativeArray x, NativeArray y, int[] sizes, int[] fromSteps, int[] toSteps, int inside, long units,
            long unit) {
        super(units, (int) Math.max(1, WORK / unit));
        this.x = x;
        this.y = y;
        this.width = x.dtype().bytes();
        this.from = x.start() + (int) op.from();
        this.to = y.start() + (int) op.to();
        this.sizes = sizes;
        this.fromSteps = fromSteps;
        this.toSteps = toSteps;
        this.inside = inside;
    }

    static Call of(KernelOp.CopyBox op, NativeArray x, NativeArray y) {
        int rank = op.sizes().size();
        int[] sizes = new int[rank + 1];
        int[] fromSteps = new int[rank + 1];
        int[] toSteps = new int[rank + 1];
        int axes = 0;
        for (int i = rank - 1; i >= 0; i--) {
            int size = (int) op.sizes().get(i);
            int fromStep = (int) op.fromStrides().get(i);
            int toStep = (int) op.toStrides().get(i);
            if (size == 0) {
                return Call.NOTHING;
            }
            if (size == 1) {
                continue;
            }
            if (axes > 0 && fromStep == fromSteps[axes - 1] * sizes[axes - 1] && toStep == toSteps[axes - 1] * sizes[axes - 1]) {
                sizes[axes - 1] *= size;
                continue;
            }
            sizes[axes] = size;
            fromSteps[axes] = fromStep;
            toSteps[axes] = toStep;
            axes++;
        }
        if (axes == 0) {
            sizes[0] = 1;
            fromSteps[0] = 1;
            toSteps[0] = 1;
            axes = 1;
        }
        if (axes == 1 && fromSteps[0] == 1 && toSteps[0] == 1) {
            return new RunCopy(x, x.start() + (int) op.from(), y, y.start() + (int) op.to(), sizes[0]);
        }
        bringForward(closest(toSteps, 0, axes), 0, sizes, fromSteps, toSteps);
        int inside = 1;
        if (axes > 1 && fromSteps[0] != 1) {
            int second = closest(fromSteps, 1, axes);
            if (Math.abs(fromSteps[second]) < Math.abs(fromSteps[0]) && fromSteps[second] != 0) {
                bringForward(second, 1, sizes, fromSteps, toSteps);
                inside = 2;
            }
        }
        if (inside == 1 && axes > 1 && sizes[0] < SHORT && sizes[1] > 4 * sizes[0]) { // loops along the longer axis, a few side by side
            bringForward(1, 0, sizes, fromSteps, toSteps);
            inside = 2;
        }
        long unit = 1;
        long units = 1;
        for (int i = 0; i < axes; i++) {
            if (i < inside) {
                unit *= sizes[i];
            } else {
                units *= sizes[i];
            }
        }
        return new BoxCopy(op, x, y, Arrays.copyOf(sizes, axes), Arrays.copyOf(fromSteps, axes), Arrays.copyOf(toSteps, axes), inside, units, unit);
    }

    /** The axis whose neighbours lie closest together, those that repeat left aside unless there is no other. */
    private static int closest(int[] steps, int first, int axes) {
        int best = first;
        for (int i = first + 1; i < axes; i++) {
            int step = Math.abs(steps[i]);
            if (step != 0 && (step < Math.abs(steps[best]) || steps[best] == 0)) {
                best = i;
            }
        }
        return best;
    }

    private static void bringForward(int axis, int to, int[]... lists) {
        for (int[] list : lists) {
            int value = list[axis];
            System.arraycopy(list, to, list, to + 1, axis - to);
            list[to] = value;
        }
    }

    @Override
    public void run(int first, int end) {
        int[] at = Scratch.get().words; // where each outer axis stands
        int source = from;
        int target = to;
        int rest = first;
        for (int i = inside; i < sizes.length; i++) {
            at[i] = rest % sizes[i];
            rest /= sizes[i];
            source += at[i] * fromSteps[i];
            target += at[i] * toSteps[i];
        }
        for (int unit = first; unit < end; unit++) {
            if (inside == 2) {
                tiles(source, target);
            } else {
                row(source, target);
            }
            for (int i = inside; i < sizes.length; i++) {
                source += fromSteps[i];
                target += toSteps[i];
                if (++at[i] < sizes[i]) {
                    break;
                }
                source -= at[i] * fromSteps[i];
                target -= at[i] * toSteps[i];
                at[i] = 0;
            }
        }
    }

    private void row(int source, int target) {
        if (fromSteps[0] == 1 && toSteps[0] == 1) {
            Elements.copyRun(width, x.block(), source, y.block(), target, sizes[0]);
        } else {
            Elements.copy(width, x.block(), source, fromSteps[0], y.block(), target, toSteps[0], sizes[0]);
        }
    }

    private void tiles(int source, int target) {
        for (int p = 0; p < sizes[1]; p += TILE) {
            int pEnd = Math.min(sizes[1], p + TILE);
            for (int q = 0; q < sizes[0]; q += TILE) {
                int count = Math.min(TILE, sizes[0] - q);
                for (int i = p; i < pEnd; i++) {
                    Elements.copy(width, x.block(), source + i * fromSteps[1] + q * fromSteps[0], fromSteps[0],
                            y.block(), target + i * toSteps[1] + q * toSteps[0], toSteps[0], count);
                }
            }
        }
    }
}
