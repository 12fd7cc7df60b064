package org.librate.benchmarks.compare;

import java.util.Set;

/** A side that takes no part in this run. */
record AbsentSide(String absence) implements Side {

    @Override
    public String about() {
        return "absent: " + absence;
    }

    @Override
    public Set<String> cases() {
        return Set.of();
    }

    @Override
    public void warm(String name) {
        throw new SideFailure(about());
    }

    @Override
    public double round(String name) {
        throw new SideFailure(about());
    }

    @Override
    public void close() {
    }
}
