package org.librate.tuning.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;

/**
 * What a study searches, said beforehand: parameters, which of them are there only when another has a certain value, and what must hold between them.
 * A study without a space learns what it searches from what its trials ask for; one with a space can do more: rules between parameters are checked
 * before a trial is spent, and all values of a trial are known before it begins.
 *
 * <pre>{@code
 * Space space = Space.of(rate, kind, width)
 *         .when(kind, Kind.DEEP, depth)
 *         .where("rate * width < 1", settings -> settings.get(rate) * settings.get(width) < 1);
 * Study.minimise("loss").withSpace(space);
 * }</pre>
 */
public final class Space {

    private static final String NAME = "Space";

    private final List<Entry> entries;
    private final Map<String, Predicate<Settings>> rules;

    /** A parameter, and the values of another that bring it about. */
    private record Entry(Param<?> param, @Nullable Param<?> parent, List<Object> values) {
    }

    private Space(List<Entry> entries, Map<String, Predicate<Settings>> rules) {
        this.entries = entries;
        this.rules = rules;
    }

    /** A space of parameters that every trial has. */
    public static Space of(Param<?>... params) {
        Check.require(params.length > 0, NAME, "needs at least one parameter", "none");
        List<Entry> entries = new ArrayList<>();
        for (Param<?> param : params) {
            add(entries, new Entry(param, null, List.of()));
        }
        return new Space(List.copyOf(entries), Map.of());
    }

    private static void add(List<Entry> entries, Entry entry) {
        Check.require(entries.stream().noneMatch(other -> other.param().name().equals(entry.param().name())), NAME, "every name may be used once",
                entry.param());
        entries.add(entry);
    }

    /** The same with parameters that only trials have where another has this value. For more than one value, say it again with another value. */
    public <T> Space when(Param<T> param, T value, Param<?>... then) {
        Check.require(entry(param) != null, NAME, "when(..) needs a parameter of this space", param,
                "Name it in Space.of(..) or an earlier when(..).");
        Check.require(param.allows(value), NAME, "a value must be of " + param, value);
        Check.require(then.length > 0, NAME, "when(..) needs parameters to be there then", "none");
        List<Entry> more = new ArrayList<>(entries);
        for (Param<?> one : then) {
            Entry there = entry(one);
            if (there != null && param.equals(there.parent())) {
                List<Object> values = new ArrayList<>(there.values());
                values.add(value);
                more.set(more.indexOf(there), new Entry(one, param, List.copyOf(values)));
            } else {
                add(more, new Entry(one, param, List.of(value)));
            }
        }
        return new Space(List.copyOf(more), rules);
    }

    /**
     * The same with a rule that settings must keep. What breaks it is drawn again, and costs no trial. A rule is asked with the values a trial would
     * have; whether one is there says {@link Settings#has}.
     */
    public Space where(String name, Predicate<Settings> rule) {
        Check.require(!name.isBlank() && !rules.containsKey(name), NAME, "every rule needs a name of its own", "\"" + name + "\"");
        Map<String, Predicate<Settings>> more = new LinkedHashMap<>(rules);
        more.put(name, rule);
        return new Space(entries, more);
    }

    public List<Param<?>> params() {
        List<Param<?>> params = new ArrayList<>();
        entries.forEach(entry -> params.add(entry.param()));
        return params;
    }

    /** The name of the first rule that settings break, if any. */
    @Nullable String broken(Settings settings) {
        for (Map.Entry<String, Predicate<Settings>> rule : rules.entrySet()) {
            if (!rule.getValue().test(settings)) {
                return rule.getKey();
            }
        }
        return null;
    }

    boolean hasRules() {
        return !rules.isEmpty();
    }

    private @Nullable Entry entry(Param<?> param) {
        return entries.stream().filter(entry -> entry.param().equals(param)).findFirst().orElse(null);
    }

    /** The axes of what is not fixed, parents before children. */
    List<Axis> axes(Settings fixed) {
        List<Axis> axes = new ArrayList<>();
        for (Entry entry : entries) {
            if (!fixed.has(entry.param())) {
                axis(entry, fixed, axes);
            }
        }
        return axes;
    }

    private void axis(Entry entry, Settings fixed, List<Axis> axes) {
        Axis axis = Axis.of(entry.param());
        Entry deciding = entry;
        while (deciding != null && deciding.parent() != null && fixed.has(deciding.parent())) {
            if (!deciding.values().contains(fixed.get(deciding.parent()))) {
                return; // never there
            }
            deciding = entry(deciding.parent()); // there whenever its parent is
        }
        Param<?> parent = deciding == null ? null : deciding.parent();
        if (deciding == null || parent == null) {
            axes.add(axis);
            return;
        }
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).param().equals(parent)) {
                Axis above = axes.get(i);
                axes.add(axis.under(i, deciding.values().stream().mapToDouble(above::number).toArray()));
                return;
            }
        }
    }

    /** As in {@code Space.of(Param.flag("deep")).when(Param.flag("deep"), true, Param.integers("depth", 1, 8))}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Space.of(")
                .append(entries.stream().filter(entry -> entry.parent() == null).map(entry -> entry.param().toString())
                .collect(Collectors.joining(", "))).append(")");
        for (Entry entry : entries) {
            for (Object value : entry.values()) {
                text.append(".when(").append(entry.parent()).append(", ").append(value).append(", ").append(entry.param()).append(")");
            }
        }
        rules.keySet().forEach(rule -> text.append(".where(\"").append(rule).append("\")"));
        return text.toString();
    }
}
