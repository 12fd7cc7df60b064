package org.librate.core.kernel.nd4j;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.NativeArray;

/** Work along the edges of graphs. Loops: ND4J's sparse arrays never came to be. */
final class Nd4jGraphs {

    private Nd4jGraphs() {
    }

    /** What the positions of each row name; negative for padding. */
    private record Lists(int rows, Integers offsets, Integers named) {

        static Lists of(NativeArray offsets, NativeArray named) {
            return new Lists((int) offsets.size() - 1, Integers.of(offsets), Integers.of(named));
        }

        int from(int row) {
            return (int) offsets.get(row);
        }

        int to(int row) {
            return (int) offsets.get(row + 1);
        }

        int at(int position) {
            return (int) named.get(position);
        }
    }

    private static int last(NativeArray x) {
        return (int) x.shape().last();
    }

    static Call sum(NativeArray x, NativeArray offsets, NativeArray neighbours, @Nullable NativeArray edges, @Nullable NativeArray weights,
            NativeArray y) {
        Lists lists = Lists.of(offsets, neighbours);
        Reals from = Reals.of(x);
        Reals to = Reals.of(y);
        Integers edge = edges == null ? null : Integers.of(edges);
        Reals weight = weights == null ? null : Reals.of(weights);
        int features = last(x);
        int heads = weights == null ? 1 : last(weights);
        int width = features / heads;
        return HeldCall.of(() -> {
            for (int r = 0; r < lists.rows(); r++) {
                for (int j = 0; j < features; j++) {
                    double sum = 0;
                    for (int k = lists.from(r); k < lists.to(r); k++) {
                        int e = edge == null ? k : (int) edge.get(k);
                        if (lists.at(k) >= 0) {
                            double value = from.get(lists.at(k) * features + j);
                            sum += weight == null ? value : weight.get(e * heads + j / width) * value;
                        }
                    }
                    to.set(r * features + j, sum);
                }
            }
        }, x, offsets, neighbours, edges, weights, y);
    }

    static Call products(NativeArray a, NativeArray b, NativeArray offsets, NativeArray neighbours, NativeArray y) {
        Lists lists = Lists.of(offsets, neighbours);
        Reals left = Reals.of(a);
        Reals right = Reals.of(b);
        Reals to = Reals.of(y);
        int features = last(a);
        int heads = last(y);
        int width = features / heads;
        return HeldCall.of(() -> {
            for (int r = 0; r < lists.rows(); r++) {
                for (int k = lists.from(r); k < lists.to(r); k++) {
                    for (int h = 0; h < heads; h++) {
                        double sum = 0;
                        for (int j = h * width; lists.at(k) >= 0 && j < (h + 1) * width; j++) {
                            sum += left.get(r * features + j) * right.get(lists.at(k) * features + j);
                        }
                        to.set(k * heads + h, sum);
                    }
                }
            }
        }, a, b, offsets, neighbours, y);
    }

    static Call softmax(NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y) {
        Lists lists = Lists.of(offsets, neighbours);
        Reals from = Reals.of(x);
        Reals to = Reals.of(y);
        int heads = last(x);
        return HeldCall.of(() -> {
            for (int r = 0; r < lists.rows(); r++) {
                for (int h = 0; h < heads; h++) {
                    double most = Double.NEGATIVE_INFINITY;
                    for (int k = lists.from(r); k < lists.to(r); k++) {
                        most = lists.at(k) < 0 ? most : Math.max(most, from.get(k * heads + h));
                    }
                    double sum = 0;
                    for (int k = lists.from(r); k < lists.to(r); k++) {
                        sum += lists.at(k) < 0 ? 0 : Math.exp(from.get(k * heads + h) - most);
                    }
                    for (int k = lists.from(r); k < lists.to(r); k++) {
                        to.set(k * heads + h, lists.at(k) < 0 ? 0 : Math.exp(from.get(k * heads + h) - most) / sum);
                    }
                }
            }
        }, x, offsets, neighbours, y);
    }

    /** dx = y · (g − Σ g·y). */
    static Call softmaxGradient(NativeArray g, NativeArray y, NativeArray offsets, NativeArray neighbours, NativeArray dx) {
        Lists lists = Lists.of(offsets, neighbours);
        Reals gradient = Reals.of(g);
        Reals value = Reals.of(y);
        Reals to = Reals.of(dx);
        int heads = last(y);
        return HeldCall.of(() -> {
            for (int r = 0; r < lists.rows(); r++) {
                for (int h = 0; h < heads; h++) {
                    double sum = 0;
                    for (int k = lists.from(r); k < lists.to(r); k++) {
                        sum += lists.at(k) < 0 ? 0 : gradient.get(k * heads + h) * value.get(k * heads + h);
                    }
                    for (int k = lists.from(r); k < lists.to(r); k++) {
                        to.set(k * heads + h, lists.at(k) < 0 ? 0 : value.get(k * heads + h) * (gradient.get(k * heads + h) - sum));
                    }
                }
            }
        }, g, y, offsets, neighbours, dx);
    }

    static Call max(NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y, NativeArray at) {
        Lists lists = Lists.of(offsets, neighbours);
        Reals from = Reals.of(x);
        Reals to = Reals.of(y);
        Integers found = Integers.of(at);
        int features = last(x);
        return HeldCall.of(() -> {
            for (int r = 0; r < lists.rows(); r++) {
                for (int j = 0; j < features; j++) {
                    double most = 0;
                    int where = -1;
                    for (int k = lists.from(r); k < lists.to(r); k++) {
                        if (lists.at(k) >= 0) {
                            double value = from.get(lists.at(k) * features + j);
                            if (where < 0 || value > most || Double.isNaN(value) && !Double.isNaN(most)) {
                                most = value;
                                where = k;
                            }
                        }
                    }
                    to.set(r * features + j, most);
                    found.set(r * features + j, where);
                }
            }
        }, x, offsets, neighbours, y, at);
    }

    static Call maxGradient(NativeArray g, NativeArray at, NativeArray offsets, NativeArray neighbours, NativeArray edges, NativeArray dx) {
        Lists lists = Lists.of(offsets, neighbours);
        Reals gradient = Reals.of(g);
        Integers found = Integers.of(at);
        Integers edge = Integers.of(edges);
        Reals to = Reals.of(dx);
        int features = last(g);
        return HeldCall.of(() -> {
            for (int c = 0; c < lists.rows(); c++) {
                for (int j = 0; j < features; j++) {
                    double sum = 0;
                    for (int k = lists.from(c); k < lists.to(c); k++) {
                        int r = lists.at(k);
                        sum += r >= 0 && found.get(r * features + j) == edge.get(k) ? gradient.get(r * features + j) : 0;
                    }
                    to.set(c * features + j, sum);
                }
            }
        }, g, at, offsets, neighbours, edges, dx);
    }
}
