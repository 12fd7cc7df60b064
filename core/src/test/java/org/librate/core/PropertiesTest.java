package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** What holds whatever the shapes and values: each property on many random ones. A failure names the seed that repeats it. */
class PropertiesTest {

    private static final int CASES = 60;

    /** Random shapes, axes and values from one seed. */
    private static final class Draw {
        private final RandomStream stream;
        private long next;

        Draw(long seed) {
            stream = RandomSource.of(seed).at(0);
        }

        int from(int low, int high) {
            return stream.integer(next++, low, high + 1);
        }

        Shape shape(int leastRank, int mostRank) {
            Shape shape = Shape.scalar();
            int rank = from(leastRank, mostRank);
            for (int i = 0; i < rank; i++) {
                shape = shape.append(from(1, 7));
            }
            return shape;
        }

        Tensor values(Shape shape) {
            return Tensor.uniform(shape, -2, 2, stream.withDraw(1 + next++));
        }

        Tensor wholeNumbers(Shape shape) {
            return Tensor.integers(shape, -9, 10, stream.withDraw(1 + next++)).cast(DType.FLOAT32);
        }

        int axis(Tensor x) {
            return from(-x.rank(), x.rank() - 1);
        }

        int[] order(int rank) {
            return stream.withDraw(-1 - next++).permutation(rank);
        }

        /** The shape with some axes of length 1, and some in front left out: it broadcasts to the shape. */
        Shape thinner(Shape shape) {
            Shape thin = shape;
            for (int axis = 0; axis < shape.rank(); axis++) {
                thin = from(0, 1) == 0 ? thin.with(axis, 1) : thin;
            }
            return thin.slice(from(0, shape.rank()), shape.rank());
        }
    }

    private static void always(Consumer<Draw> property) {
        for (long seed = 1; seed <= CASES; seed++) {
            try {
                property.accept(new Draw(seed));
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void same(Tensor a, Tensor b) {
        assertThat(a.dtype()).isEqualTo(b.dtype());
        assertThat(a.shape()).isEqualTo(b.shape());
        assertThat(a.toDoubles()).containsExactly(b.toDoubles());
    }

    private static void close(Tensor a, Tensor b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        double[] p = a.toDoubles();
        double[] q = b.toDoubles();
        for (int i = 0; i < p.length; i++) {
            assertThat(p[i]).isCloseTo(q[i], within(1e-4 * (1 + Math.abs(q[i]))));
        }
    }

    @Test
    void permuting_there_and_back_changes_nothing() {
        always(draw -> {
            Tensor x = draw.values(draw.shape(1, 5));
            int[] order = draw.order(x.rank());
            int[] back = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                back[order[i]] = i;
            }
            Tensor moved = x.permute(order);
            same(moved.permute(back), x);
            long[] at = IntStream.range(0, x.rank()).mapToLong(i -> draw.from(0, (int) x.dim(i) - 1)).toArray();
            assertThat(moved.get(Arrays.stream(order).mapToLong(i -> at[i]).toArray())).isEqualTo(x.get(at));
        });
    }

    @Test
    void reshaping_keeps_the_elements_in_order() {
        always(draw -> {
            Tensor x = draw.values(draw.shape(0, 5));
            same(x.flatten(0).reshape(x.shape()), x);
            assertThat(x.reshape(-1, 1).toArray()).containsExactly(x.toArray());
            int axis = draw.from(-x.rank() - 1, x.rank());
            same(x.expandDims(axis).squeeze(axis), x);
        });
    }

    @Test
    void slices_put_together_are_the_whole() {
        always(draw -> {
            Tensor x = draw.values(draw.shape(1, 5));
            int axis = draw.axis(x);
            int cut = draw.from(0, (int) x.dim(axis));
            same(Tensor.concat(axis, x.slice(axis, 0, cut), x.slice(axis, cut, x.dim(axis))), x);
            int at = axis < 0 ? axis + x.rank() : axis;
            same(Tensor.stack(at, IntStream.range(0, (int) x.dim(at)).mapToObj(i -> x.select(at, i)).toArray(Tensor[]::new)), x);
            same(x.pad(axis, 2, 3, 7).slice(axis, 2, 2 + x.dim(axis)), x);
            same(x.flip(axis).flip(axis), x);
            long step = draw.from(1, 3);
            same(x.slice(axis, 0, x.dim(axis), step), x.gather(axis,
                    Tensor.of(IntStream.range(0, (int) x.dim(axis)).filter(i -> i % step == 0).toArray())));
        });
    }

    @Test
    void sums_of_parts_are_the_sum_of_all() {
        always(draw -> {
            Tensor x = draw.wholeNumbers(draw.shape(1, 5)); // whole numbers add up exactly
            int axis = draw.axis(x);
            same(x.sum(axis).sum(), x.sum());
            same(x.cumsum(axis).select(axis, -1), x.sum(axis));
            int[] some = IntStream.range(0, x.rank()).filter(i -> draw.from(0, 1) == 0).toArray();
            if (some.length > 0) {
                Tensor oneByOne = x;
                for (int i = some.length - 1; i >= 0; i--) {
                    oneByOne = oneByOne.sum(some[i]);
                }
                same(x.sum(some), oneByOne);
                close(x.mean(some).mul((double) x.size() / oneByOne.size()), oneByOne);
                same(x.max(some), x.neg().min(some).neg());
            }
        });
    }

    @Test
    void broadcasting_is_stretching_first() {
        always(draw -> {
            Shape shape = draw.shape(1, 5);
            Tensor a = draw.values(shape);
            Tensor b = draw.values(draw.thinner(shape));
            Tensor stretched = b.expand(shape.toArray());
            for (UnaryOperator<Tensor> other : List.<UnaryOperator<Tensor>>of(t -> a.add(t), t -> a.sub(t), t -> t.sub(a), t -> a.mul(t),
                    t -> a.div(t), t -> t.div(a), t -> a.maximum(t), t -> a.lt(t), t -> a.gt(0).where(a, t))) {
                close(other.apply(b), other.apply(stretched));
            }
            Tensor tracked = b.tracked();
            close(Gradients.of(a.mul(tracked).sum()).get(tracked), Gradients.of(a.mul(tracked.expand(shape.toArray())).sum()).get(tracked));
        });
    }

    @Test
    void scattering_ones_counts_what_gathering_took() {
        always(draw -> {
            Tensor x = draw.values(draw.shape(1, 4));
            int axis = draw.from(0, x.rank() - 1);
            int[] picks = IntStream.range(0, draw.from(1, 12)).map(i -> draw.from(-1, (int) x.dim(axis) - 1)).toArray();
            Tensor index = Tensor.of(picks);
            Tensor tracked = x.tracked();
            Tensor gathered = tracked.gather(axis, index);
            Tensor counts = x.mul(0).scatterAdd(axis, index, Tensor.full(DType.FLOAT32, gathered.shape(), 1));
            same(Gradients.of(gathered.sum()).get(tracked), counts);
            int at = draw.from(0, (int) x.dim(axis) - 1);
            assertThat(counts.select(axis, at).toArray()).containsOnly(Arrays.stream(picks).filter(i -> i == at).count());
        });
    }

    @Test
    void sorting_permutes_into_order() {
        always(draw -> {
            Tensor x = draw.wholeNumbers(draw.shape(1, 4)); // with many ties
            int axis = draw.axis(x);
            int last = (int) x.dim(axis) - 1;
            Sorted up = x.sort(axis, false);
            Sorted down = x.sort(axis, true);
            assertThat(up.values().slice(axis, 0, last).le(up.values().slice(axis, 1, last + 1)).all().item()).isEqualTo(1);
            assertThat(down.values().slice(axis, 0, last).ge(down.values().slice(axis, 1, last + 1)).all().item()).isEqualTo(1);
            same(up.indices().sort(axis, false).values(), Tensor.range(last + 1).reshape(lengthOn(x, axis)).expand(x.shape().toArray()));
            Tensor tracked = x.tracked();
            same(Gradients.of(tracked.sort(axis, true).values(), down.values()).get(tracked), x); // each value goes back to where it came from
            same(x.argmin(axis), up.indices().select(axis, 0));
            same(x.argmax(axis), down.indices().select(axis, 0));
        });
    }

    /** All ones, but the axis as long as x's. */
    private static Shape lengthOn(Tensor x, int axis) {
        long[] ones = new long[x.rank()];
        Arrays.fill(ones, 1);
        return Shape.of(ones).with(axis, x.dim(axis));
    }

    @Test
    void softmax_makes_distributions() {
        always(draw -> {
            Tensor x = draw.values(draw.shape(1, 4)).mul(20);
            int axis = draw.axis(x);
            Tensor y = x.softmax(axis);
            assertThat(y.ge(0).all().item()).isEqualTo(1);
            close(y.sum(axis), x.mul(0).add(1).mean(axis));
            close(x.logSoftmax(axis).exp(), y);
            close(x.add(5).softmax(axis), y);
            close(x.sub(x.logSumExp(axis).expandDims(axis)), x.logSoftmax(axis));
        });
    }

    @Test
    void products_associate_and_transpose() {
        always(draw -> {
            Shape batch = draw.shape(0, 2);
            int[] n = {draw.from(1, 9), draw.from(1, 9), draw.from(1, 9), draw.from(1, 9)};
            Tensor a = draw.wholeNumbers(batch.append(n[0]).append(n[1]));
            Tensor b = draw.wholeNumbers(Shape.of(n[1], n[2]));
            Tensor c = draw.wholeNumbers(draw.thinner(batch).append(n[2]).append(n[3]));
            close(a.matmul(b).matmul(c), a.matmul(b.matmul(c)));
            close(a.matmul(b).transpose(), b.transpose().matmul(a.transpose()));
            close(a.matmul(b), a.expandDims(-1).mul(b).sum(-2));
        });
    }

    @Test
    void a_replayed_program_gives_the_bits_of_the_eager_one() {
        always(draw -> {
            List<UnaryOperator<Tensor>> program = program(draw);
            Shape shape = Shape.of(draw.from(1, 6), 4);
            try (Step step = Step.ofMany("program", in -> run(program, in.get(0)))) {
                for (int i = 0; i < 5; i++) {
                    Tensor x = draw.values(shape);
                    List<Tensor> eager = run(program, x);
                    List<Tensor> stepped = step.runMany(x);
                    same(stepped.get(0), eager.get(0));
                    same(stepped.get(1), eager.get(1));
                }
                assertThat(step.explain()).contains("replayed");
            }
        });
    }

    private static List<Tensor> run(List<UnaryOperator<Tensor>> program, Tensor x) {
        Tensor start = x.tracked();
        Tensor y = start;
        for (UnaryOperator<Tensor> op : program) {
            y = op.apply(y);
        }
        return List.of(y.detach(), Gradients.of(y.square().mean()).get(start));
    }

    /** Up to eight operations, each from [n, 4] to [n, 4]. */
    private static List<UnaryOperator<Tensor>> program(Draw draw) {
        Tensor square = draw.values(Shape.of(4, 4));
        Tensor row = draw.values(Shape.of(4));
        List<UnaryOperator<Tensor>> ops = List.of(
                x -> x.add(row), x -> x.mul(row), x -> x.matmul(square), x -> x.linear(square, row, Activation.TANH), Tensor::relu, Tensor::gelu,
                x -> x.softmax(-1),
                x -> x.layerNorm(row, row, 1e-3), x -> x.sub(x.mean(0)), x -> x.flip(1), x -> Tensor.concat(1, x.slice(1, 2, 4), x.slice(1, 0, 2)),
                x -> x.sort(0, false).values(),
                x -> x.cumsum(1), x -> x.gather(1, Tensor.of(3, 0, 0, 1)), x -> x.gt(0).where(x, row), x -> x.batchNorm(row, row, 1e-3).output(),
                x -> x.maximum(row),
                x -> x.dropout(0.3, Tensor.of(7L, 1L)), x -> x.clip(-1, 1).add(x), x -> x.transpose().reshape(-1, 4).add(x.sum()));
        List<UnaryOperator<Tensor>> program = new ArrayList<>();
        int length = draw.from(1, 8);
        for (int i = 0; i < length; i++) {
            program.add(ops.get(draw.from(0, ops.size() - 1)));
        }
        return program;
    }
}
