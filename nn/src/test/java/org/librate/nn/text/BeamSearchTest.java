package org.librate.nn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.random.RandomSource;

class BeamSearchTest {

    private static final int VOCABULARY = 4;
    private static final int END = 2;
    private static final int MOST = 5;

    /** Probabilities that depend on every token before. */
    private static double[] after(int[] beginning, long seed) {
        double[] logits = RandomSource.of(seed).at(Arrays.hashCode(beginning) & 0xFFFFFFFFL).normals(VOCABULARY, 0, 1.5);
        double all = Math.log(Arrays.stream(logits).map(Math::exp).sum());
        return Arrays.stream(logits).map(logit -> logit - all).toArray();
    }

    private static BeamSearch.Next table(long seed) {
        return (beginnings, from) -> beginnings.stream().map(one -> after(one, seed)).toArray(double[][]::new);
    }

    /** Every answer there is, best first. */
    private static List<Answer> all(long seed, Beam beam) {
        List<Answer> found = new ArrayList<>();
        collect(new int[0], 0, seed, beam, found);
        found.sort(Comparator.comparingDouble((Answer answer) -> -answer.score()));
        return found;
    }

    private static void collect(int[] beginning, double logProbability, long seed, Beam beam, List<Answer> found) {
        if (beginning.length == MOST) {
            return;
        }
        double[] next = after(beginning, seed);
        for (int token = 0; token < VOCABULARY; token++) {
            double sum = logProbability + next[token];
            if (token == END) {
                found.add(new Answer(beginning, sum, beam.score(sum, beginning.length + 1), true));
            } else {
                int[] longer = Arrays.copyOf(beginning, beginning.length + 1);
                longer[beginning.length] = token;
                collect(longer, sum, seed, beam, found);
            }
        }
    }

    @ParameterizedTest @ValueSource(doubles = {0, 0.6, 2})
    void a_beam_that_holds_everything_finds_the_best(double penalty) {
        for (long seed = 0; seed < 20; seed++) {
            Beam beam = Beam.of(300).withLengthPenalty(penalty).withBest(7);
            List<Answer> found = BeamSearch.search(table(seed), END, beam, MOST);
            List<Answer> expected = all(seed, beam).subList(0, 7);
            for (int i = 0; i < 7; i++) {
                assertThat(found.get(i).tokens()).isEqualTo(expected.get(i).tokens());
                assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-12));
            }
        }
    }

    @Test void a_beam_of_one_is_greedy_and_wider_ones_are_no_worse() {
        double one = 0;
        double three = 0;
        double best = 0;
        for (long seed = 0; seed < 50; seed++) {
            List<Answer> narrow = BeamSearch.search(table(seed), END, Beam.of(1), MOST);
            List<Answer> wide = BeamSearch.search(table(seed), END, Beam.of(3).withBest(2), MOST);
            assertThat(wide).hasSize(2);
            assertThat(wide.get(0).score()).isGreaterThanOrEqualTo(wide.get(1).finished() ? wide.get(1).score() : Double.NEGATIVE_INFINITY);
            one += narrow.get(0).score();
            three += wide.get(0).score();
            best += all(seed, Beam.of(1)).get(0).score();
        }
        assertThat(three).isGreaterThan(one);
        assertThat(best).isGreaterThanOrEqualTo(three);
    }

    @Test void what_does_not_end_is_given_as_it_is() {
        BeamSearch.Next never = (beginnings, from) -> beginnings.stream()
                .map(one -> new double[] {Math.log(0.7), Math.log(0.3), Double.NEGATIVE_INFINITY}).toArray(double[][]::new);
        List<Answer> found = BeamSearch.search(never, END, Beam.of(2).withBest(2), 3);
        assertThat(found).hasSize(2).noneMatch(Answer::finished);
        assertThat(found.get(0).tokens()).containsExactly(0, 0, 0);
        assertThat(found.get(0).logProbability()).isCloseTo(3 * Math.log(0.7), within(1e-12));
        assertThat(found.get(0).toString()).isEqualTo("Answer[[0, 0, 0], score=-1.0700, finished=false]");
    }

    @Test void tells_what_is_wrong() {
        assertThatThrownBy(() -> Beam.of(2).withBest(3)).hasMessageContaining("best must be in [1, 2]");
        assertThat(Beam.of(4).withLengthPenalty(0.6)).hasToString("Beam[width=4, lengthPenalty=0.6]");
    }
}
