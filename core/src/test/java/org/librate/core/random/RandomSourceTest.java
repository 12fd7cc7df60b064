package org.librate.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomSourceTest {

    /** Computed by another program from the formulas in the Javadoc. */
    @Test
    void keys_are_pinned() {
        RandomSource random = RandomSource.of(42);
        assertThat(random.key()).isEqualTo(0xfee45ba2bd339f43L);
        assertThat(random.stream("shuffle").key()).isEqualTo(0x810143522ff9301cL);
        assertThat(random.stream("layer1").stream("dröpout").key()).isEqualTo(0x68ee93d6086ee5beL);
        assertThat(random.branch(-1).key()).isEqualTo(0xef2d28c3e7fb88f7L);
        assertThat(random.at(7, 1)).isEqualTo(RandomStream.of(0x4865ccf528a60337L, 1));
        assertThat(random.at(7)).isEqualTo(RandomStream.of(random.key(), 7));
    }

    @Test
    void every_way_down_leads_elsewhere() {
        Set<Long> first = new HashSet<>();
        int streams = 0;
        for (long seed = -3; seed < 3; seed++) {
            RandomSource random = RandomSource.of(seed);
            for (String name : new String[] {"a", "b", "ab", "Aa", "BB", "a/b"}) {
                for (long epoch = 0; epoch < 5; epoch++) {
                    first.add(random.stream(name).at(epoch).bits(0));
                    first.add(random.stream(name).at(epoch, 0).bits(0));
                    first.add(random.stream(name).at(epoch, 1).bits(0));
                    first.add(random.stream(name).branch(epoch).at(0).bits(0));
                    first.add(random.stream("a").stream(name).at(epoch).bits(0));
                    streams += 5;
                }
            }
        }
        assertThat(first).hasSize(streams);
    }

    @Test
    void asking_twice_gives_the_same() {
        assertThat(RandomSource.of(0).stream("a")).isEqualTo(RandomSource.of(0).stream("a")).hasSameHashCodeAs(RandomSource.of(0).stream("a"));
        assertThat(RandomSource.of(0).stream("a")).isNotEqualTo(RandomSource.of(1).stream("a"));
    }

    @Test
    void neighbours_are_not_correlated() {
        int n = 20_000;
        RandomSource random = RandomSource.of(5);
        double[] base = random.stream("a").at(0).normals(n);
        double[][] others = {random.stream("b").at(0).normals(n), random.stream("a").at(1).normals(n), random.stream("a").at(0, 0).normals(n),
            random.stream("a").at(0, 1).normals(n), RandomSource.of(6).stream("a").at(0).normals(n)};
        for (double[] other : others) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += base[i] * other[i];
            }
            assertThat(Math.abs(sum / Math.sqrt(n))).isLessThan(4);
        }
    }

    @Test
    void reads_like_what_it_is() {
        assertThat(RandomSource.of(42)).hasToString("RandomSource[seed=42]");
        assertThat(RandomSource.of(42).stream("layer1").stream("dropout").branch(3)).hasToString("RandomSource[seed=42, stream=layer1 / dropout#3]");
        assertThatThrownBy(() -> RandomSource.of(1).stream("")).hasMessage("RandomSource: a stream's name must not be empty, got \"\".");
    }
}
