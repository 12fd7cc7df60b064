package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.librate.core.kernel.Width;
import org.librate.core.random.RandomSource;

/** What each public method of a tensor does, with numbers that can be redone by hand. */
class TensorTest {

    private static final Tensor MATRIX = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});

    private static void holds(Tensor tensor, Shape shape, double... values) {
        assertThat(tensor.shape()).isEqualTo(shape);
        double[] got = tensor.toDoubles();
        for (int i = 0; i < values.length; i++) {
            assertThat(got[i]).as("element %d of %s", i, tensor).isCloseTo(values[i], within(4e-6 * (1 + Math.abs(values[i]))));
        }
    }

    private static void row(Tensor tensor, double... values) {
        holds(tensor, Shape.of(values.length), values);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call, String... words) {
        return assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(words);
    }

    @Test
    void is_made_from_values_of_every_type() {
        assertThat(Tensor.of(1f, 2f).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.of(1.0, 2.0).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Tensor.of(1, 2).dtype()).isEqualTo(DType.INT32);
        assertThat(Tensor.of(1L, 2L).dtype()).isEqualTo(DType.INT64);
        assertThat(Tensor.of(true, false).dtype()).isEqualTo(DType.BOOL);
        holds(Tensor.of(Shape.of(2, 2), (byte) 1, (byte) 127, (byte) 128, (byte) -1), Shape.of(2, 2), 1, 127, 128, 255);
        holds(Tensor.of(Shape.of(2, 1), 1.5f, 2.5f), Shape.of(2, 1), 1.5, 2.5);
        holds(Tensor.of(Shape.of(1, 2), 1.5, 2.5), Shape.of(1, 2), 1.5, 2.5);
        holds(Tensor.of(Shape.of(1, 2), 3, 4), Shape.of(1, 2), 3, 4);
        holds(Tensor.of(new double[][] {{1}, {2}}), Shape.of(2, 1), 1, 2);
        holds(Tensor.of(new float[][] {}), Shape.of(0, 0));
        holds(Tensor.scalar(7), Shape.scalar(), 7);
        refused(() -> Tensor.of(Shape.of(2, 2), 1f, 2f, 3f), "Tensor.of", "got 3 values", "[2, 2]");
        refused(() -> Tensor.of(new float[][] {{1, 2}, {3}}), "one length", "2 in row 0", "1 in row 1");
        refused(() -> Tensor.of(new double[][] {{1, 2}, {}}), "0 in row 1");
    }

    @Test
    void is_made_from_a_rule() {
        holds(Tensor.zeros(2, 2), Shape.of(2, 2), 0, 0, 0, 0);
        holds(Tensor.zeros(), Shape.scalar(), 0);
        holds(Tensor.zeros(DType.INT64, Shape.of(2)), Shape.of(2), 0, 0);
        row(Tensor.ones(3), 1, 1, 1);
        row(Tensor.full(DType.UINT8, Shape.of(2), 200), 200, 200);
        row(Tensor.full(DType.BOOL, Shape.of(2), 5), 1, 1);
        row(Tensor.range(4), 0, 1, 2, 3);
        assertThat(Tensor.range(4).dtype()).isEqualTo(DType.INT64);
        row(Tensor.range(0));
        row(Tensor.linspace(0, 1, 5), 0, 0.25, 0.5, 0.75, 1);
        row(Tensor.linspace(3, -3, 3), 3, 0, -3);
        holds(Tensor.eye(2), Shape.of(2, 2), 1, 0, 0, 1);
        holds(Tensor.eye(0), Shape.of(0, 0));
        refused(() -> Tensor.range(-1), "range", "got -1");
        refused(() -> Tensor.linspace(0, 1, 1), "linspace", ">= 2", "got 1");
        refused(() -> Tensor.eye(-1), "eye", "got -1");
        refused(() -> Tensor.eye(50_000), "eye", "46340", "got 50000");
    }

    @Test
    void copies_the_values_it_is_given() {
        float[] values = {1, 2};
        Tensor x = Tensor.of(values);
        values[0] = 9;
        x.toArray()[1] = 9;
        row(x, 1, 2);
    }

    @Test
    void says_what_it_is() {
        assertThat(MATRIX.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(MATRIX.rank()).isEqualTo(2);
        assertThat(MATRIX.size()).isEqualTo(6);
        assertThat(MATRIX.dim(0)).isEqualTo(2);
        assertThat(MATRIX.dim(-1)).isEqualTo(3);
        assertThat(MATRIX.exp().name()).isEqualTo("exp");
        assertThat(MATRIX.named("pixels").name()).isEqualTo("pixels");
        refused(() -> MATRIX.dim(2), "axis must be in [-2, 1]", "got 2", "[2, 3]");
    }

    @Test
    void is_read_as_every_type() {
        Tensor x = Tensor.of(-1.75f, 0f, 300f);
        assertThat(x.toArray()).containsExactly(-1.75f, 0, 300);
        assertThat(x.toDoubles()).containsExactly(-1.75, 0, 300);
        assertThat(x.toInts()).containsExactly(-1, 0, 300);
        assertThat(x.toLongs()).containsExactly(-1, 0, 300);
        assertThat(x.toBooleans()).containsExactly(true, false, true);
        assertThat(Tensor.of(true, false).toInts()).containsExactly(1, 0);
        assertThat(Tensor.of(Long.MAX_VALUE).toLongs()).containsExactly(Long.MAX_VALUE);
        assertThatThrownBy(() -> Tensor.of(1L << 40).toInts()).isInstanceOf(ArithmeticException.class)
                .hasMessageContainingAll("toInts", "got 1099511627776", "toLongs()");
    }

    @Test
    void gives_single_elements() {
        assertThat(MATRIX.get(1, 0)).isEqualTo(4);
        assertThat(MATRIX.get(-1, -1)).isEqualTo(6);
        assertThat(Tensor.scalar(3).get()).isEqualTo(3);
        assertThat(Tensor.of(Shape.of(1, 1), 8).item()).isEqualTo(8);
        refused(() -> MATRIX.get(1), "get", "one index for each axis", "[1]", "[2, 3]");
        refused(() -> MATRIX.get(0, 3), "index 3 is outside axis 1", "length 3");
        refused(() -> MATRIX.get(-3, 0), "index -3 is outside axis 0");
        refused(MATRIX::item, "item", "exactly one element", "got 6", "[2, 3]");
        refused(() -> Tensor.zeros(0).item(), "got 0");
    }

    @Test
    void is_written_by_assign_alone() {
        Tensor x = Tensor.zeros(2, 2);
        assertThat(x.assign(1f, 2f, 3f, 4f)).isSameAs(x);
        holds(x, Shape.of(2, 2), 1, 2, 3, 4);
        holds(x.assign(Tensor.ones(2, 2)), Shape.of(2, 2), 1, 1, 1, 1);
        row(Tensor.of(0.0).assign(0.5f), 0.5);
        row(Tensor.of(0, 0).assign(3, 4), 3, 4);
        row(Tensor.of(0L).assign(3), 3);
        assertThat(Tensor.of(0L).assign(1L << 40).toLongs()).containsExactly(1L << 40);
        refused(() -> x.assign(1f, 2f), "assign", "as many values", "got 2", "[2, 2]");
        holds(x.assign(1, 2, 3, 4), Shape.of(2, 2), 1, 2, 3, 4);
        holds(x.assign(0.5, 0.25, 3.0, 4.0), Shape.of(2, 2), 0.5, 0.25, 3, 4);
        refused(() -> Tensor.of(1).assign(1f), "INT32", "float values");
        refused(() -> Tensor.of(1).assign(1L), "INT32", "long values");
        refused(() -> x.assign(Tensor.of(1f)), "one shape", "[2, 2]", "[1]");
        refused(() -> x.assign(Tensor.zeros(DType.FLOAT64, Shape.of(2, 2))), "FLOAT32 and FLOAT64", "cast");
    }

    @Test
    void a_reshaped_tensor_shares_memory_and_a_kept_one_does_not() {
        Tensor x = Tensor.of(1f, 2f, 3f, 4f);
        Tensor square = x.reshape(2, 2);
        Tensor kept = x.keep();
        x.assign(5f, 6f, 7f, 8f);
        holds(square, Shape.of(2, 2), 5, 6, 7, 8);
        row(kept, 1, 2, 3, 4);
        row(x.named("same memory"), 5, 6, 7, 8);
        row(Tensor.over(x.array()), 5, 6, 7, 8);
        holds(Tensor.zeros(0, 3).keep(), Shape.of(0, 3));
    }

    @Test
    void calculates_with_tensors_and_numbers() {
        Tensor a = Tensor.of(6f, 8f);
        Tensor b = Tensor.of(2f, -4f);
        row(a.add(b), 8, 4);
        row(a.sub(b), 4, 12);
        row(a.mul(b), 12, -32);
        row(a.div(b), 3, -2);
        row(a.pow(Tensor.of(2f)), 36, 64);
        row(a.add(1), 7, 9);
        row(a.sub(1), 5, 7);
        row(a.mul(0.5), 3, 4);
        row(a.div(4), 1.5, 2);
        row(a.pow(2), 36, 64);
        row(a.maximum(Tensor.of(7f)), 7, 8);
        row(a.minimum(Tensor.of(7f)), 6, 7);
        row(a, 6, 8);
        refused(() -> a.add(Tensor.of(1.0, 2.0)), "add", "FLOAT32 [2] and FLOAT64 [2]", "cast");
        refused(() -> a.add(Tensor.of(1f, 2f, 3f)), "add", "[2] and [3]");
        refused(() -> Tensor.of(true).mul(Tensor.of(true)), "mul", "BOOL");
    }

    @Test
    void integers_stay_integers() {
        row(Tensor.of(7, -7).div(Tensor.of(2)), 3, -3);
        row(Tensor.of(7, -7).div(2), 3, -3);
        Tensor pixels = Tensor.of(Shape.of(3), (byte) 200, (byte) 100, (byte) 50);
        for (Tensor x : new Tensor[] {pixels, Tensor.of(1, 2, 3), Tensor.of(1L, 2L, 3L)}) {
            refused(() -> x.mul(1 / 255.0), "mul", x.dtype() + " [3]", "whole numbers", "cast(DType.FLOAT32)");
            refused(() -> x.add(0.5), "add", "got 0.5", "cast(DType.FLOAT32)");
            refused(() -> x.sub(0.5), "sub", "got 0.5.");
            refused(() -> x.div(0.5), "div", "got 0.5");
            refused(() -> x.mul(Double.NaN), "mul", "got NaN");
            refused(() -> x.mul(Double.POSITIVE_INFINITY), "mul", "got Infinity");
            assertThat(x.sum().dtype()).isEqualTo(DType.INT64);
            assertThat(x.product(0).dtype()).isEqualTo(DType.INT64);
            assertThat(x.cumsum(0).dtype()).isEqualTo(DType.INT64);
            assertThat(x.max().dtype()).isEqualTo(x.dtype());
        }
        refused(() -> pixels.div(255), "div", "UINT8 [3]", "got 255", "cast(DType.FLOAT32)");
        row(pixels.cast(DType.FLOAT32).div(100), 2, 1, 0.5);
        row(pixels.cast(DType.INT32).div(100), 2, 1, 0);
        assertThat(pixels.sum().item()).isEqualTo(350);
        assertThat(pixels.product().item()).isEqualTo(1_000_000);
        row(pixels.cumsum(0), 200, 300, 350);
        assertThat(Tensor.of(Integer.MAX_VALUE, 1).sum(0).toLongs()).containsExactly(1L << 31);
        assertThat(pixels.select(0, 0).sum().dtype()).isEqualTo(DType.INT64);
        assertThat(Tensor.of(9007199254740993L).add(1).toLongs()).containsExactly(9007199254740994L);
        assertThat(Tensor.of(7).mul(2).dtype()).isEqualTo(DType.INT32);
        assertThatThrownBy(() -> Tensor.of(7).div(Tensor.of(0))).isInstanceOf(ArithmeticException.class)
                .hasMessageContainingAll("divided by", "7 / 0");
        assertThatThrownBy(() -> Tensor.of(7).div(0)).isInstanceOf(ArithmeticException.class);
        refused(() -> Tensor.of(4).sqrt(), "sqrt", "floating type", "INT32 [1]", "cast(DType.FLOAT32)");
        refused(() -> Tensor.of(4).pow(2), "pow", "floating type");
        refused(() -> Tensor.of(1, 2).mean(), "mean", "floating type");
    }

    @Test
    void applies_functions_to_each_element() {
        Tensor x = Tensor.of(-2f, 0f, 0.5f);
        row(x.neg(), 2, 0, -0.5);
        row(x.abs(), 2, 0, 0.5);
        row(x.sign(), -1, 0, 1);
        row(x.square(), 4, 0, 0.25);
        row(x.relu(), 0, 0, 0.5);
        row(x.leakyRelu(0.1), -0.2, 0, 0.5);
        row(x.elu(2), 2 * Math.expm1(-2), 0, 0.5);
        row(x.clip(-1, 0.25), -1, 0, 0.25);
        row(x.exp(), Math.exp(-2), 1, Math.exp(0.5));
        row(x.expm1(), Math.expm1(-2), 0, Math.expm1(0.5));
        row(x.sin(), Math.sin(-2), 0, Math.sin(0.5));
        row(x.cos(), Math.cos(-2), 1, Math.cos(0.5));
        row(x.tanh(), Math.tanh(-2), 0, Math.tanh(0.5));
        row(x.sigmoid(), 1 / (1 + Math.exp(2)), 0.5, 1 / (1 + Math.exp(-0.5)));
        row(x.silu(), -2 / (1 + Math.exp(2)), 0, 0.5 / (1 + Math.exp(-0.5)));
        row(x.softplus(), Math.log1p(Math.exp(-2)), Math.log(2), Math.log1p(Math.exp(0.5)));
        row(x.mish(), -2 * Math.tanh(Math.log1p(Math.exp(-2))), 0, 0.5 * Math.tanh(Math.log1p(Math.exp(0.5))));
        row(x.erf(), -0.995322265, 0, 0.520499878);
        row(x.gelu(), -2 * 0.0227501319, 0, 0.5 * 0.6914624613);
        row(x.geluTanh(), -0.0454023, 0, 0.3457140);
        row(Tensor.of(-1.5f, 1.2f).floor(), -2, 1);
        row(Tensor.of(-1.5f, 1.2f).ceil(), -1, 2);
        row(Tensor.of(0.5f, 1.5f, 2.5f, -0.5f).round(), 0, 2, 2, 0);
        row(Tensor.of(4f, 0.25f).sqrt(), 2, 0.5);
        row(Tensor.of(4f, 0.25f).rsqrt(), 0.5, 2);
        row(Tensor.of(4f, 0.25f).reciprocal(), 0.25, 4);
        row(Tensor.of(1f, (float) Math.E).log(), 0, 1);
        row(Tensor.of(0f, -0.5f).log1p(), 0, Math.log(0.5));
        refused(() -> x.clip(1, 0), "clip", "low must be <= high", "1.0 and 0.0");
    }

    @Test
    void converts_its_type() {
        assertThat(Tensor.of(-1.9f, 2.9f).cast(DType.INT32).toInts()).containsExactly(-1, 2);
        assertThat(Tensor.of(0f, 0.5f, Float.NaN).cast(DType.BOOL).toBooleans()).containsExactly(false, true, true);
        assertThat(Tensor.of(true, false).cast(DType.FLOAT32).toArray()).containsExactly(1, 0);
        assertThat(Tensor.of(1.1).cast(DType.FLOAT32).toArray()).containsExactly(1.1f);
        Tensor x = Tensor.of(1f);
        assertThat(x.cast(DType.FLOAT32)).isSameAs(x);
    }

    @Test
    void compares() {
        Tensor a = Tensor.of(1f, 2f, 3f);
        Tensor b = Tensor.of(3f, 2f, 1f);
        assertThat(a.eq(b).toBooleans()).containsExactly(false, true, false);
        assertThat(a.ne(b).toBooleans()).containsExactly(true, false, true);
        assertThat(a.lt(b).toBooleans()).containsExactly(true, false, false);
        assertThat(a.le(b).toBooleans()).containsExactly(true, true, false);
        assertThat(a.gt(b).toBooleans()).containsExactly(false, false, true);
        assertThat(a.ge(b).toBooleans()).containsExactly(false, true, true);
        assertThat(a.eq(2).toBooleans()).containsExactly(false, true, false);
        assertThat(a.ne(2).toBooleans()).containsExactly(true, false, true);
        assertThat(a.lt(2).toBooleans()).containsExactly(true, false, false);
        assertThat(a.le(2).toBooleans()).containsExactly(true, true, false);
        assertThat(a.gt(2).toBooleans()).containsExactly(false, false, true);
        assertThat(a.ge(2).toBooleans()).containsExactly(false, true, true);
        assertThat(Tensor.of(Float.NaN).eq(Float.NaN).toBooleans()).containsExactly(false);
        assertThat(Tensor.of(Float.NaN).ne(Float.NaN).toBooleans()).containsExactly(true);
        assertThat(Tensor.of(Float.NaN, Float.POSITIVE_INFINITY, 1f).isFinite().toBooleans()).containsExactly(false, false, true);
        assertThat(Tensor.of(1, 2).isFinite().toBooleans()).containsExactly(true, true);
    }

    @Test
    void integers_compare_with_numbers_that_are_none() {
        Tensor x = Tensor.of(-1, 0, 1);
        assertThat(x.lt(0.5).toBooleans()).containsExactly(true, true, false);
        assertThat(x.le(0.5).toBooleans()).containsExactly(true, true, false);
        assertThat(x.gt(-0.5).toBooleans()).containsExactly(false, true, true);
        assertThat(x.ge(-0.5).toBooleans()).containsExactly(false, true, true);
        assertThat(x.eq(0.5).toBooleans()).containsExactly(false, false, false);
        assertThat(x.ne(0.5).toBooleans()).containsExactly(true, true, true);
        assertThat(x.lt(1e12).toBooleans()).containsExactly(true, true, true);
        assertThat(x.ge(1e12).toBooleans()).containsExactly(false, false, false);
        assertThat(x.gt(Double.NEGATIVE_INFINITY).toBooleans()).containsExactly(true, true, true);
        assertThat(x.le(Double.NaN).toBooleans()).containsExactly(false, false, false);
        assertThat(Tensor.of(Shape.of(2), (byte) 44, (byte) 255).eq(300).toBooleans()).containsExactly(false, false);
        assertThat(Tensor.of(Long.MAX_VALUE, Long.MIN_VALUE).lt(0x1p63).toBooleans()).containsExactly(true, true);
    }

    @Test
    void combines_truth_values() {
        Tensor a = Tensor.of(true, true, false, false);
        Tensor b = Tensor.of(true, false, true, false);
        assertThat(a.and(b).toBooleans()).containsExactly(true, false, false, false);
        assertThat(a.or(b).toBooleans()).containsExactly(true, true, true, false);
        assertThat(a.xor(b).toBooleans()).containsExactly(false, true, true, false);
        assertThat(a.not().toBooleans()).containsExactly(false, false, true, true);
        assertThat(a.any().toBooleans()).containsExactly(true);
        assertThat(a.all().toBooleans()).containsExactly(false);
        assertThat(a.reshape(2, 2).all(1).toBooleans()).containsExactly(true, false);
        assertThat(Tensor.zeros(DType.BOOL, Shape.of(0)).any().toBooleans()).containsExactly(false);
        assertThat(Tensor.zeros(DType.BOOL, Shape.of(0)).all().toBooleans()).containsExactly(true);
        row(b.where(Tensor.of(1f, 2f, 3f, 4f), Tensor.of(0f)), 1, 0, 3, 0);
        refused(() -> a.and(Tensor.of(1f)), "and", "BOOL", "FLOAT32");
        refused(() -> Tensor.of(1f).any(), "any", "BOOL", "x.gt(0)");
        refused(() -> a.sum(), "sum", "BOOL", "any, all");
        assertThat(a.eq(1).toBooleans()).containsExactly(true, true, false, false);
        assertThat(a.ne(1).toBooleans()).containsExactly(false, false, true, true);
        refused(() -> a.gt(0.5), "gt", "BOOL", "0.5 for [4]", "cast(DType.FLOAT32)");
        refused(() -> a.lt(1), "lt", "BOOL");
        refused(() -> a.eq(2), "eq", "BOOL", "got 2.0");
        refused(() -> b.where(Tensor.of(1f), Tensor.of(1)), "where", "one type");
    }

    @Test
    void reduces_axes() {
        holds(MATRIX.sum(), Shape.scalar(), 21);
        row(MATRIX.sum(0), 5, 7, 9);
        row(MATRIX.sum(-1), 6, 15);
        holds(MATRIX.sum(1, 0), Shape.scalar(), 21);
        row(MATRIX.mean(1), 2, 5);
        row(MATRIX.max(0), 4, 5, 6);
        row(MATRIX.min(1), 1, 4);
        row(MATRIX.product(1), 6, 120);
        row(MATRIX.variance(1), 2 / 3.0, 2 / 3.0);
        row(MATRIX.std(1), Math.sqrt(2 / 3.0), Math.sqrt(2 / 3.0));
        row(Tensor.of(new float[][] {{3, 4}, {0, 0}}).norm(1), 5, 0);
        row(Tensor.of(new float[][] {{0, 0}, {1000, 1000}}).logSumExp(1), Math.log(2), 1000 + Math.log(2));
        row(MATRIX.argmax(1), 2, 2);
        row(Tensor.of(1, 3, 3).argmax(0).reshape(1), 1);
        row(MATRIX.argmin(0), 0, 0, 0);
        holds(MATRIX.cumsum(1), Shape.of(2, 3), 1, 3, 6, 4, 9, 15);
        assertThat(Tensor.zeros(0, 2).sum(0).toArray()).containsExactly(0, 0);
        assertThat(Tensor.zeros(0).product().item()).isEqualTo(1);
        assertThat(Tensor.zeros(0).mean().item()).isNaN();
        assertThat(Tensor.zeros(0).logSumExp().item()).isEqualTo(Double.NEGATIVE_INFINITY);
        refused(() -> Tensor.zeros(0).max(), "max", "empty axis", "[0]");
        refused(() -> Tensor.zeros(2, 0).argmin(1), "argmin", "empty axis");
        refused(() -> MATRIX.sum(0, 0), "sum", "at most once", "[0, 0]");
        refused(() -> MATRIX.sum(0, -2), "at most once");
        refused(() -> MATRIX.sum(2), "axis must be in [-2, 1]", "got 2");
    }

    @Test
    void sorts() {
        Tensor x = Tensor.of(3f, 1f, 2f, 1f);
        row(x.sort(0, false).values(), 1, 1, 2, 3);
        row(x.sort(0, false).indices(), 1, 3, 2, 0);
        row(x.sort(0, true).indices(), 0, 2, 1, 3);
        row(x.topK(2).values(), 3, 2);
        row(x.topK(2).indices(), 0, 2);
        row(x.topK(0).values());
        row(x.topK(2, 0, false).values(), 1, 1);
        row(x.topK(2, 0, false).indices(), 1, 3);
        holds(MATRIX.topK(1, 0, true).values(), Shape.of(1, 3), 4, 5, 6);
        holds(MATRIX.topK(2, -1, false).indices(), Shape.of(2, 2), 0, 1, 0, 1);
        refused(() -> MATRIX.topK(3, 0, true), "topK", "[0, 2]", "got 3");
        assertThat(Tensor.of(1f, Float.NaN, 0f).sort(0, false).indices().toInts()).containsExactly(2, 0, 1);
        assertThat(Tensor.of(1f, Float.NaN, 0f).sort(0, true).indices().toInts()).containsExactly(1, 0, 2);
        refused(() -> x.topK(5), "topK", "[0, 4]", "got 5");
        refused(() -> Tensor.of(true).sort(0, false), "sort", "BOOL");
    }

    @Test
    void changes_shape() {
        holds(MATRIX.reshape(3, 2), Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        holds(MATRIX.reshape(Shape.of(6)), Shape.of(6), 1, 2, 3, 4, 5, 6);
        assertThat(MATRIX.reshape(-1, 2).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(MATRIX.flatten(0).shape()).isEqualTo(Shape.of(6));
        assertThat(Tensor.zeros(2, 3, 4).flatten(1).shape()).isEqualTo(Shape.of(2, 12));
        assertThat(MATRIX.expandDims(1).shape()).isEqualTo(Shape.of(2, 1, 3));
        assertThat(MATRIX.expandDims(-1).shape()).isEqualTo(Shape.of(2, 3, 1));
        assertThat(Tensor.zeros(2, 1, 3).squeeze(-2).shape()).isEqualTo(Shape.of(2, 3));
        holds(MATRIX.transpose(), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
        holds(MATRIX.permute(-1, 0), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
        holds(Tensor.of(1f, 2f).expand(2, 2), Shape.of(2, 2), 1, 2, 1, 2);
        holds(Tensor.of(new float[][] {{1}, {2}}).expand(2, 2), Shape.of(2, 2), 1, 1, 2, 2);
        refused(() -> MATRIX.reshape(4, 2), "reshape", "as many elements", "6 and 8");
        refused(() -> MATRIX.reshape(-1, 4), "reshape", "[-1, 4]", "6 elements");
        refused(() -> MATRIX.reshape(-1, -1), "at most one length may be -1");
        refused(() -> MATRIX.squeeze(0), "squeeze", "length 1", "axis 0 has 2");
        refused(() -> Tensor.of(1f).transpose(), "transpose", "two axes");
        refused(() -> MATRIX.permute(0, 0), "permute", "every axis once", "[0, 0]");
        refused(() -> MATRIX.permute(0), "every axis once");
        refused(() -> MATRIX.expand(3, 3), "expand", "[2, 3]", "[3, 3]");
        refused(() -> MATRIX.expandDims(3), "expandDims", "[-3, 2]", "got 3");
    }

    @Test
    void takes_parts_and_joins() {
        row(Tensor.range(6).slice(0, 1, 4), 1, 2, 3);
        row(Tensor.range(6).slice(0, -3, -1), 3, 4);
        row(Tensor.range(6).slice(0, 0, 6, 4), 0, 4);
        row(Tensor.range(6).slice(0, 2, 2));
        holds(MATRIX.slice(1, 0, 2), Shape.of(2, 2), 1, 2, 4, 5);
        row(MATRIX.select(0, -1), 4, 5, 6);
        row(MATRIX.select(1, 0), 1, 4);
        holds(MATRIX.flip(1), Shape.of(2, 3), 3, 2, 1, 6, 5, 4);
        row(Tensor.of(1f, 2f).pad(0, 1, 2, 9), 9, 1, 2, 9, 9);
        row(Tensor.concat(0, Tensor.of(1f), Tensor.zeros(0), Tensor.of(2f, 3f)), 1, 2, 3);
        holds(Tensor.concat(-1, MATRIX, MATRIX.slice(1, 0, 1)), Shape.of(2, 4), 1, 2, 3, 1, 4, 5, 6, 4);
        holds(Tensor.stack(0, Tensor.of(1f, 2f), Tensor.of(3f, 4f)), Shape.of(2, 2), 1, 2, 3, 4);
        holds(Tensor.stack(-1, Tensor.of(1f, 2f), Tensor.of(3f, 4f)), Shape.of(2, 2), 1, 3, 2, 4);
        refused(() -> MATRIX.slice(0, 1, 3), "slice", "from <= to <= 2", "1 to 3 on axis 0");
        refused(() -> MATRIX.slice(0, 2, 1), "slice");
        refused(() -> MATRIX.slice(0, 0, 2, 0), "step must be > 0");
        refused(() -> MATRIX.select(1, 3), "index 3 is outside axis 1", "length 3");
        refused(() -> MATRIX.pad(0, -1, 0, 0), "pad", ">= 0");
        refused(() -> Tensor.concat(0), "concat", "at least one tensor");
        refused(() -> Tensor.concat(0, MATRIX, Tensor.of(1f)), "concat", "[2, 3] and [1]");
        refused(() -> Tensor.concat(0, Tensor.of(1f), Tensor.of(1)), "one type", "FLOAT32 and INT32");
        refused(() -> Tensor.stack(0, MATRIX, Tensor.of(1f)), "[1, 2, 3] and [1, 1]");
    }

    @Test
    void picks_and_adds_by_index() {
        row(Tensor.of(10f, 20f, 30f).gather(0, Tensor.of(2, 0, -1, 2)), 30, 10, 0, 30);
        holds(MATRIX.gather(1, Tensor.of(2L)), Shape.of(2, 1), 3, 6);
        holds(MATRIX.gather(0, Tensor.of(Shape.of(1, 2), 1, 1)), Shape.of(1, 2, 3), 4, 5, 6, 4, 5, 6);
        holds(MATRIX.embedding(Tensor.of(1)), Shape.of(1, 3), 4, 5, 6);
        row(Tensor.zeros(3).scatterAdd(0, Tensor.of(2, 0, 2, -1), Tensor.of(1f, 10f, 100f, 1000f)), 10, 0, 101);
        holds(Tensor.of(1, 3, -1).oneHot(3), Shape.of(3, 3), 0, 1, 0, 0, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> MATRIX.gather(0, Tensor.of(2))).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContainingAll("gather", "below 2", "got 2 at position 0");
        assertThatThrownBy(() -> MATRIX.embedding(Tensor.of(0, 7))).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContainingAll("embedding", "got 7 at position 1");
        holds(Tensor.zeros(0, 4).gather(0, Tensor.of(-1, -2)), Shape.of(2, 4), 0, 0, 0, 0, 0, 0, 0, 0);
        row(Tensor.of(10f, 20f).gather(0, Tensor.of(-(1L << 32), 1L, 1 - (1L << 32))), 0, 20, 0);
        row(Tensor.of(Shape.of(2), (byte) 255, (byte) 3).oneHot(300).sum(0).slice(0, 252, 258), 0, 0, 0, 1, 0, 0);
        holds(Tensor.of(Shape.of(1), (byte) 44).oneHot(301).sum(), Shape.scalar(), 1);
        refused(() -> MATRIX.gather(0, Tensor.of(1f)), "gather", "INT32 or INT64", "FLOAT32");
        refused(() -> Tensor.of(1f).embedding(Tensor.of(0)), "embedding", "[rows, width]");
        refused(() -> MATRIX.scatterAdd(0, Tensor.of(0), Tensor.zeros(1, 2)), "scatterAdd", "updates must have shape [1, 3]");
        refused(() -> Tensor.of(1f).oneHot(2), "oneHot", "integers", "FLOAT32");
        refused(() -> Tensor.of(1).oneHot(0), "classes must be > 0");
    }

    @Test
    void multiplies_matrices() {
        holds(MATRIX.matmul(Tensor.of(new float[][] {{1, 0}, {0, 1}, {1, 1}})), Shape.of(2, 2), 4, 5, 10, 11);
        holds(Tensor.of(1f, 2f, 3f).matmul(Tensor.of(4f, 5f, 6f)), Shape.scalar(), 32);
        row(MATRIX.matmul(Tensor.of(1f, 1f, 1f)), 6, 15);
        row(Tensor.of(1f, 1f).matmul(MATRIX), 5, 7, 9);
        holds(Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 1)), Shape.of(2, 1), 0, 0);
        assertThat(Tensor.zeros(2, 3, 0).matmul(Tensor.zeros(0, 4)).toArray()).hasSize(24).containsOnly(0);
        assertThat(Tensor.zeros(2, 3, 0).linear(Tensor.zeros(0, 4), null).shape()).isEqualTo(Shape.of(2, 3, 4));
        assertThat(Tensor.zeros(0).linear(Tensor.zeros(0, 4), Tensor.ones(4)).toArray()).containsExactly(1, 1, 1, 1);
        Tensor w = Tensor.of(new float[][] {{1}, {-1}, {0}});
        holds(MATRIX.linear(w, Tensor.of(0.5f)), Shape.of(2, 1), -0.5, -0.5);
        holds(MATRIX.linear(w, null), Shape.of(2, 1), -1, -1);
        holds(MATRIX.linear(w, Tensor.of(0.5f), Activation.RELU), Shape.of(2, 1), 0, 0);
        row(Tensor.of(1f, 2f, 3f).linear(w, null), -1);
        refused(() -> MATRIX.matmul(MATRIX), "matmul", "got 3 and 2", "b.transpose()", "[2, 3] and [2, 3]");
        refused(() -> Tensor.scalar(1).matmul(MATRIX), "matmul", "vectors");
        refused(() -> Tensor.of(1).matmul(Tensor.of(1)), "matmul", "floating type", "INT32");
        refused(() -> MATRIX.linear(MATRIX, null), "linear", "weights must be [in, out]");
        refused(() -> MATRIX.linear(w, Tensor.of(1f, 2f)), "bias must be [1]");
        refused(() -> MATRIX.linear(w, Tensor.of(1.0)), "linear", "FLOAT32 [3, 1] and FLOAT64 [1]");
    }

    @Test
    void convolves_and_pools() {
        Tensor image = Tensor.of(Shape.of(1, 2, 3, 1), 1f, 2f, 3f, 4f, 5f, 6f);
        Tensor ones = Tensor.ones(2, 2, 1, 1);
        holds(image.conv2d(ones, null, Conv.create()), Shape.of(1, 1, 2, 1), 12, 16);
        holds(image.conv2d(ones, Tensor.of(0.5f), Conv.create().withPadding(Padding.SAME)), Shape.of(1, 2, 3, 1), 12.5, 16.5, 9.5, 9.5, 11.5, 6.5);
        holds(Tensor.of(Shape.of(1, 3, 1), 1f, 2f, 3f).conv1d(Tensor.ones(2, 1, 1), null, Conv.create().withPadding(Padding.CAUSAL)),
                Shape.of(1, 3, 1), 1, 3, 5);
        holds(Tensor.of(Shape.of(1, 1, 2, 1), 1f, 2f).convTranspose2d(Tensor.ones(1, 2, 1, 1), null, Conv.create()), Shape.of(1, 1, 3, 1), 1, 3, 2);
        holds(image.maxPool2d(Pool.of(2, 2).withStride(1)), Shape.of(1, 1, 2, 1), 5, 6);
        holds(image.averagePool2d(Pool.of(2, 2).withStride(1)), Shape.of(1, 1, 2, 1), 3, 4);
        holds(image.globalAveragePool2d(), Shape.of(1, 1), 3.5);
        holds(image.globalMaxPool2d(), Shape.of(1, 1), 6);
        holds(image.adaptiveAveragePool2d(1, 3), Shape.of(1, 1, 3, 1), 2.5, 3.5, 4.5);
        holds(image.adaptiveMaxPool2d(2, 1), Shape.of(1, 2, 1, 1), 3, 6);
        refused(() -> image.conv2d(ones, Tensor.of(1.0), Conv.create()), "conv2d", "FLOAT64 [1]");
        refused(() -> image.conv2d(Tensor.ones(2, 2, 3, 1), null, Conv.create()), "conv2d", "weights must be [kh, kw, in/groups, out]",
                "1 input channels");
        refused(() -> image.conv2d(Tensor.ones(3, 3, 1, 1), null, Conv.create()), "conv2d", "must fit into the input",
                "[1, 2, 3, 1] and [3, 3, 1, 1]", "Padding.SAME");
        refused(() -> Tensor.ones(1, 2, 1).conv1d(Tensor.ones(3, 1, 1), null, Conv.create()), "conv1d", "must fit", "[1, 2, 1]");
        refused(() -> Tensor.ones(1, 4, 1).conv1d(Tensor.ones(3, 1, 1), Tensor.ones(2), Conv.create()), "conv1d", "bias must be [1]");
        refused(() -> image.maxPool2d(Pool.of(3)), "maxPool2d", "must fit into the input", "3 by 3", "[1, 2, 3, 1]");
        refused(() -> image.squeeze(0).maxPool2d(Pool.of(1)), "[n, h, w, channels]");
        holds(image.conv2d(ones, null, Conv.create().withStride(2).withPadding(1)), Shape.of(1, 2, 2, 1), 1, 5, 4, 11);
        holds(image.conv2d(ones, null, Conv.create().withPadding(1, 0, 0, 0)), Shape.of(1, 2, 2, 1), 3, 5, 12, 16);
        holds(Tensor.of(Shape.of(1, 3, 1), 1f, 2f, 3f).conv1d(Tensor.ones(2, 1, 1), null, Conv.create().withPadding(1)), Shape.of(1, 4, 1), 1, 3, 5,
                3);
        holds(Tensor.of(Shape.of(1, 1, 2, 1), 1f, 2f).convTranspose2d(Tensor.ones(1, 2, 1, 1), null, Conv.create().withPadding(0, 0, 1, 1)),
                Shape.of(1, 1, 1, 1), 3);
        holds(image.neg().maxPool2d(Pool.of(2).withPadding(1)), Shape.of(1, 2, 2, 1), -1, -2, -4, -5);
        holds(image.averagePool2d(Pool.of(2).withPadding(1)), Shape.of(1, 2, 2, 1), 1, 2.5, 4, 5.5);
        assertThat(Padding.of(1)).isEqualTo(Padding.of(1, 1, 1, 1)).hasToString("1").isNotEqualTo(Padding.SAME);
        assertThat(Padding.of(0)).isSameAs(Padding.VALID);
        assertThat(Conv.create().withPadding(1, 2, 3, 4).toString()).contains("padding=[1, 2, 3, 4]");
        assertThat(Padding.of(1).outputHeight(224, 3, 2, 1)).isEqualTo(112);
        assertThat(Padding.SAME.outputWidth(7, 3, 2, 1)).isEqualTo(4);
        refused(() -> Pool.of(2).withPadding(2), "Pool", "smaller than the window of 2 by 2", "got 2");
        refused(() -> Conv.create().withPadding(-1), "Padding", "top must be >= 0", "got -1");
        refused(() -> Pool.of(2).withPadding(Padding.CAUSAL), "Pool", "VALID or SAME");
        refused(() -> Conv.create().withStride(0), "Conv", "stride must be > 0");
    }

    @Test
    void normalizes() {
        Tensor x = Tensor.of(new float[][] {{1, 10}, {3, 30}});
        Normalized batch = x.batchNorm(Tensor.ones(2), Tensor.zeros(2), 1e-12);
        holds(batch.output(), Shape.of(2, 2), -1, -1, 1, 1);
        row(batch.mean(), 2, 20);
        row(batch.variance(), 1, 100);
        holds(x.batchNorm(Tensor.of(2f, 2f), Tensor.of(1f, 1f), Tensor.of(1f, 10f), Tensor.of(4f, 400f), 1e-12), Shape.of(2, 2), 1, 1, 3, 3);
        holds(x.layerNorm(Tensor.of(2f, 2f), Tensor.of(1f, 1f), 1e-12), Shape.of(2, 2), -1, 3, -1, 3);
        holds(x.groupNorm(1, Tensor.ones(2), Tensor.zeros(2), 1e-12), Shape.of(2, 2), -1, 1, -1, 1);
        holds(Tensor.of(new float[][] {{3, 4}}).rmsNorm(Tensor.of(1f, 10f), 1e-12), Shape.of(1, 2), 3 / Math.sqrt(12.5), 40 / Math.sqrt(12.5));
        refused(() -> x.batchNorm(Tensor.ones(3), Tensor.zeros(2), 1e-5), "batchNorm", "gamma must be [2]", "[3]");
        refused(() -> x.layerNorm(Tensor.ones(2), Tensor.zeros(2), 0), "epsilon must be > 0");
        refused(() -> x.groupNorm(3, Tensor.ones(2), Tensor.zeros(2), 1e-5), "groupNorm", "multiple of 3 groups");
    }

    @Test
    void softmax_and_losses() {
        row(Tensor.of(0f, 0f).softmax(0), 0.5, 0.5);
        row(Tensor.of(0f, (float) Math.log(3)).softmax(-1), 0.25, 0.75);
        row(Tensor.of(0f, (float) Math.log(3)).logSoftmax(0), Math.log(0.25), Math.log(0.75));
        Tensor even = Tensor.zeros(2, 4);
        row(even.crossEntropy(Tensor.of(3, -1)), Math.log(4), 0);
        row(even.crossEntropy(Tensor.full(DType.FLOAT32, Shape.of(2, 4), 0.25)), Math.log(4), Math.log(4));
        row(even.crossEntropy(Tensor.of(3, 0), CrossEntropyOptions.create().withClassWeights(Tensor.of(2f, 1f, 1f, 1f))), Math.log(4),
                2 * Math.log(4));
        row(Tensor.of(0f).sigmoidCrossEntropy(Tensor.of(1f)), Math.log(2));
        row(Tensor.of(100f, -100f).sigmoidCrossEntropy(Tensor.of(1f, 1f)), 0, 100);
        Tensor ruledOut = Tensor.of(new float[][] {{0, Float.NEGATIVE_INFINITY}});
        row(ruledOut.crossEntropy(Tensor.of(1), CrossEntropyOptions.create().withClassWeights(Tensor.of(1f, 0f))), 0);
        row(Tensor.of(Float.NEGATIVE_INFINITY).sigmoidCrossEntropy(Tensor.of(1f), CrossEntropyOptions.create().withClassWeights(Tensor.of(0f))), 0);
        assertThatThrownBy(() -> even.crossEntropy(Tensor.of(0, 4))).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContainingAll("crossEntropy", "below 4", "got 4 at position 1");
        refused(() -> even.crossEntropy(Tensor.of(0f, 1f)), "crossEntropy", "FLOAT32", "cast(DType.INT32)");
        refused(() -> even.crossEntropy(Tensor.of(0)), "integer labels must be [2]");
        refused(() -> even.crossEntropy(Tensor.of(0, 1), CrossEntropyOptions.create().withClassWeights(Tensor.ones(3))), "class weights must be [4]");
        refused(() -> CrossEntropyOptions.create().withLabelSmoothing(1), "label smoothing must be in [0, 1)");
        refused(() -> even.sigmoidCrossEntropy(Tensor.of(1f)), "sigmoidCrossEntropy", "one shape");
    }

    @Test
    void a_stretch_can_be_written() {
        Tensor x = Tensor.zeros(2, 3, 1);
        x.assignFrom(1, 1, Tensor.of(1f, 2f, 3f, 4f).reshape(2, 2, 1));
        assertThat(x.toArray()).containsExactly(0, 1, 2, 0, 3, 4);
        assertThatThrownBy(() -> x.assignFrom(1, 2, Tensor.zeros(2, 2, 1)))
                .hasMessageContaining("assignFrom: the part must lie within the tensor, from 2 along axis 1");
    }

    @Test
    void attention_gives_the_same_bits_for_any_number_of_threads() {
        Tensor x = Tensor.uniform(Shape.of(8, 96, 192), -1, 1, RandomSource.of(1).stream("x").at(0));
        Attention options = Attention.of(4).withCausal(true).withDropout(0.2, Tensor.of(3L, 4L));
        int limit = Width.limit();
        try {
            Width.limit(1);
            Tensor alone = x.tracked();
            float[] one = Gradients.of(alone.attention(options).square().sum()).get(alone).toArray();
            Width.limit(2);
            Tensor together = x.tracked();
            assertThat(Gradients.of(together.attention(options).square().sum()).get(together).toArray()).containsExactly(one);
        } finally {
            Width.limit(limit);
        }
    }
}
