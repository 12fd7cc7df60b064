package org.librate.tuning.study;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;

/**
 * The parameters of a study, which must be the same in all its trials: those declared and fixed from the start, others as they are asked for or read.
 */
final class KnownParams {

    private final StudyOptions options;
    private final List<Axis> declared;
    private final Map<String, Param<?>> params = new ConcurrentHashMap<>();

    KnownParams(StudyOptions options, List<Axis> declared) {
        this.options = options;
        this.declared = declared;
        declared.forEach(axis -> params.put(axis.name(), axis.param()));
        options.fixed.params().forEach(param -> params.put(param.name(), param));
    }

    /** What is known by now, and what will be. */
    Map<String, Param<?>> byName() {
        return params;
    }

    void requireEnqueued() {
        for (Settings settings : options.enqueued) {
            for (Param<?> param : settings.params()) {
                if (options.fixed.params().stream().anyMatch(fixed -> fixed.name().equals(param.name()))) {
                    throw new Misuse("Study: what is enqueued must not be fixed, got " + param + " in " + settings + ". Leave it out.");
                }
                if (options.space != null && !isDeclared(param)) {
                    throw new Misuse("Study: what is enqueued must be of the space, got " + param + " in " + settings + " where " + options.space
                            + " is searched. Add it, or use the parameter that is there.");
                }
            }
        }
    }

    private boolean isDeclared(Param<?> param) {
        return declared.stream().anyMatch(axis -> axis.param().equals(param));
    }

    /** A parameter that a journal has, as the program knows it, which may know more. */
    Param<?> met(Param<?> read, @Nullable Journal journal) {
        Param<?> known = params.get(read.name());
        if (known != null && !known.toString().equals(read.toString())) {
            throw new Misuse("Study: the journal " + journal + " is of a study that had " + read + ", got " + known
                    + ". Go on as it was begun, or choose another file.");
        }
        params.putIfAbsent(read.name(), read);
        return known == null ? read : known;
    }

    /** From now on the parameter that a trial asks for is that of its name; a complaint if another one is, or if a space leaves it out. */
    void meet(Param<?> param, Trial trial) {
        Param<?> known = params.get(param.name());
        if (known == null || !known.equals(param)) {
            if (known != null && !known.toString().equals(param.toString())) {
                throw new Misuse("Study: a parameter must be the same in all trials, got " + param + " where " + known
                        + " was. Give it another name.");
            }
            params.put(param.name(), param);
        }
        if (options.space != null) {
            throw new Misuse(trial + ": asks for " + param + ", which " + (isDeclared(param)
                    ? "is not there with these settings. Ask for it under the same condition as in the space."
                    : "is not in " + options.space + ". Add it."));
        }
    }
}
