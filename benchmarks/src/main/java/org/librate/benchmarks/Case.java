package org.librate.benchmarks;

import java.util.Map;

/** A benchmark case before anything was made for it: preparing it makes the memory and binds the kernels. */
@FunctionalInterface
public interface Case {

    Work prepare();

    /** The case of that name. */
    static Case named(String name, Map<String, Case> cases) {
        Case found = cases.get(name);
        if (found == null) {
            throw new IllegalArgumentException("Case: there is no \"" + name + "\". There are " + cases.keySet() + ".");
        }
        return found;
    }
}
