package org.librate.augment.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.librate.core.Check;

/** Words that may stand for another. It comes from you: the library brings no language. */
public record Lexicon(Map<String, List<String>> synonyms) {

    public Lexicon {
        Map<String, List<String>> copy = new TreeMap<>();
        synonyms.forEach((word, others) -> {
            Check.require(!others.isEmpty(), "Lexicon", "each word needs at least one other", "\"" + word + "\"");
            copy.put(word.toLowerCase(Locale.ROOT), List.copyOf(others));
        });
        synonyms = copy;
    }

    public static Lexicon of(Map<String, List<String>> synonyms) {
        return new Lexicon(synonyms);
    }

    /** What may stand for a word, whatever its capitals; empty if nothing is known. */
    public List<String> of(String word) {
        return synonyms.getOrDefault(word.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public String toString() {
        return "Lexicon[" + synonyms.size() + " words]";
    }
}
