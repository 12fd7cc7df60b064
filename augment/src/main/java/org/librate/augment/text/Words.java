package org.librate.augment.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.librate.augment.Applied;
import org.librate.augment.Change;

/** A text as words and what stands between them, so that only words change. */
final class Words {

    /** What was drawn, as text. */
    record Drawn(String text) implements Change {

        @Override
        public String toString() {
            return text;
        }
    }

    private Words() {
    }

    /** Words are what stands between white space. */
    static List<String> of(String text) {
        String trimmed = text.strip();
        return trimmed.isEmpty() ? new ArrayList<>() : new ArrayList<>(List.of(trimmed.split("\\s+")));
    }

    /** A change of the words; a text without any stays as it is. */
    static Applied<String> change(String text, Function<List<String>, String> change) {
        List<String> words = of(text);
        if (words.isEmpty()) {
            return Applied.unchanged(text);
        }
        String what = change.apply(words);
        String after = String.join(" ", words);
        return what.isEmpty() ? Applied.unchanged(text) : Applied.of(after, new Drawn(what));
    }

    /** How many words a share is: at least one. */
    static int count(double share, int words) {
        return share == 0 ? 0 : (int) Math.max(1, Math.round(share * words));
    }
}
