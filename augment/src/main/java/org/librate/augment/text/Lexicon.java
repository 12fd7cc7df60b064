package org.librate.augment.text;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.librate.core.Check;

/** Words that may stand for another. It comes from you: the library brings no language. */
public record Lexicon(Map<String, List<String>> synonyms) {

    public Lexicon {
        Map<String, List<String>> copy = new TreeMap<>();
        synonyms.forEach((word, others) -> {
            Check.require(!others.isEmpty(), "Lexicon", "each word needs at least one other", "\"" + word + "\"");
            copy.put(word.toLowerCase(Locale.ROOT), List.copyOf(others));
        });
        synonyms = Collections.unmodifiableMap(copy);
    }

    public static Lexicon of(Map<String, List<String>> synonyms) {
        return new Lexicon(synonyms);
    }

    /** What may stand for a word, whatever its capitals; empty if nothing is known. */
    public List<String> of(String word) {
        return synonyms.getOrDefault(word.toLowerCase(Locale.ROOT), List.of());
    }

    /** With a checksum of the words, so that what is made with others is told apart. */
    @Override
    public String toString() {
        CRC32C crc = new CRC32C();
        crc.update(synonyms.toString().getBytes(StandardCharsets.UTF_8));
        return "Lexicon[" + synonyms.size() + " words, " + HexFormat.of().toHexDigits((int) crc.getValue()) + "]";
    }
}
