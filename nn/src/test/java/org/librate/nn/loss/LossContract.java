package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.Kernels;
import org.librate.nn.GoldenFile;

/**
 * What every loss promises. A loss's test names it, gives a case of {@code goldens.txt} for each of its options, and says what a perfect output is.
 */
abstract class LossContract {

    /** The loss under test. */
    abstract Loss loss();

    /** Cases of the golden file with the loss that each is for. The first one is for {@link #loss} and gives the samples of the other tests. */
    abstract Map<String, Loss> goldens();

    /** An output for which nothing is better, for the targets of the first golden case. */
    abstract Tensor perfect(Tensor target);

    /** The loss of a perfect output; NaN if that depends on the target. */
    double best() {
        return 0;
    }

    /** The largest output for which the loss must be finite. */
    float extreme() {
        return 1000;
    }

    /** An output that the loss must refuse with its targets. */
    Tensor refused(Tensor output) {
        return output.slice(0, 0, 1);
    }

    private String first() {
        String name = loss().toString().replaceAll("\\[.*", "");
        assertThat(goldens()).containsKey(name);
        return name;
    }

    private Tensor output(DType dtype) {
        return GoldenFile.of(first()).get("in.x").tensor(dtype);
    }

    private Tensor target() {
        return GoldenFile.of(first()).get("in.t").tensor(DType.FLOAT64);
    }

    private static Tensor targetFor(Tensor target, DType dtype) {
        return target.dtype().isFloating() ? target.cast(dtype) : target;
    }

    @Test
    void it_agrees_with_the_golden_file() {
        check(KernelSets.reference(), DType.FLOAT64, 1e-10);
        check(KernelSets.reference(), DType.FLOAT32, 1e-5);
        check(KernelSets.preferred(), DType.FLOAT32, 1e-5);
    }

    private void check(Kernels kernels, DType dtype, double tolerance) {
        Execution.current().with(kernels, () -> {
            goldens().forEach((name, loss) -> {
                Map<String, GoldenFile.Values> golden = GoldenFile.of(name);
                Tensor x = golden.get("in.x").tensor(dtype).tracked();
                Tensor y = loss.perRow(x, golden.get("in.t").tensor(dtype));
                assertThat(y.shape()).as(name).isEqualTo(Shape.of(x.dim(0)));
                golden.get("out.y").isCloseTo(name, y.toDoubles(), tolerance);
                golden.get("grad.x").isCloseTo(name + " slope", Gradients.of(y, golden.get("seed").tensor(dtype)).get(x).toDoubles(), tolerance);
            });
            return null;
        });
    }

    @Test
    void slopes_agree_with_finite_differences() {
        Execution.current().with(KernelSets.reference(), () -> {
            Tensor target = target();
            double[] base = output(DType.FLOAT64).toDoubles();
            Shape shape = output(DType.FLOAT64).shape();
            Tensor x = Tensor.of(shape, base).tracked();
            double[] slopes = Gradients.of(loss().perRow(x, target).sum()).get(x).toDoubles();
            double h = 1e-6;
            for (int i = 0; i < base.length; i++) {
                double[] more = base.clone();
                double[] less = base.clone();
                more[i] += h;
                less[i] -= h;
                double numeric = (loss().perRow(Tensor.of(shape, more), target).sum().item()
                        - loss().perRow(Tensor.of(shape, less), target).sum().item()) / (2 * h);
                assertThat(slopes[i]).as("slope %d", i).isCloseTo(numeric, offset(1e-6 * (1 + Math.abs(numeric))));
            }
            return null;
        });
    }

    @Test
    void each_row_is_on_its_own() {
        Tensor x = output(DType.FLOAT32);
        Tensor target = targetFor(target(), DType.FLOAT32);
        float[] all = loss().perRow(x, target).toArray();
        for (int row = 0; row < all.length; row++) {
            // other shapes may add in another order
            assertThat(loss().perRow(x.slice(0, row, row + 1), target.slice(0, row, row + 1)).item())
                    .isCloseTo(all[row], offset(1e-6 * (1 + Math.abs(all[row]))));
        }
    }

    @Test
    void a_replayed_step_gives_the_bits_of_an_eager_one() {
        Tensor x = output(DType.FLOAT32);
        Tensor target = targetFor(target(), DType.FLOAT32);
        Tensor tracked = x.tracked();
        float[] slopes = Gradients.of(loss().perRow(tracked, target).mean()).get(tracked).toArray();
        try (Step step = Step.of("loss", in -> {
            Tensor input = in.get(0).tracked();
            return Gradients.of(loss().perRow(input, in.get(1)).mean()).get(input);
        })) {
            for (int run = 0; run < 4; run++) {
                assertThat(step.run(x, target).toArray()).containsExactly(slopes);
            }
            assertThat(step.explain()).contains("replayed");
        }
    }

    @Test
    void nothing_is_better_than_a_perfect_output() {
        Tensor target = target();
        Tensor perfect = perfect(target).tracked();
        Tensor loss = loss().perRow(perfect, target);
        if (!Double.isNaN(best())) {
            assertThat(loss.sub(best()).abs().max().item()).isLessThan(1e-7);
        }
        assertThat(Gradients.of(loss.sum()).get(perfect).abs().max().item()).isLessThan(1e-7);
    }

    @Test
    void large_outputs_stay_finite() {
        Tensor target = targetFor(target(), DType.FLOAT32);
        Shape shape = output(DType.FLOAT32).shape();
        for (float sign : new float[] {1, -1, 0}) {
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = sign == 0 ? (i % 2 == 0 ? extreme() : -extreme()) : sign * extreme();
            }
            Tensor x = Tensor.of(shape, values).tracked();
            Tensor loss = loss().perRow(x, target);
            assertThat(loss.isFinite().all().toBooleans()).as("loss %s", loss).containsExactly(true);
            assertThat(Gradients.of(loss.sum()).get(x).isFinite().all().toBooleans()).containsExactly(true);
        }
    }

    @Test
    void what_does_not_fit_is_refused_by_name() {
        Tensor x = output(DType.FLOAT32);
        Tensor target = targetFor(target(), DType.FLOAT32);
        assertThatThrownBy(() -> loss().perRow(refused(x), target)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(loss().toString()).hasMessageContaining(refused(x).shape().toString());
    }

    @Test
    void it_prints_like_the_code_that_made_it_and_equals_its_like() {
        for (Loss loss : goldens().values()) {
            assertThat(loss.toString()).matches(loss.getClass().getSimpleName() + "(\\[[a-zA-Z]+=.*])?");
        }
        assertThat(loss()).isEqualTo(loss());
    }
}
