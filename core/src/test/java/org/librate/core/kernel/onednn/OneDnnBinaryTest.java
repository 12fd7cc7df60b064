package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.Shape;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

class OneDnnBinaryTest extends OneDnnTest {

    private static final BinaryFn[] ARITHMETIC = {BinaryFn.ADD, BinaryFn.SUBTRACT, BinaryFn.MULTIPLY, BinaryFn.DIVIDE};

    @ParameterizedTest
    @ValueSource(strings = {"6,5;6,5", "6,5;5", "6,5;6,1", "6,5;1,1", "6,5;", "2,3,4,5;5", "2,3,4,5;2,1,1,5", "2,3,4,5;2,3,4,1", "2,3,4,5;1,3,4,5",
            ";", "1,1;1", "7,1;7,1",
        "90,33;33", "90,33;90,1", "90,33;", "90,33;90,33", "3,90,33;3,1,33", "3,90,33;90,33", "90,3,33;90,3,1"})
    void agrees_with_plain_loops_for_the_ways_to_broadcast(String shapes) {
        String[] both = shapes.split(";", -1);
        for (BinaryFn fn : ARITHMETIC) {
            check(fn, dims(both[0]), dims(both[1]));
            check(fn, dims(both[1]), dims(both[0]));
        }
    }

    private void check(BinaryFn fn, long[] p, long[] q) {
        NativeArray a = positive(p);
        NativeArray b = positive(q);
        Shape shape = Shape.broadcast("test", a.shape(), b.shape());
        double[] expected = new double[(int) shape.size()];
        for (int i = 0; i < expected.length; i++) {
            double l = get(a, at(i, shape, a.shape()));
            double r = get(b, at(i, shape, b.shape()));
            expected[i] = switch (fn) {
                case ADD -> l + r;
                case SUBTRACT -> l - r;
                case MULTIPLY -> l * r;
                default -> l / r;
            };
        }
        NativeArray y = array(shape.toArray());
        run(new KernelOp.Binary(fn), in(a, b), y);
        expect(fn + " " + a + b, y, expected, 5e-7);
        if (a.shape().equals(shape)) {
            run(new KernelOp.Binary(fn), in(a, b), a);
            expect(fn + " in place", a, expected, 5e-7);
        }
    }

    private static int at(int i, Shape whole, Shape part) {
        int index = 0;
        int step = 1;
        for (int axis = 1; axis <= part.rank(); axis++) {
            long n = whole.dim(-axis);
            if (part.dim(-axis) > 1) {
                index += (int) (i % n) * step;
            }
            step *= (int) part.dim(-axis);
            i /= (int) n;
        }
        return index;
    }

    private static long[] dims(String text) {
        return text.isEmpty() ? new long[0] : java.util.Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
    }

    @Test
    void a_number_divided_by_an_array_that_has_zeros() {
        NativeArray y = array(3);
        run(new KernelOp.Binary(BinaryFn.DIVIDE), in(of(2), of(0, 4, Double.POSITIVE_INFINITY)), y);
        assertThat(values(y)).containsExactly(Double.POSITIVE_INFINITY, 0.5, 0.0);
    }
}
