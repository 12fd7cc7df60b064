package org.librate.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.random.RandomSource;
import org.librate.nn.Network;
import org.librate.nn.Role;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;

class GroupTest {

    private final Sample sample = new Sample(new float[] {1, 2, 3, 4}, new float[] {5, 6}, new float[] {7, 8});

    @Test
    void weights_and_biases_are_two_groups() {
        assertThat(sample.groups).extracting(Group::decays).containsExactly(true, false);
        assertThat(sample.groups.get(0).parts()).containsExactly(new Part("u", Role.WEIGHT, 0, Shape.of(2, 2)),
                new Part("v", Role.WEIGHT, 16, Shape.of(2, 1)));
        assertThat(sample.groups.get(1).parts()).containsExactly(new Part("b", Role.BIAS, 0, Shape.of(2)));
    }

    @Test
    void together_they_are_the_whole_buffer() {
        long sum = sample.groups.stream().mapToLong(group -> group.values().size()).sum();
        assertThat(sum).isEqualTo(sample.parameters.values().size());
    }

    @Test
    void a_part_is_the_parameters_own_memory() {
        Group weights = sample.groups.get(0);
        weights.part("v").of(weights.values()).assign(-1f, -2f);
        weights.part("v").of(weights.gradients()).assign(3f, 4f);
        assertThat(sample.value("v")).containsExactly(-1, -2);
        assertThat(sample.gradient("v")).containsExactly(3, 4);
    }

    @Test
    void what_is_not_alike_is_apart() {
        List<Group> groups = Group.split(sample.parameters, sample.learned, one -> one.parameter().name().equals("v"));
        assertThat(groups).extracting(group -> group.parts().get(0).name()).containsExactly("u", "v", "b");
        assertThat(groups.get(1).part("v").of(groups.get(1).values()).toArray()).containsExactly(5, 6);
    }

    @Test
    void a_network_gives_its_weights_first() {
        Network network = Network.build(Sequential.of(Dense.of(3), Dense.of(2)), Shape.of(4), RandomSource.of(1));
        List<Group> groups = Group.of(network);
        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).parts()).extracting(Part::name).containsExactly("dense.weight", "dense_2.weight");
        assertThat(groups.get(1).parts()).extracting(Part::name).containsExactly("dense.bias", "dense_2.bias");
    }
}
