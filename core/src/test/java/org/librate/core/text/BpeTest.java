package org.librate.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** Compared with Hugging Face's tokenizers 0.23.3: src/test/python/bpe_goldens.py. */
class BpeTest {

    private static final List<String> TEXTS = new ArrayList<>();
    private static final List<Bpe.Merge> MERGES = new ArrayList<>();
    private static final List<String> PROBES = new ArrayList<>();
    private static final List<int[]> TOKENS = new ArrayList<>();

    static {
        try (InputStream file = Objects.requireNonNull(BpeTest.class.getResourceAsStream("bpe_goldens.txt"))) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String rest = line.substring(line.indexOf(' ') + 1);
                if (line.startsWith("text ")) {
                    TEXTS.add(text(rest));
                } else if (line.startsWith("merge ")) {
                    int[] numbers = numbers(rest);
                    MERGES.add(new Bpe.Merge(numbers[0], numbers[1], numbers[2]));
                } else if (line.startsWith("probe ")) {
                    PROBES.add(text(rest));
                    TOKENS.add(numbers(rest.substring(rest.lastIndexOf('"') + 1)));
                }
            }
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static String text(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return parser.getText();
        }
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.trim().split(" ")).filter(one -> !one.isEmpty()).mapToInt(Integer::parseInt).toArray();
    }

    @Test void merges_as_the_reference() {
        Bpe bpe = Bpe.train(TEXTS, 360);
        assertThat(MERGES).hasSizeGreaterThan(70);
        assertThat(bpe.merges()).isEqualTo(MERGES);
    }

    @Test void encodes_as_the_reference_and_decodes() {
        Bpe bpe = Bpe.train(TEXTS, 360);
        assertThat(PROBES).hasSize(13);
        for (int i = 0; i < PROBES.size(); i++) {
            assertThat(bpe.encode(PROBES.get(i))).as(PROBES.get(i)).isEqualTo(TOKENS.get(i));
            assertThat(bpe.decode(TOKENS.get(i))).isEqualTo(PROBES.get(i));
        }
    }

    @Test void any_bytes_come_back() {
        Bpe bpe = Bpe.train(TEXTS, 300);
        RandomSource random = RandomSource.of(3);
        for (int i = 0; i < 200; i++) {
            RandomStream stream = random.at(i);
            byte[] bytes = new byte[stream.integer(0, 0, 60)];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = (byte) (stream.bernoulli(2 * b + 1, 0.5) ? stream.integer(2 * b + 2, 0xC0, 0x100) : stream.integer(2 * b + 2, 0, 0x100));
            }
            assertThat(bpe.decodeBytes(bpe.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test void a_long_piece_is_no_trouble() {
        Bpe bpe = Bpe.train(List.of("a".repeat(5_000)), 270);
        String text = "a".repeat(300_000);
        assertThat(bpe.decode(bpe.encode(text))).isEqualTo(text);
        assertThat(bpe.merges()).hasSizeLessThanOrEqualTo(14);
    }

    /** What counting again after each merge would find. */
    @Test void merges_as_counting_anew_would() {
        RandomStream random = RandomSource.of(5).at(0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            text.append("abcd ".charAt(random.integer(i, 0, 5)));
        }
        Bpe bpe = Bpe.train(List.of(text.toString()), 300);
        List<List<Integer>> pieces = new ArrayList<>();
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        Pieces.cut(bytes, (from, to) -> {
            List<Integer> piece = new ArrayList<>();
            for (int i = from; i < to; i++) {
                piece.add(Bpe.tokenOf(bytes[i]));
            }
            pieces.add(piece);
        });
        for (Bpe.Merge merge : bpe.merges()) {
            java.util.Map<Long, Long> counts = new java.util.TreeMap<>();
            pieces.forEach(piece -> {
                for (int i = 0; i + 1 < piece.size(); i++) {
                    counts.merge(Bpe.pair(piece.get(i), piece.get(i + 1)), 1L, Long::sum);
                }
            });
            long most = counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
            long first = counts.entrySet().stream().filter(entry -> entry.getValue() == most).findFirst().orElseThrow().getKey();
            assertThat(Bpe.pair(merge.left(), merge.right())).isEqualTo(first);
            pieces.forEach(piece -> {
                for (int i = 0; i + 1 < piece.size(); i++) {
                    if (piece.get(i) == merge.left() && piece.get(i + 1) == merge.right()) {
                        piece.set(i, merge.token());
                        piece.remove(i + 1);
                    }
                }
            });
        }
        assertThat(bpe.merges()).hasSize(44);
    }

    @Test void hostile_merges_are_refused() {
        assertThatThrownBy(() -> new Bpe(List.of(new int[] {0, 400}), List.of())).hasMessageContaining("tokens that there are by then");
        assertThatThrownBy(() -> new Bpe(List.of(new int[] {0, 1}, new int[] {0, 1}), List.of())).hasMessageContaining("merged once");
        List<int[]> doubling = new ArrayList<>();
        doubling.add(new int[] {0, 0});
        for (int i = 0; i < 30; i++) {
            doubling.add(new int[] {256 + i, 256 + i});
        }
        assertThatThrownBy(() -> new Bpe(doubling, List.of())).hasMessageContaining("at most 256 bytes");
        assertThatThrownBy(() -> Bpe.train(TEXTS, 100)).hasMessageContaining("256 to");
    }
}
