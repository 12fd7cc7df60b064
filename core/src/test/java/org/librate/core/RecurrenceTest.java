package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.Kernels;

/** What recurrent ops promise besides the contract of all ops: every combination of their options, and that padding changes nothing. */
class RecurrenceTest {

    private record Case(String cell, boolean reversed, boolean initial, boolean returned, int n, int time, int features, int units) {

        int gates() {
            return cell.equals("lstm") ? 4 : cell.equals("gru") ? 3 : 1;
        }

        int biases() {
            return cell.equals("gru") ? 4 : gates();
        }

        /** x, W, U, b, h0, c0. */
        List<Tensor> inputs() {
            return OpCase.of(cell, in -> in.get(0)).between(-0.5, 0.5)
                    .inputs(List.of(Shape.of(n, time, features), Shape.of(features, gates() * units),
                    Shape.of(units, gates() * units), Shape.of(biases() * units), Shape.of(n, units), Shape.of(n, units)), DType.FLOAT32);
        }

        Recurred run(List<Tensor> in, int... lengths) {
            Recurrence how = Map.of("lstm", Recurrence.lstm(), "gru", Recurrence.gru(), "tanh", Recurrence.tanh(), "relu", Recurrence.relu())
                    .get(cell);
            if (initial) {
                how = cell.equals("lstm") ? how.withState(in.get(4), in.get(5)) : how.withState(in.get(4));
            }
            if (lengths.length > 0) {
                how = how.withLengths(Tensor.of(lengths));
            }
            return in.get(0).recurrent(in.get(1), in.get(2), in.get(3), how.withReversed(reversed).withReturnedState(returned));
        }

        /** A number that depends on all results. */
        Tensor loss(Recurred y) {
            Tensor loss = y.output().square().sum();
            if (returned) {
                loss = loss.add(y.state().square().sum());
            }
            return returned && cell.equals("lstm") ? loss.add(y.cellState().square().sum()) : loss;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String cell : List.of("lstm", "gru", "tanh", "relu")) {
            for (int options = 0; options < 8; options++) {
                boolean[] on = {(options & 1) > 0, (options & 2) > 0, (options & 4) > 0};
                cases.add(new Case(cell, on[0], on[1], on[2], 2, 3, 2, 3));
                cases.add(new Case(cell, on[0], on[1], on[2], 17, 9, 33, 20));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void kernels_agree_with_the_reference(Case c) {
        for (int[] lengths : new int[][] {{}, lengths(c)}) {
            List<Tensor> fast = results(c, KernelSets.preferred(), lengths);
            List<Tensor> reference = results(c, KernelSets.reference(), lengths);
            for (int i = 0; i < fast.size(); i++) {
                close(fast.get(i).toDoubles(), reference.get(i).toDoubles(), 1e-4, "result " + i + " with lengths " + Arrays.toString(lengths));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_padded_batch_is_its_rows_alone_whatever_the_padding_holds(Case c) {
        int[] lengths = lengths(c);
        List<Tensor> in = new ArrayList<>(c.inputs());
        float[] values = in.get(0).toArray();
        for (int row = 0; row < c.n; row++) {
            Arrays.fill(values, (row * c.time + lengths[row]) * c.features, (row + 1) * c.time * c.features, Float.NaN);
        }
        in.set(0, Tensor.of(in.get(0).shape(), values));
        List<Tensor> together = in.stream().map(Tensor::tracked).toList();
        Recurred y = c.run(together, lengths);
        Gradients gradients = Gradients.of(c.loss(y));
        List<double[]> sums = new ArrayList<>(List.of(new double[(int) in.get(1).size()], new double[(int) in.get(2).size()],
                new double[(int) in.get(3).size()]));
        for (int row = 0; row < c.n; row++) {
            String what = "row " + row + " of " + lengths[row] + " steps";
            double[] tail = y.output().slice(0, row, row + 1).slice(1, lengths[row], c.time).toDoubles();
            assertThat(tail).as(what).containsOnly(tail.length == 0 ? new double[0] : new double[] {0});
            if (lengths[row] == 0) {
                if (c.returned) {
                    close(y.state().select(0, row).toDoubles(), c.initial ? in.get(4).select(0, row).toDoubles() : new double[c.units], 0, what);
                }
                continue;
            }
            List<Tensor> alone = new ArrayList<>();
            alone.add(in.get(0).slice(0, row, row + 1).slice(1, 0, lengths[row]).tracked());
            for (int i = 1; i < 6; i++) {
                alone.add((i < 4 ? in.get(i) : in.get(i).slice(0, row, row + 1)).tracked());
            }
            Recurred single = c.run(alone);
            Gradients ofRow = Gradients.of(c.loss(single));
            close(y.output().slice(0, row, row + 1).slice(1, 0, lengths[row]).toDoubles(), single.output().toDoubles(), 1e-5, what);
            close(gradients.get(together.get(0)).slice(0, row, row + 1).slice(1, 0, lengths[row]).toDoubles(), ofRow.get(alone.get(0)).toDoubles(),
                    1e-4, what + ": dx");
            for (int i = 1; i < 4; i++) {
                double[] part = ofRow.get(alone.get(i)).toDoubles();
                for (int k = 0; k < part.length; k++) {
                    sums.get(i - 1)[k] += part[k];
                }
            }
            if (c.initial) {
                close(gradients.get(together.get(4)).select(0, row).toDoubles(), ofRow.get(alone.get(4)).toDoubles(), 1e-4, what + ": dh0");
                close(gradients.get(together.get(5)).select(0, row).toDoubles(), ofRow.get(alone.get(5)).toDoubles(), 1e-4, what + ": dc0");
            }
            if (c.returned) {
                close(y.state().select(0, row).toDoubles(), single.state().toDoubles(), 1e-5, what + ": state");
            }
            if (c.returned && c.cell.equals("lstm")) {
                close(y.cellState().select(0, row).toDoubles(), single.cellState().toDoubles(), 1e-5, what + ": cell state");
            }
        }
        for (int i = 1; i < 4; i++) {
            close(gradients.get(together.get(i)).toDoubles(), sums.get(i - 1), 1e-4, "gradient of parameter " + i);
        }
    }

    @Test
    void a_relu_does_not_hide_that_numbers_have_gone_bad() {
        Case c = new Case("relu", false, false, false, 2, 3, 2, 3);
        List<Tensor> in = new ArrayList<>(c.inputs());
        in.set(1, Tensor.full(DType.FLOAT32, in.get(1).shape(), Double.NaN));
        assertThat(c.run(in).output().toArray()).containsOnly(Float.NaN);
    }

    @Test
    void lengths_beyond_the_steps_are_refused() {
        Case c = new Case("gru", false, false, false, 2, 3, 2, 3);
        assertThatThrownBy(() -> c.run(c.inputs(), 3, 4)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContainingAll("recurrent lengths", "below 4, got 4");
    }

    @Test
    void a_state_must_be_asked_for() {
        Case c = new Case("gru", false, false, false, 2, 3, 2, 3);
        assertThatThrownBy(() -> c.run(c.inputs()).state()).isInstanceOf(IllegalStateException.class).hasMessageContaining("withReturnedState(true)");
        assertThatThrownBy(() -> Recurrence.lstm().withState(Tensor.zeros(2, 3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Use withState(h, c)");
        assertThat(Recurrence.gru().withReversed(true)).hasToString("Recurrence[GRU, reversed=true]");
    }

    @Test
    void a_step_of_each_row() {
        Tensor x = Tensor.of(Shape.of(2, 3, 1), 1f, 2f, 3f, 4f, 5f, 6f).tracked();
        Tensor y = x.stepAt(Tensor.of(2, -1));
        assertThat(y.toArray()).containsExactly(3, 0);
        assertThat(Gradients.of(y.sum()).get(x).toArray()).containsExactly(0, 0, 1, 0, 0, 0);
        assertThatThrownBy(() -> x.stepAt(Tensor.of(3, 0))).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("stepAt");
    }

    /** Row i has i steps, counted round: the first none. */
    private static int[] lengths(Case c) {
        int[] lengths = new int[c.n];
        Arrays.setAll(lengths, i -> i % (c.time + 1));
        return lengths;
    }

    /** All gradients, then the output. */
    private static List<Tensor> results(Case c, Kernels kernels, int... lengths) {
        return Execution.current().with(kernels, () -> {
            List<Tensor> in = c.inputs().stream().map(Tensor::tracked).toList();
            Recurred y = c.run(in, lengths);
            Gradients gradients = Gradients.of(c.loss(y));
            List<Tensor> all = new ArrayList<>(in.stream().map(gradients::get).toList());
            all.add(y.output().detach());
            return all;
        });
    }

    private static void close(double[] actual, double[] expected, double tolerance, String what) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("%s, element %d", what, i).isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
        }
    }
}
