package org.librate.tuning.study.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;

class FrontsTest {

    @Test
    void layers_are_those_of_the_definition() {
        double[] random = RandomSource.of(1).at(0).uniforms(3 * 60);
        double[][] losses = new double[60][3];
        for (int i = 0; i < random.length; i++) {
            losses[i / 3][i % 3] = Math.floor(4 * random[i]); // few values, so that there are ties
        }
        List<int[]> layers = Fronts.layers(losses);
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            left.add(i);
        }
        for (int[] layer : layers) {
            List<Integer> front = left.stream().filter(i -> left.stream().noneMatch(j -> Fronts.dominates(losses[j], losses[i]))).toList();
            assertThat(layer).containsExactly(front.stream().mapToInt(Integer::intValue).toArray());
            left.removeAll(front);
        }
        assertThat(left).isEmpty();
    }

    @Test
    void those_with_more_space_come_first() {
        double[][] losses = {{0, 10}, {1, 9}, {1.5, 8.5}, {6, 3}, {10, 0}};

        assertThat(Fronts.spacious(losses, new int[] {0, 1, 2, 3, 4})).containsExactly(0, 4, 3, 2, 1); // the ends, then 1.7, 1.1, 0.3
    }
}
