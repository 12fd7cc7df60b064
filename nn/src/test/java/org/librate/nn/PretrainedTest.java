package org.librate.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.layer.Add;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;

class PretrainedTest {

    private static final Sequential NET = Sequential.of(Sequential.of(Dense.of(4), BatchNorm.create(), Relu.create()).named("body"), Dense.of(4),
            Relu.create(), Dense.of(3), Relu.create());
    private static final Tensor X = Tensor.linspace(-1, 1, 10).reshape(5, 2);

    /** A network whose weights and statistics nobody would draw. */
    private static Network learned(Net net) {
        Network network = Network.build(net, Shape.of(2), RandomSource.of(1));
        network.parameters().values().assign(Tensor.linspace(-1, 1, (int) network.parameters().values().size()));
        network.states().values().forEach(state -> state.assign(Tensor.full(state.dtype(), state.shape(), 0.5)));
        return network;
    }

    private static Network built(Net net) {
        return Network.build(net, Shape.of(2), RandomSource.of(9));
    }

    private static float[] values(Network network, String name) {
        return network.parameter(name).tensor().toArray();
    }

    private static float[] answers(Network network) {
        return network.forward(X, Pass.inference()).toArray();
    }

    @Test
    void built_again_it_gives_the_same_answers() {
        Network old = learned(NET);
        assertThat(answers(built(Pretrained.of(old)))).containsExactly(answers(old));
        assertThat(built(Pretrained.of(old)).states().get("body.batchNorm.mean").toArray()).containsOnly(0.5f);
    }

    @Test
    void it_has_a_copy_of_the_weights() {
        Network old = learned(NET);
        Pretrained pretrained = Pretrained.of(old);
        float[] before = answers(old);
        old.parameters().values().assign(Tensor.zeros(old.parameters().values().size()));
        assertThat(answers(built(pretrained))).containsExactly(before);
    }

    @Test
    void a_new_head_starts_anew_and_all_else_stays() {
        Network old = learned(NET);
        assertThat(Pretrained.of(old).head()).isEqualTo("dense_2");
        Network other = built(Pretrained.of(old).withHead(Dense.of(3)));
        assertThat(values(other, "dense_2.weight")).as("of the same shape, but not the same").isNotEqualTo(values(old, "dense_2.weight"));
        assertThat(values(other, "dense.weight")).containsExactly(values(old, "dense.weight"));
        assertThat(values(other, "body.dense.weight")).containsExactly(values(old, "body.dense.weight"));
        Network wider = built(Pretrained.of(old).withHead(Dense.of(7).named("head")));
        assertThat(wider.outputs()).containsExactly(Shape.of(7));
        assertThat(wider.parameter("head.weight").shape()).isEqualTo(Shape.of(4, 7));
        assertThat(values(wider, "dense.bias")).containsExactly(values(old, "dense.bias"));
    }

    @Test
    void names_stay_when_another_kind_of_layer_comes_in() {
        Network old = learned(NET);
        Network other = built(Pretrained.of(old).replace("dense", BatchNorm.create()));
        assertThat(values(other, "dense_2.weight")).containsExactly(values(old, "dense_2.weight"));
        assertThat(values(other, "dense.gamma")).containsOnly(1);
    }

    @Test
    void a_layer_inside_another_can_be_replaced() {
        Network old = learned(NET);
        Network other = built(Pretrained.of(old).replace("body.dense", Dense.of(4)));
        assertThat(values(other, "body.dense.weight")).isNotEqualTo(values(old, "body.dense.weight"));
        assertThat(values(other, "body.batchNorm.gamma")).containsExactly(values(old, "body.batchNorm.gamma"));
    }

    @Test
    void without_a_head_it_is_a_part_of_other_networks() {
        Network old = learned(NET);
        Pretrained body = Pretrained.of(old).withoutHead();
        assertThat(body.net()).hasToString(NET.upTo("relu").toString());
        assertThat(body.values().keySet()).contains("dense.weight").doesNotContain("dense_2.weight");
        Network other = built(Sequential.of(body.asLayer().named("below"), Dense.of(2).named("head")));
        assertThat(values(other, "below.body.dense.weight")).containsExactly(values(old, "body.dense.weight"));
        assertThat(values(other, "below.dense.bias")).containsExactly(values(old, "dense.bias"));
        assertThat(answers(built(Pretrained.of(other)))).as("what was learned later comes first").containsExactly(answers(other));
        other.parameters().values().assign(Tensor.zeros(other.parameters().values().size()));
        assertThat(values(built(Pretrained.of(other)), "below.dense.bias")).containsOnly(0);
        assertThat(Pretrained.of(old).upTo("body").values().keySet()).allMatch(name -> name.startsWith("body."));
    }

    @Test
    void graphs_keep_their_other_nodes() {
        Graph.Builder g = Graph.builder();
        Graph.Node x = g.input("x");
        Graph.Node low = x.then("low", Dense.of(3));
        Graph net = g.outputs(g.join("both", Add.create(), low, low.then("mid", Dense.of(3))).then("head", Dense.of(2)));
        Network old = Network.build(net, List.of(Shape.of(2)), RandomSource.of(1), DType.FLOAT32);
        Pretrained pretrained = Pretrained.of(old);
        assertThat(pretrained.head()).isEqualTo("head");
        Network other = Network.build(pretrained.withHead(Dense.of(5)), List.of(Shape.of(2)), RandomSource.of(9), DType.FLOAT32);
        assertThat(values(other, "mid.weight")).containsExactly(values(old, "mid.weight"));
        assertThat(other.outputs()).containsExactly(Shape.of(5));
        assertThatThrownBy(() -> pretrained.replace("nobody", Dense.of(5))).hasMessageContaining("There are [low, mid, both, head]");
        assertThatThrownBy(pretrained::withoutHead).hasMessageContaining("withoutHead needs a Sequential");
    }

    @Test
    void what_does_not_fit_is_refused_by_name() {
        Pretrained pretrained = Pretrained.of(learned(NET));
        assertThatThrownBy(() -> pretrained.replace("dens", Dense.of(2))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"dens\"").hasMessageContaining("There are [body, dense, relu, dense_2, relu_2]");
        assertThatThrownBy(() -> pretrained.replace("relu.inner", Dense.of(2))).hasMessageContaining("only inside a Sequential");
        assertThatThrownBy(() -> pretrained.replace("dense", Dense.of(2).named("body"))).hasMessageContaining("name must be free");
        assertThatThrownBy(() -> Network.build(pretrained, Shape.of(3), RandomSource.of(1)))
                .hasMessageContaining("body.dense.weight was learned as [2, 4]").hasMessageContaining("[3, 4]");
    }
}
