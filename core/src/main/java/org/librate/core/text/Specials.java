package org.librate.core.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.librate.core.Check;

/** Special tokens after {@code first} ordinary ones. */
record Specials(String who, int first, List<String> names) {

    Specials {
        names = List.copyOf(names);
        Check.require(new HashSet<>(names).size() == names.size(), who, "special tokens must have different names", names);
        Check.require(names.stream().noneMatch(String::isEmpty), who, "special tokens must have names", names);
        Check.require((long) first + names.size() < Integer.MAX_VALUE, who, "has too many tokens", first);
    }

    Specials with(String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(Arrays.asList(more));
        return new Specials(who, first, all);
    }

    int size() {
        return first + names.size();
    }

    /** The number of the unknown token, or −1. */
    int unknown() {
        int at = names.indexOf(Tokenizer.UNKNOWN);
        return at < 0 ? -1 : first + at;
    }

    /** Whether this is an ordinary token; an error if it is none at all. */
    boolean isOrdinary(int token) {
        Check.require(token >= 0 && token < size(), who, "tokens must be in [0, " + size() + ")", token);
        return token < first;
    }

    String describe() {
        return names.isEmpty() ? "" : ", specials=" + names;
    }
}
