package org.librate.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Our side and its peers take turns at the same cases, round after round, so that whatever else the machine does meets all alike.
 * The side that begins changes with each round.
 */
final class Comparison {

    private final Side ours;
    private final List<String> names;
    private final List<Side> peers;
    private final int rounds;
    private final Unit unit;
    private final Runnable pause;

    /**
     * @param peers by the names of their columns; the first is the one that counts most
     * @param pause what happens between two turns: OpenMP threads spin a little after their work, and must not take the other side's cores
     */
    Comparison(Side ours, Map<String, Side> peers, int rounds, Unit unit, Runnable pause) {
        this.ours = ours;
        this.names = List.copyOf(peers.keySet());
        this.peers = List.copyOf(peers.values());
        this.rounds = rounds;
        this.unit = unit;
        this.pause = pause;
    }

    /**
     * Runs the cases whose name contains the pattern, prints a line for each, then the facts, and the worst ratios at last; false if a side failed.
     */
    boolean run(Pattern only, Consumer<String> print) {
        print.accept("# ours: " + ours.about());
        StringBuilder columns = new StringBuilder("# case\tours");
        for (int i = 0; i < names.size(); i++) {
            print.accept("# " + names.get(i) + ": " + peers.get(i).about());
            columns.append('\t').append(names.get(i)).append("\tratio");
        }
        print.accept(columns + " (" + unit + ", medians of " + rounds + " rounds in turn; ratio = peer / ours)");
        Set<String> all = new LinkedHashSet<>(ours.cases());
        peers.forEach(peer -> all.addAll(peer.cases()));
        List<Result> results = new ArrayList<>();
        for (String name : all) {
            if (only.matcher(name).find()) {
                results.add(compare(name, print));
            }
        }
        boolean told = facts(only, print);
        for (int i = 1; i < names.size(); i++) {
            print.accept("worst ratio against " + names.get(i) + " " + worst(results, i));
        }
        print.accept("worst ratio " + worst(results, 0));
        return told && results.stream().noneMatch(Result::failed);
    }

    private Result compare(String name, Consumer<String> print) {
        List<Turn> turns = new ArrayList<>(List.of(new Turn(ours, name)));
        peers.forEach(peer -> turns.add(new Turn(peer, name)));
        turns.forEach(turn -> turn.take(() -> turn.side.warm(name)));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < turns.size(); i++) {
                Turn turn = turns.get((round + i) % turns.size());
                turn.take(turn::round);
            }
        }
        Result result = new Result(name, turns.get(0).timing(), turns.stream().skip(1).map(Turn::timing).toList());
        turns.forEach(turn -> turn.report(print));
        print.accept(result.toString());
        return result;
    }

    /** What our side tells beside the times; false if it failed. */
    private boolean facts(Pattern only, Consumer<String> print) {
        boolean well = true;
        for (String name : ours.facts()) {
            if (only.matcher(name).find()) {
                pause.run();
                try {
                    print.accept("# " + name + "\t" + ours.fact(name));
                } catch (SideFailure e) {
                    String.valueOf(e.getMessage()).lines().forEach(line -> print.accept("# " + line));
                    print.accept("# " + name + "\tfailed");
                    well = false;
                }
            }
        }
        return well;
    }

    private String worst(List<Result> results, int peer) {
        Result worst = null;
        for (Result result : results) {
            if (result.hasRatio(peer) && (worst == null || result.ratio(peer) < worst.ratio(peer))) {
                worst = result;
            }
        }
        if (worst != null) {
            return worst.ratioText(peer) + " (" + worst.name() + ")";
        }
        String absence = peers.get(peer).absence();
        String why = absence != null ? "the peer is absent: " + absence
                : results.isEmpty() ? "no case has that name" : "no case was measured on both sides";
        return "- (" + why + ")";
    }

    /** One side's part in one case. */
    private final class Turn {
        final Side side;
        final String name;
        final boolean possible;
        final List<Double> times = new ArrayList<>();
        String failure = "";

        Turn(Side side, String name) {
            this.side = side;
            this.name = name;
            this.possible = side.cases().contains(name);
        }

        void take(Runnable what) {
            if (possible && failure.isEmpty()) {
                pause.run();
                try {
                    what.run();
                } catch (SideFailure e) {
                    failure = String.valueOf(e.getMessage());
                }
            }
        }

        void round() {
            times.add(side.round(name));
        }

        Timing timing() {
            if (side.absence() != null) {
                return Timing.ABSENT;
            }
            return !possible ? Timing.LACKING : failure.isEmpty() ? Timing.of(times, unit) : Timing.FAILED;
        }

        void report(Consumer<String> print) {
            failure.lines().forEach(line -> print.accept("# " + line));
        }
    }
}
