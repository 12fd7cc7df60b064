package org.librate.tuning.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/** A value for each of some parameters. */
public final class Settings {

    private static final Settings NONE = new Settings(Map.of(), null);

    private final Map<Param<?>, Object> values;

    private final @Nullable Asked asked;

    private Settings(Map<Param<?>, Object> values, @Nullable Asked asked) {
        this.values = values;
        this.asked = asked;
    }

    public static Settings none() {
        return NONE;
    }

    /** The same with a value more, or another. */
    public <T> Settings with(Param<T> param, T value) {
        return withAny(param, value);
    }

    Settings withAny(Param<?> param, Object value) {
        Check.require(param.allows(value), "Settings", "a value must be of " + param, value);
        for (Param<?> other : values.keySet()) {
            Check.require(other.equals(param) || !other.name().equals(param.name()), "Settings", "every name may be used once", param + " and "
                    + other);
        }
        Map<Param<?>, Object> more = new LinkedHashMap<>(values);
        more.put(param, value);
        return new Settings(more, asked);
    }

    /** Who knows a value that was not said. */
    @FunctionalInterface
    public interface Asked {
        <T> T get(Param<T> param);
    }

    /** The same, but what is not there is asked for, as of a trial that finds out what it needs while it runs: {@code settings.orAsk(trial::get)}. */
    public Settings orAsk(Asked asked) {
        return new Settings(values, asked);
    }

    /** The value of a parameter. */
    @SuppressWarnings("unchecked") // with(..) took only what the parameter allows
    public <T> T get(Param<T> param) {
        @Nullable Object value = values.get(param);
        if (value == null) {
            value = byName(param);
        }
        if (value == null && asked != null) {
            return asked.get(param);
        }
        if (value == null) {
            throw new IllegalArgumentException("Settings: there is no " + param + ", only " + values.keySet() + ". Name it in the search.");
        }
        return (T) value;
    }

    /** Settings read from a file know what a choice among objects is called, not the objects: a parameter that reads alike says what they are. */
    private @Nullable Object byName(Param<?> param) {
        for (Map.Entry<Param<?>, Object> entry : values.entrySet()) {
            if (param instanceof Param.Choice<?> choice && entry.getKey() instanceof Param.Choice<?> read
                    && read.toString().equals(choice.toString())) {
                return choice.values().get(read.values().indexOf(entry.getValue()));
            }
        }
        return null;
    }

    /** Whether there is a value of a parameter. */
    public boolean has(Param<?> param) {
        return values.containsKey(param) || byName(param) != null;
    }

    public List<Param<?>> params() {
        return List.copyOf(values.keySet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** As in {@code {rate=0.01, width=64}}. */
    @Override
    public String toString() {
        return values.entrySet().stream().map(entry -> entry.getKey().name() + "=" + entry.getValue()).collect(Collectors.joining(", ", "{", "}"));
    }
}
