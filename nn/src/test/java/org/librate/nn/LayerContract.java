package org.librate.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
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

    /**
     * A sample of a sequence for the layer, to prove that no result depends on padding. Empty where the layer refuses sequences, or where (and then
     * its test says why) a row of another length is something else to it.
     */
    protected Optional<Shape> sequence() {
        if (spec() instanceof OnGraph) {
            return Optional.empty(); // nodes are no steps, and a graph has its own
        }
        boolean tokens = !batch(DType.FLOAT32).dtype().isFloating();
        Shape shape = tokens ? Shape.of(7) : Shape.of(7, input().rank() == 0 ? 1 : input().last());
        try {
            spec().outputShape(shape);
            return Optional.of(shape);
        } catch (IllegalArgumentException refusal) {
            return Optional.empty();
        }
    }

    /** Whether rows of a batch are independent of each other in training too. */
    protected boolean rowsAreIndependent() {
        return true;
    }

    /** Whether not even NaN comes through where padding is. A network sets padding of its inputs to 0, so that layers inside rarely meet any. */
    protected boolean padsMayBeNan() {
        return true;
    }

    /** What a layer makes of a batch at inference. */
    public static Tensor run(LayerSpec spec, Tensor x) {
        return spec.build(x.shape().slice(1, x.rank()), Build.of(RandomSource.of(0))).forward(x, Pass.inference());
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
    void padding_changes_nothing() {
        sequence().ifPresent(sample -> comparePadded(spec(), sample));
    }

    /** Proves that padding changes nothing for a layer with other options. */
    protected final void comparePadded(LayerSpec spec, Shape sample) {
        if (padsMayBeNan()) {
            comparePadded(spec, sample, Pass.inference(), Double.NaN);
        }
        comparePadded(spec, sample, Pass.inference(), 1e3);
        if (rowsAreIndependent() && made(DType.FLOAT32, 7).build.keys().isEmpty()) {
            comparePadded(spec, sample, Pass.training(), 1e3);
        }
    }

    /** Each row of a padded batch against the row alone: results, and gradients of parameters and inputs. */
    private void comparePadded(LayerSpec spec, Shape sample, Pass plain, double garbage) {
        int[] lengths = {7, 4, 0, 5, 1, 6};
        Tensor x = padded(sample, lengths, garbage);
        x = x.dtype().isFloating() ? x.tracked() : x;
        Case batch = watched(spec, sample);
        Pass pass = plain.withLengths(x, Tensor.of(lengths));
        Tensor y = batch.layer.forward(x, pass);
        int[] after = pass.lengths(y).map(Tensor::toInts).orElse(null);
        Case alone = watched(spec, sample);
        Tensor sum = Tensor.of(0f);
        Tensor sumAlone = Tensor.of(0f);
        for (int i = 0; i < lengths.length; i++) {
            Tensor row = x.detach().slice(0, i, i + 1).slice(1, 0, lengths[i]);
            if (lengths[i] == 0) {
                continue; // a row of nothing is asked of few layers; it must only not harm the others
            }
            Tensor expected;
            try {
                expected = alone.layer.forward(row, plain);
            } catch (ShapeException tooShort) {
                assertThat(after).as(tooShort.getMessage()).isNotNull();
                assertThat(after[i]).isZero();
                continue;
            }
            Tensor mine = y.slice(0, i, i + 1);
            if (after != null) {
                assertThat((long) after[i]).as("steps of row %d", i).isEqualTo(expected.dim(1));
                mine = mine.slice(1, 0, after[i]);
            }
            assertThat(mine.shape()).isEqualTo(expected.shape());
            assertThat(mine.toArray()).as("%s: row %d of length %d in %s", spec, i, lengths[i], plain)
                    .containsExactly(expected.toArray(), within(2e-5f));
            Tensor ramp = Tensor.linspace(-1, 1, (int) Math.max(2, expected.size())).slice(0, 0, expected.size()).reshape(expected.shape());
            sum = sum.add(mine.mul(ramp).sum());
            sumAlone = sumAlone.add(expected.mul(ramp).sum());
        }
        if (!Double.isNaN(garbage)) {
            compareGradients(batch, alone, sum, sumAlone, x, lengths);
        }
    }

    private void compareGradients(Case batch, Case alone, Tensor sum, Tensor sumAlone, Tensor x, int[] lengths) {
        Gradients gradients = Gradients.of(sum);
        List<Build.Learned> learned = batch.build.learned();
        if (!learned.isEmpty()) {
            Gradients expected = Gradients.of(sumAlone);
            for (int i = 0; i < learned.size(); i++) {
                float[] one = gradients.get(learned.get(i).parameter().tensor()).toArray();
                assertThat(one).as(learned.get(i).parameter().name())
                        .containsExactly(expected.get(alone.build.learned().get(i).parameter().tensor()).toArray(), within(2e-4f));
            }
        }
        if (x.dtype().isFloating()) {
            Tensor ofInput = gradients.get(x);
            for (int i = 0; i < lengths.length; i++) {
                for (float slope : ofInput.slice(0, i, i + 1).slice(1, lengths[i], x.dim(1)).toArray()) {
                    assertThat(slope).as("the slope of padding in row %d", i).isZero();
                }
            }
        }
    }

    private Case watched(LayerSpec spec, Shape sample) {
        Build build = Build.of(RandomSource.of(7));
        return new Case(build, build.layer(spec, sample));
    }

    private Tensor padded(Shape sample, int[] lengths, double garbage) {
        Shape shape = sample.prepend(lengths.length);
        Tensor some = batch(DType.FLOAT32);
        int each = (int) (shape.size() / lengths.length / sample.dim(0));
        float[] values = new float[(int) shape.size()];
        float[] tokens = some.cast(DType.FLOAT32).toArray();
        for (int i = 0; i < values.length; i++) {
            boolean real = i / each % sample.dim(0) < lengths[i / each / (int) sample.dim(0)];
            values[i] = some.dtype().isFloating() ? real ? (float) Math.sin(1 + i * 1.7) : (float) garbage : real ? tokens[i % tokens.length] : 0;
        }
        return Tensor.of(shape, values).cast(some.dtype());
    }

    @Test
    void it_prints_like_the_code_that_made_it() {
        assertThat(spec().toString()).matches("(?s)[A-Z][A-Za-z0-9]*(\\[.*])?").doesNotContain("Spec").doesNotContain("@").doesNotContain("$$Lambda");
    }
}
