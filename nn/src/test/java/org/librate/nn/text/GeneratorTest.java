package org.librate.nn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.core.text.ByteTokenizer;
import org.librate.core.text.CharTokenizer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.Conv1d;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.Gru;
import org.librate.nn.layer.Lstm;
import org.librate.nn.model.Gpt;

class GeneratorTest {

    private static final int VOCABULARY = 11;
    private static final Sampling DRAWN = Sampling.of(5).withTemperature(0.9).withTopK(8).withTopP(0.95).withRepetitionPenalty(1.1);

    private static Network network(LayerSpec net, int context) {
        return Network.build(net, Shape.of(context), RandomSource.of(3));
    }

    private static LayerSpec reading(LayerSpec body) {
        return Sequential.of(Embedding.of(VOCABULARY, 8), body, Dense.of(VOCABULARY).withWeights(Initializer.normal(0.6)));
    }

    static Stream<Network> networks() {
        Gpt gpt = Gpt.of(VOCABULARY, 12).withLayers(2).withHeads(2).withWidth(8);
        return Stream.of(network(gpt, 12), network(gpt.withRotary(true).withKeyValueHeads(1).withTiedWeights(false), 12),
                network(reading(Lstm.of(8).withLayers(2)), 12), network(reading(Gru.of(8)), 12));
    }

    @ParameterizedTest @MethodSource("networks")
    void the_cache_gives_what_reading_anew_gives(Network network) {
        spread(network);
        Generator cached = Generator.of(network);
        assertThat(cached.toString()).doesNotContain("cache=false");
        Generator anew = cached.withCache(false);
        int[] prompt = {3, 1, 4};
        for (Sampling sampling : List.of(Sampling.greedy(), DRAWN)) {
            int[] text = cached.generate(prompt, 40, sampling); // beyond the context, so that it is left behind again and again
            assertThat(text).hasSize(40).isEqualTo(anew.generate(prompt, 40, sampling)).isEqualTo(cached.generate(prompt, 40, sampling));
        }
        assertThat(cached.generate(prompt, 40, DRAWN)).isNotEqualTo(cached.generate(prompt, 40, new Sampling(6, 0.9, 8, 0.95, 1.1)));
    }

    /** Weights large enough that one token differs from another. */
    private static void spread(Network network) {
        network.parameters().forEach(parameter -> parameter.tensor()
                .assign(parameter.tensor().mul(parameter.name().contains("norm") ? 1 : 4).detach()));
    }

    @ParameterizedTest @MethodSource("networks")
    void a_row_of_a_batch_is_as_if_alone(Network network) {
        Generator generator = Generator.of(network);
        List<int[]> prompts = List.of(new int[] {5}, new int[] {1, 2, 3, 4}, new int[] {0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0});
        List<int[]> together = generator.generate(prompts, 20, Sampling.greedy());
        for (int row = 0; row < 3; row++) {
            assertThat(together.get(row)).isEqualTo(generator.generate(prompts.get(row), 20, Sampling.greedy()));
        }
        assertThat(generator.generate(prompts, 20, DRAWN).get(0)).isEqualTo(generator.generate(prompts.get(0), 20, DRAWN));
    }

    @Test void greedy_takes_the_largest_logit_of_the_last_step() {
        Network network = network(Gpt.of(VOCABULARY, 12).withLayers(1).withHeads(2).withWidth(8), 12);
        int[] text = Generator.of(network).generate(new int[] {7, 2}, 2, Sampling.greedy());
        Tensor first = network.forward(Tensor.of(new int[] {7, 2}).expandDims(0), Pass.inference()).select(1, -1);
        Tensor second = network.forward(Tensor.of(new int[] {7, 2, text[0]}).expandDims(0), Pass.inference()).select(1, -1);
        assertThat(text).containsExactly(first.argmax(1).toInts()[0], second.argmax(1).toInts()[0]);
    }

    @Test void stops_at_stop_tokens_and_when_the_listener_has_enough() {
        Generator generator = Generator.of(network(Gpt.of(VOCABULARY, 12).withLayers(1).withHeads(2).withWidth(8), 12));
        int[] text = generator.generate(new int[] {1}, 30, Sampling.of(1));
        int stop = text[5];
        int first = 0;
        while (text[first] != stop) {
            first++;
        }
        assertThat(generator.withStopTokens(stop).generate(new int[] {1}, 30, Sampling.of(1))).isEqualTo(java.util.Arrays.copyOf(text, first));
        List<Integer> heard = new ArrayList<>();
        int[] some = generator.generate(List.of(new int[] {1}), 30, Sampling.of(1), (row, token) -> {
            heard.add(token);
            return heard.size() < 4;
        }).get(0);
        assertThat(some).isEqualTo(java.util.Arrays.copyOf(text, 4)).containsExactly(heard.stream().mapToInt(Integer::intValue).toArray());
        assertThat(generator.generate(new int[] {1}, 0, Sampling.greedy())).isEmpty();
    }

    @Test void networks_that_cannot_go_on_read_anew() {
        Generator generator = Generator.of(network(reading(Conv1d.of(8, 3).withPadding(Padding.CAUSAL)), 12));
        assertThat(generator.toString()).contains("cache=false");
        assertThat(generator.generate(new int[] {1, 2}, 15, Sampling.of(2))).hasSize(15);
    }

    @Test void refuses_networks_that_look_ahead_and_wrong_tokens() {
        Network both = network(reading(Lstm.of(8).withBidirectional(true)), 12);
        assertThatThrownBy(() -> Generator.of(both)).hasMessageContaining("earlier tokens only");
        Generator generator = Generator.of(network(reading(Gru.of(8)), 12));
        assertThatThrownBy(() -> generator.generate(new int[] {VOCABULARY}, 1, Sampling.greedy())).hasMessageContaining("tokens must be in");
        assertThatThrownBy(() -> generator.generate(new int[0], 1, Sampling.greedy())).hasMessageContaining("at least one token");
        assertThatThrownBy(() -> generator.withStopTokens(-1)).hasMessageContaining("tokens must be in");
    }

    @Test void loss_is_the_mean_of_cross_entropies() {
        Network network = network(Gpt.of(VOCABULARY, 4).withLayers(1).withHeads(2).withWidth(8), 4);
        int[] text = {1, 5, 2, 9, 4, 0, 3, 7, 7, 10, 2};
        double sum = 0;
        for (int t = 1; t < text.length; t++) {
            int[] seen = java.util.Arrays.copyOfRange(text, (t - 1) / 4 * 4, t);
            double[] p = network.forward(Tensor.of(seen).expandDims(0), Pass.inference()).select(1, -1).softmax(-1).toDoubles();
            sum -= Math.log(p[text[t]]);
        }
        Generator generator = Generator.of(network);
        assertThat(generator.loss(text)).isCloseTo(sum / 10, within(1e-5));
        assertThat(generator.perplexity(text)).isCloseTo(Math.exp(sum / 10), within(1e-3));
    }

    @Test void language_models_write_text() {
        CharTokenizer characters = CharTokenizer.of("abcdefghijk");
        LanguageModel model = LanguageModel.of(network(Gpt.of(VOCABULARY, 12).withLayers(1).withHeads(2).withWidth(8), 12), characters);
        StringBuilder streamed = new StringBuilder();
        String text = model.stream("abc", 20, DRAWN, streamed::append);
        assertThat(text).hasSize(20).isEqualTo(streamed.toString()).isEqualTo(model.generate("abc", 20, DRAWN));
        assertThat(model.generate(List.of("abc", "k"), 5, Sampling.greedy()))
                .containsExactly(model.generate("abc", 5, Sampling.greedy()), model.generate("k", 5, Sampling.greedy()));
        assertThat(model.perplexity("abcabc")).isGreaterThan(1);
        assertThatThrownBy(() -> LanguageModel.of(network(Gpt.of(5, 4).withLayers(1).withHeads(1).withWidth(4), 4), characters))
                .hasMessageContaining("as many tokens");
    }

    @Test void streamed_characters_come_whole() {
        LayerSpec net = Sequential.of(Embedding.of(257, 8), Gru.of(8), Dense.of(257));
        LanguageModel model = LanguageModel.of(Network.build(net, Shape.of(16), RandomSource.of(1)), ByteTokenizer.create().withSpecials("<end>"))
                .withStops("<end>");
        StringBuilder streamed = new StringBuilder();
        assertThat(model.stream("x", 50, Sampling.of(1), streamed::append)).isEqualTo(streamed.toString());
    }
}
