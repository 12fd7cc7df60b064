package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Gradients;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class BatchNormTest extends OneLineContract {

    BatchNormTest() {
        super(BatchNorm.create(), Shape.of(2, 3));
    }

    // means 3 and 20, variances 8/3 and 200, unbiased 4 and 300
    private static final Tensor BATCH = Tensor.of(new float[][] {{1, 10}, {3, 10}, {5, 40}});

    /** Rows are judged by the statistics of all. */
    @Override
    protected boolean rowsAreIndependent() {
        return false;
    }

    /** A batch of padded rows against the same steps as rows of their own. */
    @Test
    void padding_is_no_part_of_the_statistics() {
        float[] values = {1, 2, 4, -3, 9e3f, 9e3f, 5, 1, 9e3f, 9e3f, 9e3f, 9e3f};
        Tensor padded = Tensor.of(Shape.of(2, 3, 2), values).tracked();
        Tensor steps = Tensor.of(Shape.of(3, 2), 1f, 2f, 4f, -3f, 5f, 1f).tracked();
        Build first = Build.of(RandomSource.of(1));
        Build second = Build.of(RandomSource.of(1));
        Tensor one = spec().build(Shape.of(3, 2), first).forward(padded, Pass.training().withLengths(padded, Tensor.of(2, 1)));
        Tensor other = spec().build(Shape.of(2), second).forward(steps, Pass.training());
        float[] mine = one.toArray();
        assertThat(new float[] {mine[0], mine[1], mine[2], mine[3], mine[6], mine[7]}).containsExactly(other.toArray(), within(1e-5f));
        for (int i = 0; i < first.states().size(); i++) {
            assertThat(first.states().get(i).tensor().toArray()).containsExactly(second.states().get(i).tensor().toArray(), within(1e-5f));
        }
        Tensor ramp = Tensor.of(Shape.of(2, 3, 2), 1f, 2f, 3f, 4f, 0f, 0f, 5f, 6f, 0f, 0f, 0f, 0f);
        Gradients of = Gradients.of(one.mul(ramp).sum());
        Gradients expected = Gradients.of(other.mul(Tensor.of(Shape.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f)).sum());
        float[] slopes = of.get(padded).toArray();
        assertThat(new float[] {slopes[0], slopes[1], slopes[2], slopes[3], slopes[6], slopes[7]})
                .containsExactly(expected.get(steps).toArray(), within(1e-4f));
        assertThat(slopes[4]).isZero();
        for (int i = 0; i < first.learned().size(); i++) {
            assertThat(of.get(first.learned().get(i).parameter().tensor()).toArray())
                    .containsExactly(expected.get(second.learned().get(i).parameter().tensor()).toArray(), within(1e-4f));
        }
    }

    @Test
    void training_uses_the_batch_and_moves_the_running_statistics() {
        Build build = Build.of(RandomSource.of(0));
        Layer norm = BatchNorm.create().withMomentum(0.25).build(Shape.of(2), build);
        float[] y = norm.forward(BATCH, Pass.training()).toArray();
        float first = (float) (2 / Math.sqrt(8.0 / 3));
        float second = (float) (10 / Math.sqrt(200));
        assertThat(y).containsExactly(new float[] {-first, -second, 0, -second, first, 2 * second}, within(1e-4f));
        assertThat(state(build, "mean")).containsExactly(0.75f, 5f);                             // 0.25 · batch
        assertThat(state(build, "variance")).containsExactly(new float[] {1.75f, 75.75f}, within(1e-4f)); // 0.75 · 1 + 0.25 · unbiased
        norm.forward(BATCH, Pass.training());
        assertThat(state(build, "mean")).containsExactly(0.75f * 0.75f + 0.75f, 0.75f * 5 + 5);
    }

    @Test
    void inference_uses_the_running_statistics_and_leaves_them() {
        Build build = Build.of(RandomSource.of(0));
        Layer norm = BatchNorm.create().build(Shape.of(2), build);
        build.states().get(0).tensor().assign(1f, 10f);
        build.states().get(1).tensor().assign(4f, 100f);
        assertThat(norm.forward(BATCH, Pass.inference()).toArray()).containsExactly(new float[] {0, 0, 1, 0, 2, 3}, within(1e-4f));
        assertThat(state(build, "mean")).containsExactly(1f, 10f);
    }

    @Test
    void frozen_it_trains_as_it_infers() {
        for (boolean bySpec : List.of(true, false)) {
            Build build = Build.of(RandomSource.of(0));
            Layer norm = BatchNorm.create().withFrozen(bySpec).build(Shape.of(2), build.inside("norm"));
            Pass training = bySpec ? Pass.training() : Pass.training().withFrozen("norm"::equals);
            assertThat(norm.forward(BATCH, training).toArray()).containsExactly(norm.forward(BATCH, Pass.inference()).toArray());
            assertThat(state(build, "mean")).containsExactly(0f, 0f);
        }
    }

    @Test
    void a_replayed_step_moves_the_running_statistics_as_an_eager_one() {
        Build eagerBuild = Build.of(RandomSource.of(0));
        Layer eager = BatchNorm.create().build(Shape.of(2), eagerBuild);
        Build build = Build.of(RandomSource.of(0));
        Layer norm = BatchNorm.create().build(Shape.of(2), build);
        try (Step step = Step.of("norm", in -> norm.forward(in.get(0), Pass.training()))) {
            for (int run = 0; run < 5; run++) {
                Tensor x = BATCH.mul(run + 1);
                step.run(x);
                eager.forward(x, Pass.training());
                assertThat(state(build, "mean")).containsExactly(state(eagerBuild, "mean"));
                assertThat(state(build, "variance")).containsExactly(state(eagerBuild, "variance"));
            }
            assertThat(step.explain()).contains("replayed");
        }
    }

    @Test
    void a_single_row_has_a_variance_too() {
        Build build = Build.of(RandomSource.of(0));
        BatchNorm.create().build(Shape.of(2), build).forward(Tensor.of(new float[][] {{1, 2}}), Pass.training());
        assertThat(state(build, "variance")).containsExactly(0.9f, 0.9f);
    }

    private static float[] state(Build build, String name) {
        return build.states().stream().filter(state -> state.name().endsWith(name)).findFirst().orElseThrow().tensor().toArray();
    }
}
