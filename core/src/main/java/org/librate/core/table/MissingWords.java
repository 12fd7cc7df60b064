package org.librate.core.table;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What stands for a missing value. Nearly every cell is told apart by its length and first character. */
final class MissingWords {

    static final List<String> USUAL = List.of("NA", "NaN", "nan", "null", "NULL", "N/A", "n/a");

    private final Set<String> words;
    private final boolean[] firsts = new boolean[128];
    private final long lengths;
    private final boolean[] plain = new boolean[128]; // characters that begin neither a word nor a blank

    MissingWords(Collection<String> words) {
        this.words = Set.copyOf(words);
        long some = 0;
        for (String word : words) {
            if (!word.isEmpty()) {
                firsts[word.charAt(0) & 127] = true;
                some |= 1L << Math.min(63, word.length());
            }
        }
        this.lengths = some;
        for (int c = '!'; c < plain.length; c++) {
            plain[c] = !firsts[c];
        }
    }

    /** Whether the first character tells that it is neither blank nor one of the words; there must be one. */
    boolean surelyNot(char first) {
        return first < plain.length && plain[first];
    }

    /** Whether it is one of the words, blanks around it aside. */
    boolean has(char[] text, int from, int to) {
        int at = Blanks.skip(text, from, to);
        int end = Blanks.trim(text, at, to);
        return at < end && (lengths >>> Math.min(63, end - at) & 1) != 0 && firsts[text[at] & 127] && words.contains(new String(text, at, end - at));
    }

    boolean has(String word) {
        return words.contains(word.strip());
    }
}
