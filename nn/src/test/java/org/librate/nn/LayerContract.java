package org.librate.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.Updates;
import org.librate.core.random.RandomSource;

/**
 * What every layer promises. A layer's test extends this, names a spec and a sample shape (small: gradients are checked number by number), and
 * adds the facts that only this layer knows.
 */
public abstract class LayerContract {

    private static final int BATCH = 3;

    /** The layer under test. */
    protected abstract LayerSpec spec();

    /** The shape of one sample. */
    protected abstract Shape input();

    /** A sample shape that the layer must refuse, or null if it takes every shape. */
    protected @Nullable Shape refused() {
        return Shape.scalar();
    }

    /** Who refuses it: the layer itself, or the one inside it that cannot take it. */
    protected String refuser() {
        return spec().toString().replaceAll("\\[.*", "");
    }

    /** A batch of samples; layers that take integers override this. */
    protected Tensor batch(DType dtype) {
        Shape shape = input().prepend(BATCH);
        double[] values = new double[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(1 + i * 1.7) + 0.01 * i / values.length; // no two alike, none at a kink
        }
        Tensor x = Tensor.of(shape, values);
        return dtype == DType.FLOAT64 ? x : x.cast(dtype);
    }

    private record Case(Build build, Layer layer) {
    }

    private Case made(DType dtype, long seed) {
        Build build = Build.of(RandomSource.of(seed), dtype);
        return new Case(build, spec().build(input(), build));
    }

    @Test
    void declared_shape_is_the_real_shape() {
        Case made = made(DType.FLOAT32, 1);
        Shape declared = spec().outputShape(input()).prepend(BATCH);
        assertThat(made.layer.forward(batch(DType.FLOAT32), Pass.inference()).shape()).isEqualTo(declared);
        assertThat(made.layer.forward(batch(DType.FLOAT32), Pass.training()).shape()).isEqualTo(declared);
    }

    @Test
    void gradients_agree_with_finite_differences() {
        GradientCheck check = GradientCheck.of(spec(), batch(DType.FLOAT64));
        assertThat(check.isOk()).as(check.toString()).isTrue();
    }

    @Test
    void every_parameter_moves() {
        Build build = Build.of(RandomSource.of(3));
        Layer layer = spec().build(input(), build);
        if (build.learned().isEmpty()) {
            return;
        }
        List<Parameter> parameters = build.learned().stream().map(Build.Learned::parameter).toList();
        org.librate.core.Parameters all = org.librate.core.Parameters.of(parameters);
        List<float[]> before = parameters.stream().map(parameter -> parameter.tensor().toArray()).toList();
        Tensor y = layer.forward(batch(DType.FLOAT32), Pass.training());
        Tensor target = Tensor.linspace(-1, 1, (int) Math.max(2, y.size())).slice(0, 0, y.size()).reshape(y.shape());
        all.backward(y.sub(target).square().mean());
        Updates.sgd(all.values(), all.gradients(), Tensor.of(0.1f));
        for (int i = 0; i < before.size(); i++) {
            assertThat(parameters.get(i).tensor().toArray()).as(parameters.get(i).name()).isNotEqualTo(before.get(i));
        }
    }

    @Test
    void the_same_seed_gives_the_same_layer_and_another_gives_another() {
        Tensor x = batch(DType.FLOAT32);
        float[] first = made(DType.FLOAT32, 4).layer.forward(x, Pass.inference()).toArray();
        assertThat(made(DType.FLOAT32, 4).layer.forward(x, Pass.inference()).toArray()).containsExactly(first);
        boolean drawn = made(DType.FLOAT32, 4).build.learned().stream().anyMatch(one -> one.role() == Role.WEIGHT);
        if (drawn) {
            assertThat(made(DType.FLOAT32, 5).layer.forward(x, Pass.inference()).toArray()).isNotEqualTo(first);
        }
    }

    @Test
    void a_replayed_step_gives_the_bits_of_an_eager_one() {
        Case eager = made(DType.FLOAT32, 6);
        Case stepped = made(DType.FLOAT32, 6);
        Tensor x = batch(DType.FLOAT32);
        try (Step step = Step.of("layer", in -> stepped.layer.forward(in.get(0), Pass.training()))) {
            for (int run = 0; run < 4; run++) {
                assertThat(step.run(x).toArray()).containsExactly(eager.layer.forward(x, Pass.training()).toArray());
            }
            assertThat(step.explain()).contains("replayed");
        }
    }

    @Test
    void what_does_not_fit_is_refused_by_name() {
        Shape refused = refused();
        if (refused == null) {
            return;
        }
        assertThatThrownBy(() -> spec().build(refused, Build.of(RandomSource.of(1)))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(refuser()).hasMessageContaining(refused.toString());
        assertThatThrownBy(() -> spec().outputShape(refused)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_prints_like_the_code_that_made_it() {
        assertThat(spec().toString()).matches("(?s)[A-Z][A-Za-z0-9]*(\\[.*])?").doesNotContain("Spec").doesNotContain("@").doesNotContain("$$Lambda");
    }
}
