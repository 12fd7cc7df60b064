package org.librate.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.Updates;
import org.librate.core.random.RandomSource;
import org.librate.nn.KeyValueCache;
import org.librate.nn.Network;
import org.librate.nn.Pass;

/** Transformers have as many parameters as published, learn, and go on where they ended. */
class TransformersTest {

    private static final Gpt SMALL = Gpt.of(11, 16).withLayers(2).withHeads(2).withWidth(16);

    private static Tensor tokens(long n, long time) {
        return Tensor.integers(Shape.of(n, time), 0, 11, RandomSource.of(2).stream("tokens").at(0)).cast(DType.INT32);
    }

    @Test
    void gpt_counts_as_published() {
        Shape text = Shape.of(64);
        assertThat(Gpt.of(50_257, 1024).parameterCount(text)).isEqualTo(124_439_808); // GPT-2, "124M"
        assertThat(Gpt.of(50_257, 1024).withLayers(24).withHeads(16).withWidth(1024).parameterCount(text)).isEqualTo(354_823_168); // GPT-2 medium
        // nanoGPT prints its counts without the table of positions: 123.59M, 10.65M and 0.80M
        assertThat(Gpt.of(50_304, 1024).withBias(false).parameterCount(text)).isEqualTo(123_587_328 + 1024 * 768);
        assertThat(Gpt.of(65, 256).withLayers(6).withHeads(6).withWidth(384).withBias(false).parameterCount(text)).isEqualTo(10_646_784 + 256 * 384);
        assertThat(Gpt.of(65, 64).withLayers(4).withHeads(4).withWidth(128).withBias(false).parameterCount(text)).isEqualTo(795_904 + 64 * 128);
        assertThat(Gpt.of(65, 64).withLayers(4).withHeads(4).withWidth(128).withBias(false).withRotary(true).parameterCount(text)).isEqualTo(795_904);
        assertThat(Gpt.of(65, 64).withLayers(4).withHeads(4).withWidth(128).withBias(false).withTiedWeights(false).parameterCount(text))
                .isEqualTo(795_904 + 64 * 128 + 65 * 128);
    }

    @Test
    void a_text_written_with_a_cache_is_the_text_read_at_once() {
        for (Gpt gpt : List.of(SMALL, SMALL.withRotary(true).withKeyValueHeads(1).withTiedWeights(false))) {
            Network network = Network.build(gpt, Shape.of(12), RandomSource.of(1));
            Tensor text = tokens(3, 12);
            float[] whole = network.forward(text, Pass.inference()).toArray();
            KeyValueCache cache = KeyValueCache.create();
            Pass pass = Pass.inference().withCache(cache);
            List<Tensor> parts = new ArrayList<>(List.of(network.forward(text.slice(1, 0, 5), pass)));
            for (int step = 5; step < 12; step++) {
                parts.add(network.forward(text.slice(1, step, step + 1), pass));
            }
            assertThat(Tensor.concat(1, parts).toArray()).containsExactly(whole, within(1e-5f));
            assertThat(cache.length()).isEqualTo(12);
        }
    }

    @Test
    void they_learn() {
        Tensor text = tokens(4, 8);
        Tensor next = tokens(4, 9).slice(1, 1, 9).reshape(32);
        learns(Network.build(SMALL.withDropout(0.05), Shape.of(8), RandomSource.of(1)), text, next);
        TransformerEncoder encoder = TransformerEncoder.tagger(11, 11).withLayers(2).withWidth(16).withHeads(2);
        learns(Network.build(encoder, Shape.of(8), RandomSource.of(1)), text, next);
        learns(Network.build(TransformerEncoder.classifier(11, 11).withLayers(1).withWidth(16).withHeads(2), Shape.of(8), RandomSource.of(1)), text,
                next.slice(0, 0, 4));
    }

    private static void learns(Network network, Tensor text, Tensor labels) {
        Tensor rate = Tensor.of(0.01f);
        Tensor values = network.parameters().values();
        Tensor first = Tensor.zeros(DType.FLOAT32, values.shape());
        Tensor second = Tensor.zeros(DType.FLOAT32, values.shape());
        double start = 0;
        double end = 0;
        for (int step = 1; step <= 30; step++) {
            network.draw(step);
            Tensor loss = network.forward(text, Pass.training()).reshape(-1, 11).crossEntropy(labels).mean();
            start = step == 1 ? loss.item() : start;
            end = loss.item();
            network.parameters().backward(loss);
            Updates.adam(values, network.parameters().gradients(), first, second, rate, Tensor.of((long) step), 0.9, 0.999, 1e-8, 0);
        }
        assertThat(end).isLessThan(0.7 * start);
    }

    @Test
    void padding_changes_no_answer() {
        Network network = Network.build(TransformerEncoder.classifier(11, 3).withLayers(2).withWidth(16).withHeads(2), Shape.of(8),
                RandomSource.of(1));
        Network shorter = Network.build(TransformerEncoder.classifier(11, 3).withLayers(2).withWidth(16).withHeads(2), Shape.of(5),
                RandomSource.of(1));
        Tensor text = tokens(2, 8);
        float[] padded = network.forward(text, Pass.inference().withLengths(text, Tensor.of(8, 5))).slice(0, 1, 2).toArray();
        assertThat(shorter.forward(text.slice(0, 1, 2).slice(1, 0, 5), Pass.inference()).toArray()).containsExactly(padded, within(1e-5f));
    }

    @Test
    void they_print_like_the_code_and_refuse_what_does_not_fit() {
        assertThat(SMALL.withBias(false).withDropout(0.1))
                .hasToString("Gpt[vocabulary=11, context=16, layers=2, heads=2, width=16, dropout=0.1, bias=false]");
        assertThat(TransformerEncoder.classifier(11, 3))
                .hasToString("TransformerEncoder[vocabulary=11, classes=3, layers=6, width=256, heads=8, feedForward=1024]");
        assertThatThrownBy(() -> SMALL.outputShape(Shape.of(17))).hasMessageContaining("takes up to 16 tokens [time], got [17]");
        assertThatThrownBy(() -> SMALL.withHeads(3).outputShape(Shape.of(8))).hasMessageContaining("multiple of 3 heads");
    }
}
