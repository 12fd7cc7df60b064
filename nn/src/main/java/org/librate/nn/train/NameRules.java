package org.librate.nn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.librate.core.Check;
import org.librate.nn.Build;
import org.librate.nn.Network;

/**
 * What a plan says about parameters by their names; of several rules that match a name the last holds. A pattern is a parameter's name, or the path
 * of a layer, which means all in it; {@code *} stands for any characters.
 */
record NameRules<T>(List<Rule<T>> rules) {

    /** One line of it. */
    record Rule<T>(String pattern, T value) {

        boolean matches(String name) {
            String glob = Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return name.matches(glob + "(\\..*)?");
        }

        @Override
        public String toString() {
            return pattern + "=" + value;
        }
    }

    NameRules {
        rules = List.copyOf(rules);
    }

    static <T> NameRules<T> none() {
        return new NameRules<>(List.of());
    }

    NameRules<T> with(T value, String... patterns) {
        List<Rule<T>> more = new ArrayList<>(rules);
        for (String pattern : patterns) {
            Check.require(!pattern.isBlank(), "Trainer", "a pattern must be a parameter's name or a layer's path, with * for any characters",
                    "\"" + pattern + "\"");
            more.add(new Rule<>(pattern, value));
        }
        return new NameRules<>(more);
    }

    /** The value for a parameter's name. */
    T of(String name, T otherwise) {
        T found = otherwise;
        for (Rule<T> rule : rules) {
            if (rule.matches(name)) {
                found = rule.value();
            }
        }
        return found;
    }

    /** Complains about a rule that says nothing about this network: usually a name was misspelt. */
    void checkAgainst(String option, Network network) {
        for (Rule<T> rule : rules) {
            boolean used = network.learned().stream().anyMatch(one -> rule.matches(one.parameter().name()));
            Check.require(used, "Trainer", option + " must name parameters of the network", "\"" + rule.pattern() + "\"",
                    "It has " + paths(network) + ".");
        }
    }

    /** The layers that have parameters themselves. */
    private static Set<String> paths(Network network) {
        return network.learned().stream().map(Build.Learned::parameter).map(parameter -> parameter.name().replaceAll("\\.[^.]*$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return rules.toString();
    }
}
