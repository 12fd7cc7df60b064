package org.librate.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.librate.core.Activation;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.layer.ActivationLayer;
import org.librate.nn.layer.Conv2d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.layer.Sigmoid;
import org.librate.nn.layer.Tanh;
import org.librate.nn.save.NetJson;

class SequentialTest extends LayerContract {

    @Override
    protected LayerSpec spec() {
        return Sequential.of(Dense.of(4), Tanh.create(), Dense.of(3), Sigmoid.create(), Dense.of(2));
    }

    @Override
    protected Shape input() {
        return Shape.of(5);
    }

    @Override
    protected String refuser() {
        return "Dense";
    }

    @Test
    void a_dense_layer_takes_the_activation_after_it_along() {
        Tensor x = batch(DType.FLOAT32);
        Build apart = Build.of(RandomSource.of(1));
        Layer two = Sequential.of(Dense.of(4), Relu.create()).build(input(), apart);
        Layer one = Sequential.of(Dense.of(4).withActivation(Activation.RELU)).build(input(), Build.of(RandomSource.of(1)));
        assertThat(kernels(two, x)).isEqualTo(kernels(one, x));
        assertThat(two.forward(x, Pass.inference()).toArray()).containsExactly(one.forward(x, Pass.inference()).toArray());
        assertThat(apart.built().stream().map(Build.Built::path)).isEqualTo(List.of("dense", "relu"));
        assertThat(apart.learned().stream().map(learned -> learned.parameter().name())).isEqualTo(List.of("dense.weight", "dense.bias"));
        assertThat(apart.built().get(0).spec()).isEqualTo("Dense[units=4]");
    }

    @Test
    void a_convolution_takes_the_activation_after_it_along() {
        Tensor x = Tensor.normal(Shape.of(2, 5, 5, 3), 0, 1, RandomSource.of(2).stream("x").at(0));
        Layer plain = Conv2d.of(4, 3).build(Shape.of(5, 5, 3), Build.of(RandomSource.of(1)).inside("conv2d"));
        Layer both = Sequential.of(Conv2d.of(4, 3), Relu.create()).build(Shape.of(5, 5, 3), Build.of(RandomSource.of(1)));
        assertThat(kernels(both, x)).isEqualTo(kernels(plain, x));
        assertThat(both.forward(x, Pass.inference()).toArray()).containsExactly(plain.forward(x, Pass.inference()).relu().toArray(), within(1e-6f));
    }

    @Test
    void a_watched_pass_sees_what_fusing_would_hide() {
        Layer layer = spec().build(input(), Build.of(RandomSource.of(1)));
        Map<String, Tensor> seen = new LinkedHashMap<>();
        Tensor y = layer.forward(batch(DType.FLOAT32), Pass.inference().watchedBy(seen::put));
        assertThat(seen).containsOnlyKeys("dense", "tanh", "dense_2", "sigmoid", "dense_3");
        assertThat(Objects.requireNonNull(seen.get("tanh")).toArray())
                .containsExactly(Objects.requireNonNull(seen.get("dense")).tanh().toArray(), within(1e-6f));
        assertThat(layer.forward(batch(DType.FLOAT32), Pass.inference()).toArray()).containsExactly(y.toArray(), within(1e-6f));
    }

    private static int kernels(Layer layer, Tensor x) {
        Step step = Step.of("count", in -> layer.forward(in.get(0), Pass.training()));
        step.run(x);
        step.run(x);
        String text = step.explain();
        step.close();
        return Integer.parseInt(text.replaceAll("(?s).*?(\\d+) kernels.*", "$1"));
    }

    /** As an application writes it, inside a class of its own. */
    record Twice() implements ActivationLayer {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            return x.mul(2);
        }
    }

    static final class Halved {
        record Spec() implements LayerSpec {
            @Override
            public Shape outputShape(Shape input) {
                return input;
            }

            @Override
            public Layer build(Shape input, Build build) {
                return (x, pass) -> x.div(2);
            }
        }
    }

    @Test
    void a_layer_inside_a_class_has_its_own_name() {
        assertThat(Sequential.of(new Twice(), new Halved.Spec(), Dense.of(2)).names()).containsExactly("twice", "halved", "dense");
        assertThatThrownBy(() -> NetJson.write(Sequential.of(new Halved.Spec())))
                .hasMessageEndingWith("Register it: types.with(\"Halved\", Halved.Spec.class).");
    }
}
