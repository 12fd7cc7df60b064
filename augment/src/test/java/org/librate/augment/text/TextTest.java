package org.librate.augment.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.augment.Augmentation;
import org.librate.augment.Draw;
import org.librate.augment.Transform;
import org.librate.core.data.BadFileException;

class TextTest {

    private static final Lexicon LEXICON = Lexicon.of(Map.of("quick", List.of("fast", "swift"), "Lazy", List.of("idle"), "dog", List.of("hound")));
    private static final String TEXT = "The quick brown fox jumps over the lazy dog";

    static Stream<Transform<String>> transforms() {
        return Stream.of(SynonymReplacement.of(0.3, LEXICON), RandomInsertion.of(0.2, LEXICON), RandomSwap.of(0.2), RandomDeletion.of(0.3),
                CharacterNoise.of(0.2));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void keeps_the_promises_of_all(Transform<String> transform) throws BadFileException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            String after = transform.apply(TEXT, Draw.of(1, 0, i)).sample();
            assertThat(transform.apply(TEXT, Draw.of(1, 0, i)).sample()).isEqualTo(after);
            assertThat(after).isNotBlank();
            seen.add(after);
        }
        assertThat(seen).hasSizeGreaterThan(1);
        for (String odd : List.of("", "   ", "word", "ünïcödé 😀 words")) {
            assertThat(transform.apply(odd, Draw.of(2, 0, 0)).sample()).isNotNull();
        }
        assertThat(transform.apply("", Draw.of(2, 0, 0)).sample()).isEmpty();
        Augmentation<String> augment = Augmentation.of(transform).withSeed(3);
        assertThat(Augmentation.<String>fromJson(augment.toJson()).apply(TEXT, 1, 1).sample()).isEqualTo(augment.apply(TEXT, 1, 1).sample());
    }

    @Test void replaces_words_by_their_synonyms() {
        for (int i = 0; i < 20; i++) {
            String[] after = SynonymReplacement.of(0.4, LEXICON).apply(TEXT, Draw.of(1, 0, i)).sample().split(" ");
            String[] before = TEXT.split(" ");
            int changed = 0;
            for (int w = 0; w < before.length; w++) {
                if (!after[w].equals(before[w])) {
                    assertThat(LEXICON.of(before[w])).contains(after[w]);
                    changed++;
                }
            }
            assertThat(changed).isEqualTo(3); // the lexicon knows no more
        }
        assertThat(SynonymReplacement.of(0.5, LEXICON).apply("nothing known here", Draw.of(1, 0, 0))).hasToString("unchanged");
    }

    @Test void inserts_swaps_and_deletes_words() {
        assertThat(RandomInsertion.of(0.2, LEXICON).apply(TEXT, Draw.of(1, 0, 0)).sample().split(" ")).hasSize(11);
        String[] swapped = RandomSwap.of(0.2).apply(TEXT, Draw.of(1, 0, 0)).sample().split(" ");
        assertThat(swapped).containsExactlyInAnyOrder(TEXT.split(" ")).isNotEqualTo(TEXT.split(" "));
        assertThat(RandomDeletion.of(1).apply(TEXT, Draw.of(1, 0, 0)).sample().split(" ")).hasSize(1);
        assertThat(RandomDeletion.of(0).apply(TEXT, Draw.of(1, 0, 0)).sample()).isEqualTo(TEXT);
    }

    @Test void slips_leave_white_space_where_it_is() {
        for (int i = 0; i < 20; i++) {
            String after = CharacterNoise.of(0.3).apply(TEXT, Draw.of(1, 0, i)).sample();
            assertThat(Arrays.stream(after.split(" ", -1)).count()).isEqualTo(9);
        }
        assertThat(CharacterNoise.of(0).apply(TEXT, Draw.of(1, 0, 0)).sample()).isEqualTo(TEXT);
    }

    @Test void says_what_is_wrong() {
        assertThatThrownBy(() -> RandomSwap.of(2)).hasMessageContaining("share");
        assertThatThrownBy(() -> Lexicon.of(Map.of("a", List.of()))).hasMessageContaining("\"a\"");
    }
}
