package org.librate.benchmarks.compare;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A side whose rounds take what the test says. */
final class FakeSide implements Side {

    private final String name;
    private final List<String> diary;
    private final Map<String, @Nullable String> facts = new LinkedHashMap<>();
    private final Map<String, Deque<Double>> rounds = new LinkedHashMap<>();

    /** @param diary where it writes what it was asked */
    FakeSide(String name, List<String> diary) {
        this.name = name;
        this.diary = diary;
    }

    FakeSide with(String name, double... micros) {
        Deque<Double> times = new ArrayDeque<>();
        for (double time : micros) {
            times.add(time);
        }
        rounds.put(name, times);
        return this;
    }

    /** @param what it finds out; null if it fails at it */
    FakeSide knows(String fact, @Nullable String what) {
        facts.put(fact, what);
        return this;
    }

    @Override
    public Set<String> facts() {
        return facts.keySet();
    }

    @Override
    public String fact(String name) {
        String what = facts.get(name);
        if (what == null) {
            throw new SideFailure(this.name + " cannot tell");
        }
        return what;
    }

    @Override
    public String about() {
        return name + " 1.0";
    }

    @Override
    public Set<String> cases() {
        return rounds.keySet();
    }

    @Override
    public void warm(String name) {
        diary.add("warm " + this.name);
    }

    @Override
    public double round(String name) {
        diary.add("round " + this.name);
        Double time = rounds.get(name).poll();
        if (time == null) {
            throw new SideFailure(this.name + " died.\nLast words");
        }
        return time;
    }

    /** Its memory is always 200 MB, 20 of them beyond the data. */
    @Override
    public Expense alone(String name) {
        diary.add("alone " + this.name);
        Double time = rounds.get(name).poll();
        if (time == null) {
            throw new SideFailure(this.name + " died.\nLast words");
        }
        return new Expense(time, 200, 20);
    }

    @Override
    public void close() {
    }
}
