package org.librate.core.kernel.nd4j;

import java.util.Arrays;
import java.util.Comparator;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** Stable sorting with positions, which ND4J does not have: the JDK's merge sort over the positions of each line. */
final class Nd4jSort {

    private Nd4jSort() {
    }

    static Call sort(KernelOp.Sort op, NativeArray x, NativeArray values, NativeArray positions) {
        Lines from = Lines.along(op.axis(), x.shape());
        Lines to = Lines.along(op.axis(), values.shape());
        Integers where = Integers.of(positions);
        if (x.dtype().isFloating()) {
            Reals in = Reals.of(x);
            Reals out = Reals.of(values);
            return HeldCall.of(() -> {
                for (int line = 0; line < from.count(); line++) {
                    int start = from.start(line);
                    // Double.compare puts NaN last, but −0 before 0: adding 0 makes them equal, so that they keep their order
                    Comparator<Integer> byValue = (a, b) -> Double.compare(in.get(start + a * from.step()) + 0.0,
                            in.get(start + b * from.step()) + 0.0);
                    Integer[] order = order(from.length(), byValue, op.descending());
                    for (int i = 0, at = to.start(line); i < to.length(); i++, at += to.step()) {
                        out.set(at, in.get(start + order[i] * from.step()));
                        where.set(at, order[i]);
                    }
                }
            }, x, values, positions);
        }
        Integers in = Integers.of(x);
        Integers out = Integers.of(values);
        return HeldCall.of(() -> {
            for (int line = 0; line < from.count(); line++) {
                int start = from.start(line);
                Comparator<Integer> byValue = (a, b) -> Long.compare(in.get(start + a * from.step()), in.get(start + b * from.step()));
                Integer[] order = order(from.length(), byValue, op.descending());
                for (int i = 0, at = to.start(line); i < to.length(); i++, at += to.step()) {
                    out.set(at, in.get(start + order[i] * from.step()));
                    where.set(at, order[i]);
                }
            }
        }, x, values, positions);
    }

    private static Integer[] order(int n, Comparator<Integer> byValue, boolean descending) {
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, descending ? byValue.reversed() : byValue);
        return order;
    }
}
