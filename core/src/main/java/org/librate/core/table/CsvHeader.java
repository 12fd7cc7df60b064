package org.librate.core.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns a file has, from its first line and from what was asked for. */
final class CsvHeader {

    private final CsvOptions options;
    private final List<String> wanted; // none: all

    CsvHeader(CsvOptions options, List<String> wanted) {
        this.options = options;
        this.wanted = wanted;
    }

    Splitter.Layout layout(List<String> cells) {
        List<String> names = names(cells);
        Set<String> known = new HashSet<>(names);
        check(known, wanted, "withColumns", names);
        if (options.target != null) {
            check(known, List.of(options.target), "withTarget", names);
            boolean left = !wanted.isEmpty() && wanted == options.columns && !wanted.contains(options.target);
            complain(left, "the target must be among the columns that are read", "\"" + options.target + "\"", "Name it in withColumns too.");
        }
        check(known, options.types.keySet(), "withType", names);
        check(known, options.dates.keySet().stream().filter(name -> !name.isEmpty()).toList(), "withDateFormat", names);
        Set<String> asked = new HashSet<>(wanted);
        complain(asked.size() < wanted.size(), "every column may be named once", CsvOptions.quoted(wanted), "Look at withColumns.");
        boolean[] taken = new boolean[names.size()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = wanted.isEmpty() || asked.contains(names.get(i));
        }
        return new Splitter.Layout(names, taken);
    }

    private List<String> names(List<String> cells) {
        if (!options.names.isEmpty()) {
            complain(options.names.size() != cells.size(), "withNames must name all columns, " + cells.size(), options.names.size() + " names",
                    "Use withColumns to read some only.");
            return checked(options.names);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            names.add(options.header ? cells.get(i) : "column " + (i + 1));
        }
        return options.repairedNames ? repaired(names) : checked(names);
    }

    private static List<String> checked(List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        String wayOut = "Use withNames for names of your own, withRepairedNames for made-up ones, or withHeader(false) if the first line is a row.";
        for (int i = 0; i < names.size(); i++) {
            complain(names.get(i).isBlank(), "every column must have a name", "none for column " + (i + 1), wayOut);
            Integer before = places.put(names.get(i), i + 1);
            complain(before != null, "every name may be used once", "\"" + names.get(i) + "\" for columns " + before + " and " + (i + 1), wayOut);
        }
        return List.copyOf(names);
    }

    private static List<String> repaired(List<String> names) {
        Set<String> used = new HashSet<>(names);
        Set<String> seen = new HashSet<>();
        List<String> repaired = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).isBlank() ? "column " + (i + 1) : names.get(i);
            String unique = name;
            for (int count = 2; !seen.add(unique); count++) {
                unique = name + " " + count;
                unique = used.contains(unique) ? name : unique; // that one is another column's; the next number is tried
            }
            repaired.add(unique);
        }
        return List.copyOf(repaired);
    }

    private static void check(Set<String> known, Iterable<String> names, String option, List<String> all) {
        for (String name : names) {
            complain(!known.contains(name), option + " must name a column of the file", "\"" + name + "\"",
                    "There are " + (all.size() > 50 ? all.subList(0, 50) + " and more" : all) + ".");
        }
    }

    private static void complain(boolean holds, String rule, String got, String wayOut) {
        if (holds) {
            throw new Splitter.CsvComplaint(rule, got, wayOut);
        }
    }
}
