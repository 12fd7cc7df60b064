package org.librate.imbalance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.librate.core.Check;

/**
 * How many rows of each class are to come out of a sampler. What it means depends on what the sampler does:
 *
 * <table>
 * <caption>Meanings</caption>
 * <tr><th></th><th>adds rows</th><th>leaves rows out down to a number</th><th>cleans</th></tr>
 * <tr><td>{@link #auto()}</td><td>every class up to the largest</td><td>every class down to the smallest</td><td>all but the smallest are
 * cleaned</td></tr>
 * <tr><td>{@link #minority()}</td><td>the smallest up to the largest</td><td>an error</td><td>the smallest is cleaned</td></tr>
 * <tr><td>{@link #majority()}</td><td>an error</td><td>the largest down to the smallest</td><td>the largest is cleaned</td></tr>
 * <tr><td>{@link #notMinority()}, {@link #notMajority()}, {@link #all()}, {@link #classes}</td><td>these up to the largest</td><td>these down to the
 *     smallest</td> <td>these are cleaned</td></tr>
 * <tr><td>{@link #ratio}</td><td>two classes: the smaller up to so much of the larger</td><td>the larger down, until the smaller is so much of
 * it</td><td>an error</td></tr>
 * <tr><td>{@link #counts}</td><td>up to these numbers</td><td>down to these numbers</td><td>an error</td></tr>
 * </table>
 *
 * <pre>{@code
 * Smote.create().to(Balance.ratio(0.5));
 * RandomUnderSampler.create().to(Balance.counts(Map.of("normal", 2000)));     // other classes stay as they are
 * }</pre>
 *
 * <p>The smallest class is the first with the fewest rows among those that have any, the largest the first with the most.
 */
public final class Balance {

    private enum Rule { AUTO, MINORITY, MAJORITY, NOT_MINORITY, NOT_MAJORITY, ALL, CLASSES, RATIO, COUNTS }

    private static final String NAME = "Balance";

    private final Rule rule;
    private final List<String> classes;
    private final double ratio;
    private final Map<String, Integer> counts;

    private Balance(Rule rule, List<String> classes, double ratio, Map<String, Integer> counts) {
        this.rule = rule;
        this.classes = classes;
        this.ratio = ratio;
        this.counts = counts;
    }

    private static Balance of(Rule rule) {
        return new Balance(rule, List.of(), 0, Map.of());
    }

    /** What is mostly wanted: classes of the same size, or all classes cleaned but the smallest. */
    public static Balance auto() {
        return of(Rule.AUTO);
    }

    /** The smallest class alone. */
    public static Balance minority() {
        return of(Rule.MINORITY);
    }

    /** The largest class alone. */
    public static Balance majority() {
        return of(Rule.MAJORITY);
    }

    /** All classes but the smallest. */
    public static Balance notMinority() {
        return of(Rule.NOT_MINORITY);
    }

    /** All classes but the largest. */
    public static Balance notMajority() {
        return of(Rule.NOT_MAJORITY);
    }

    /** All classes. */
    public static Balance all() {
        return of(Rule.ALL);
    }

    /** These classes. */
    public static Balance classes(String first, String... more) {
        List<String> names = new ArrayList<>(List.of(first));
        names.addAll(Arrays.asList(more));
        return new Balance(Rule.CLASSES, List.copyOf(names), 0, Map.of());
    }

    /** Of two classes: the smaller by the larger as they come out, in (0, 1]; cut off to whole rows. */
    public static Balance ratio(double ratio) {
        Check.require(ratio > 0 && ratio <= 1, NAME, "ratio must be in (0, 1]", ratio);
        return new Balance(Rule.RATIO, List.of(), ratio, Map.of());
    }

    /** So many rows of these classes; others stay as they are. */
    public static Balance counts(Map<String, Integer> counts) {
        Check.require(!counts.isEmpty(), NAME, "needs the count of at least one class", counts);
        Map<String, Integer> copy = new LinkedHashMap<>();
        counts.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
        copy.forEach((name, count) -> Check.positive(NAME, "the count of \"" + name + "\"", count));
        return new Balance(Rule.COUNTS, List.of(), 0, copy);
    }

    /** How many rows each class is to get more, for a sampler that adds rows. */
    public int[] toAdd(String who, Rows rows) {
        checkClasses(who, rows);
        Check.require(rule != Rule.MAJORITY, who, "adds rows, which cannot make the largest class smaller", this,
                "Use minority(), or a sampler that leaves rows out.");
        int[] add = new int[rows.classes()];
        int largest = rows.count(rows.largest());
        for (int c = 0; c < add.length; c++) {
            int wanted = switch (rule) {
                case RATIO -> c == rows.smallest() ? whole(ratio * largest) : rows.count(c);
                case COUNTS -> counts.getOrDefault(rows.classNames().get(c), rows.count(c));
                default -> acts(rows, c) ? largest : rows.count(c);
            };
            if (wanted < rows.count(c)) {
                refuse(who, rows, c, wanted, "it only adds rows", "Ask for more, or use a sampler that leaves rows out.");
            }
            if (wanted > 0 && rows.count(c) == 0) {
                refuse(who, rows, c, wanted, "there is nothing to make them from", "Leave that class out.");
            }
            add[c] = wanted - rows.count(c);
        }
        return add;
    }

    /** How many rows of each class are to stay, for a sampler that leaves rows out. */
    public int[] toKeep(String who, Rows rows) {
        checkClasses(who, rows);
        Check.require(rule != Rule.MINORITY, who, "leaves rows out, which cannot make the smallest class larger", this,
                "Use majority(), or a sampler that adds rows.");
        int[] keep = new int[rows.classes()];
        int smallest = rows.count(rows.smallest());
        for (int c = 0; c < keep.length; c++) {
            int wanted = switch (rule) {
                case RATIO -> c == rows.largest() ? whole(smallest / ratio) : rows.count(c);
                case COUNTS -> counts.getOrDefault(rows.classNames().get(c), rows.count(c));
                default -> acts(rows, c) ? smallest : rows.count(c);
            };
            if (wanted > rows.count(c)) {
                refuse(who, rows, c, wanted, "it only leaves rows out", "Ask for fewer, or use a sampler that adds rows.");
            }
            keep[c] = wanted;
        }
        return keep;
    }

    /** Cut off, but 28.999999999999996, which is 0.29 times 100, is 29. */
    private static int whole(double rows) {
        return (int) (rows * (1 + 1e-12));
    }

    /** Which classes may lose rows, for a sampler that cleans. */
    public boolean[] toClean(String who, Rows rows) {
        checkClasses(who, rows);
        boolean names = rule != Rule.RATIO && rule != Rule.COUNTS;
        Check.require(names, who, "cleans, and leaves as many rows as are clean", this,
                "Say which classes it may act on, as by Balance.classes(..).");
        boolean[] clean = new boolean[rows.classes()];
        for (int c = 0; c < clean.length; c++) {
            clean[c] = acts(rows, c) && (rule != Rule.AUTO || c != rows.smallest());
        }
        return clean;
    }

    private boolean acts(Rows rows, int c) {
        return rows.count(c) > 0 && switch (rule) {
            case MINORITY -> c == rows.smallest();
            case MAJORITY -> c == rows.largest();
            case NOT_MINORITY -> c != rows.smallest();
            case NOT_MAJORITY -> c != rows.largest();
            case CLASSES -> classes.contains(rows.classNames().get(c));
            default -> true;
        };
    }

    private void checkClasses(String who, Rows rows) {
        int present = 0;
        for (int c = 0; c < rows.classes(); c++) {
            present += rows.count(c) > 0 ? 1 : 0;
        }
        Check.require(present >= 2, who, "needs rows of at least two classes",
                present == 0 ? "none" : "only \"" + rows.classNames().get(rows.largest()) + "\"");
        Check.require(rule != Rule.RATIO || present == 2, who, this + " is for two classes", present, "Use Balance.counts(..).");
        for (String name : rule == Rule.COUNTS ? counts.keySet() : classes) {
            Check.require(rows.classNames().contains(name), who, this + " must name classes that are there, " + rows.classNames(),
                    "\"" + name + "\"");
        }
    }

    private void refuse(String who, Rows rows, int c, int wanted, String why, String wayOut) {
        String noun = rows.count(c) == 1 ? " row, " : " rows, ";
        throw new IllegalArgumentException(who + ": class \"" + rows.classNames().get(c) + "\" has " + rows.count(c) + noun + this + " asks for "
                + wanted + ", and " + why + ". " + wayOut);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Balance balance && rule == balance.rule && classes.equals(balance.classes) && ratio == balance.ratio
                && counts.equals(balance.counts);
    }

    @Override
    public int hashCode() {
        return rule.hashCode() * 31 + classes.hashCode() + Double.hashCode(ratio) + counts.hashCode();
    }

    /** As it was made: {@code Balance.ratio(0.5)}. */
    @Override
    public String toString() {
        return NAME + "." + switch (rule) {
            case AUTO -> "auto()";
            case MINORITY -> "minority()";
            case MAJORITY -> "majority()";
            case NOT_MINORITY -> "notMinority()";
            case NOT_MAJORITY -> "notMajority()";
            case ALL -> "all()";
            case CLASSES -> classes.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ", "classes(", ")"));
            case RATIO -> "ratio(" + ratio + ")";
            case COUNTS -> "counts(" + counts + ")";
        };
    }
}
