package org.librate.core.learn;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses which name somebody meant. */
final class NearNames {

    private NearNames() {
    }

    /** A question for the end of a complaint; empty if no name is near. */
    static String hint(String wanted, List<String> names) {
        return names.stream().min(Comparator.comparingInt(name -> edits(wanted, name)))
                .filter(name -> edits(wanted, name) <= Math.max(1, wanted.length() / 3))
                .map(name -> " Did you mean \"" + name + "\"?").orElse("");
    }

    /** How many letters to add, to leave out or to change; large and small ones, blanks, _ and - are the same. */
    private static int edits(String one, String other) {
        String a = plain(one);
        String b = plain(other);
        int[] line = new int[b.length() + 1];
        for (int j = 0; j < line.length; j++) {
            line[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = line[0];
            line[0] = i;
            for (int j = 1; j < line.length; j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = line[j];
                line[j] = Math.min(change, Math.min(line[j], line[j - 1]) + 1);
            }
        }
        return line[b.length()];
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }
}
