package org.librate.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.data.BadFileException;

/** What all tokenizers promise, then what each is for. */
class TokenizerTest {

    private static final List<String> TEXTS = List.of("It was the best of times, it was the worst of times;", "don't (ever) say so: naïve 42!",
            "the the the it It");

    static List<Tokenizer> all() {
        return List.of(ByteTokenizer.create(), CharTokenizer.of(TEXTS), WordTokenizer.create().withMinCount(2).fit(TEXTS), Bpe.train(TEXTS, 280),
                ByteTokenizer.create().withSpecials("<end>"), CharTokenizer.of(TEXTS).withSpecials("<start>", "<end>", Tokenizer.UNKNOWN),
                WordTokenizer.create().withLowerCase(false).fit(TEXTS).withSpecials("<end>"), Bpe.train(TEXTS, 270).withSpecials("<end>"));
    }

    @ParameterizedTest @MethodSource("all")
    void comes_back_from_json_and_files(Tokenizer tokenizer, @TempDir Path folder) throws Exception {
        assertThat(Tokenizer.fromJson(tokenizer.toJson())).isEqualTo(tokenizer).hasSameHashCodeAs(tokenizer).hasToString(tokenizer.toString());
        Path file = folder.resolve("tokenizer.json");
        tokenizer.write(file);
        Tokenizer back = Tokenizer.read(file);
        for (String text : TEXTS) {
            assertThat(back.encode(text)).isEqualTo(tokenizer.encode(text));
        }
    }

    @ParameterizedTest @MethodSource("all")
    void special_tokens_are_the_last_and_never_written(Tokenizer tokenizer) {
        Tokenizer more = tokenizer.withSpecials("<pad>");
        assertThat(more.size()).isEqualTo(tokenizer.size() + 1);
        assertThat(more.special("<pad>")).isEqualTo(tokenizer.size());
        int[] tokens = more.encode(TEXTS.get(0));
        assertThat(tokens).isEqualTo(tokenizer.encode(TEXTS.get(0)));
        assertThat(java.util.Arrays.stream(tokens).max().orElseThrow()).isLessThan(tokenizer.size());
        assertThat(more.decode(more.special("<pad>"), tokens[0])).isEqualTo(more.decode(tokens[0]));
        assertThatThrownBy(() -> tokenizer.special("<nowhere>")).hasMessageContaining("<nowhere>").hasMessageContaining("withSpecials");
        assertThatThrownBy(() -> more.withSpecials("<pad>")).hasMessageContaining("different names");
        assertThatThrownBy(() -> tokenizer.decode(tokenizer.size())).hasMessageContaining("tokens must be in");
    }

    @ParameterizedTest @MethodSource("all")
    void text_comes_back(Tokenizer tokenizer) {
        if (!(tokenizer instanceof WordTokenizer)) {
            TEXTS.forEach(text -> assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text));
        }
        assertThat(tokenizer.encodeAll(TEXTS)[2]).isEqualTo(tokenizer.encode(TEXTS.get(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "null", "{\"librate.tokenizer\":1}", "{\"librate.tokenizer\":1,\"kind\":\"bytes\"}",
            "{\"librate.tokenizer\":2,\"kind\":\"bytes\",\"specials\":[]}",
        "{\"librate.tokenizer\":0,\"kind\":\"bytes\",\"specials\":[]}", "{\"librate.tokenizer\":1,\"kind\":\"magic\",\"specials\":[]}",
        "{\"librate.tokenizer\":1,\"kind\":\"bytes\",\"specials\":[\"a\",\"a\"]}",
        "{\"librate.tokenizer\":1,\"kind\":\"bytes\",\"specials\":[]} more",
        "{\"librate.tokenizer\":1,\"kind\":\"bytes\",\"specials\":[],\"extra\":1}",
        "{\"librate.tokenizer\":1,\"kind\":\"bytes\",\"specials\":[1]}",
        "{\"librate.tokenizer\":1,\"kind\":\"bytes\",\"specials\":[],\"specials\":[]}",
        "{\"librate.tokenizer\":1,\"kind\":\"bytes\",\"specials\":[],\"merges\":[]}",
        "{\"librate.tokenizer\":1,\"kind\":\"bpe\",\"specials\":[],\"merges\":[1]}",
        "{\"librate.tokenizer\":1,\"kind\":\"bpe\",\"specials\":[],\"merges\":[1,-1]}",
        "{\"librate.tokenizer\":1,\"kind\":\"bpe\",\"specials\":[],\"merges\":[1,300]}",
        "{\"librate.tokenizer\":1,\"kind\":\"bpe\",\"specials\":[],\"merges\":[1,99999999999]}",
        "{\"librate.tokenizer\":1,\"kind\":\"characters\",\"specials\":[],\"codePoints\":[9,8]}",
        "{\"librate.tokenizer\":1,\"kind\":\"characters\",\"specials\":[],\"codePoints\":[1114112]}",
        "{\"librate.tokenizer\":1,\"kind\":\"characters\",\"specials\":[],\"codePoints\":[[[[[[]]]]]]}",
        "{\"librate.tokenizer\":1,\"kind\":\"words\",\"specials\":[\"<unk>\"],\"words\":[\"a\",\"a\"],\"lowerCase\":true}",
        "{\"librate.tokenizer\":1,\"kind\":\"words\",\"specials\":[],\"words\":[],\"lowerCase\":true}"})
    void what_is_no_tokenizer_is_refused(String json, @TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> Tokenizer.fromJson(json)).isInstanceOf(IllegalArgumentException.class);
        Path file = Files.writeString(folder.resolve("bad.json"), json);
        assertThatThrownBy(() -> Tokenizer.read(file)).isInstanceOf(BadFileException.class).hasMessageContaining("bad.json");
    }

    @Test void a_file_that_is_no_text_is_refused(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("bad.json"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThatThrownBy(() -> Tokenizer.read(file)).isInstanceOf(BadFileException.class);
    }

    @Test void bytes_are_those_of_utf8() {
        ByteTokenizer bytes = ByteTokenizer.create();
        assertThat(bytes.encode("aß")).containsExactly(97, 0xC3, 0x9F);
        byte[] invalid = {(byte) 0xFF, 0, (byte) 0xC3};
        assertThat(bytes.decodeBytes(bytes.encode(invalid))).isEqualTo(invalid);
        assertThat(bytes.decode(0xFF)).isEqualTo("\uFFFD");
    }

    @Test void characters_are_in_order_and_unknown_ones_told() {
        CharTokenizer characters = CharTokenizer.of("hello 😀");
        assertThat(characters.encode(" eho😀")).containsExactly(0, 1, 2, 4, 5);
        assertThat(characters).hasToString("CharTokenizer[6 tokens]");
        assertThatThrownBy(() -> characters.encode("hex")).hasMessageContaining("\"x\"").hasMessageContaining("UNKNOWN");
        CharTokenizer forgiving = characters.withSpecials(Tokenizer.UNKNOWN);
        assertThat(forgiving.encode("hx")).containsExactly(2, 6);
        assertThat(CharTokenizer.of("\uD800")).isEqualTo(Tokenizer.fromJson(CharTokenizer.of("\uD800").toJson()));
    }

    @Test void words_follow_their_rules() {
        WordTokenizer words = WordTokenizer.create().fit(TEXTS);
        assertThat(words.words()).startsWith("the", "it", "of", "times", "was");
        assertThat(words.words()).contains("don't", "naïve", "42", "(", ";").doesNotContain("It", " ");
        assertThat(words.decode(words.encode("DON'T say (so): it was Zebra!"))).isEqualTo("don't say (so): it was!");
        assertThat(words.encode("zebra")).containsExactly(words.special(Tokenizer.UNKNOWN));
        assertThat(WordTokenizer.create().withMinCount(2).fit(TEXTS).words()).containsExactly("the", "it", "of", "times", "was");
        assertThat(WordTokenizer.create().withMostWords(2).fit(TEXTS).words()).containsExactly("the", "it");
        assertThat(WordTokenizer.create().withLowerCase(false).fit(TEXTS).words()).contains("It", "it");
        assertThat(words.encode("x".repeat(100_000))).hasSize(100);
    }

    @Test void pieces_are_cut_as_documented() {
        assertThat(pieces("I'll   see 42 cats' tails!!\n\n ok "))
                .containsExactly("I", "'ll", "  ", " see", " 42", " cats", "'", " tails", "!!", "\n\n", " ok", " ");
        assertThat(pieces("a\n b\t\tc")).containsExactly("a", "\n", " b", "\t", "\t", "c");
    }

    private static List<String> pieces(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> all = new java.util.ArrayList<>();
        Pieces.cut(bytes, (from, to) -> all.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
        return all;
    }
}
