package org.librate.nn.loss;

import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/** How far what was found and what is there cover each other. */
final class Overlap {

    private Overlap() {
    }

    /**
     * One minus {@code (hits + smooth) / (hits + alpha · false alarms + beta · misses + smooth)}, summed over the positions of a row, the mean over
     * its classes or labels.
     */
    static Tensor loss(Object loss, Tensor output, Tensor target, @Nullable Tensor real, Masks masks, double alpha, double beta, double smooth) {
        Rows.checkOutput(loss, output, 1);
        DType dtype = output.dtype();
        boolean classes = output.rank() > target.rank() && output.dim(-1) > 1 && !target.dtype().isFloating();
        Tensor wanted = classes ? target : Rows.like(loss, output, target);
        boolean whole = !classes && isWhole(loss, output.shape(), masks);
        Tensor x = whole ? output.expandDims(-1) : output;
        long n = x.dim(0);
        long k = x.dim(-1);
        Tensor p;
        Tensor t;
        Tensor counts = real == null ? null : everywhere(real, x.shape()).cast(dtype);
        if (classes) {
            Tensor labels = Rows.classes(loss, x, target);
            Tensor known = labels.ge(0).cast(dtype).reshape(n, -1, 1);
            counts = counts == null ? known : counts.mul(known);
            p = x.softmax(-1).reshape(n, -1, k);
            t = labels.oneHot((int) k).cast(dtype).reshape(n, -1, k);
        } else {
            t = wanted.reshape(n, -1, k);
            p = x.sigmoid().reshape(n, -1, k);
        }
        Tensor found = counts == null ? p : p.mul(counts);
        Tensor there = counts == null ? t : t.mul(counts);
        Tensor hits = found.mul(t).sum(1);
        Tensor alarms = found.sum(1).sub(hits);
        Tensor misses = there.sum(1).sub(hits);
        Tensor index = hits.add(smooth).div(hits.add(alarms.mul(alpha)).add(misses.mul(beta)).add(smooth));
        return index.neg().add(1).mean(1);
    }

    /** Whether all that a row has is one mask, and no axis are channels. */
    private static boolean isWhole(Object loss, Shape output, Masks masks) {
        if (masks != Masks.BY_SHAPE || output.rank() == 1 || output.last() == 1) {
            return masks == Masks.ONE || output.rank() == 1;
        }
        boolean first = output.rank() >= 4 && output.dim(1) == 1;
        if (output.rank() < 4 || first) {
            throw new ShapeException(loss.toString(), "cannot tell whether the last axis are channels, each with a mask of its own",
                    "use withMasks(Masks.ONE) if a row is one mask" + (first ? ", as with channels first" : "") + ", or withMasks(Masks.PER_CHANNEL)",
                    output);
        }
        return false;
    }

    /** A mask of steps for the positions of all further axes, {@code [n, positions, 1]}. */
    private static Tensor everywhere(Tensor real, Shape output) {
        Shape positions = output.without(-1);
        Shape before = real.shape();
        for (int axis = 2; axis < positions.rank(); axis++) {
            before = before.append(1);
        }
        Tensor each = positions.rank() == 2 ? real : real.reshape(before).expand(positions.toArray());
        return each.reshape(output.dim(0), -1, 1);
    }
}
