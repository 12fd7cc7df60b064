package org.librate.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Our side and a peer take turns at the same cases, round after round, so that whatever else the machine does meets both alike.
 * The side that begins changes with each round.
 */
final class Comparison {

    private final Side ours;
    private final Side peer;
    private final int rounds;
    private final Runnable pause;

    /** @param pause what happens between two turns: OpenMP threads spin a little after their work, and must not take the other side's cores */
    Comparison(Side ours, Side peer, int rounds, Runnable pause) {
        this.ours = ours;
        this.peer = peer;
        this.rounds = rounds;
        this.pause = pause;
    }

    /** Runs the cases whose name contains the pattern, prints a line for each and the worst at last; false if a side failed. */
    boolean run(Pattern only, Consumer<String> print) {
        print.accept("# ours: " + ours.about());
        print.accept("# peer: " + peer.about());
        print.accept("# case\tours\tpeer\tratio (microseconds, medians of " + rounds + " rounds in turn; ratio = peer / ours)");
        Set<String> mine = ours.cases();
        Set<String> theirs = peer.cases();
        Set<String> all = new LinkedHashSet<>(mine);
        all.addAll(theirs);
        List<Result> results = new ArrayList<>();
        for (String name : all) {
            if (only.matcher(name).find()) {
                Turn first = new Turn(ours, name, mine);
                Turn second = new Turn(peer, name, theirs);
                takeTurns(first, second);
                Result result = new Result(name, first.timing(), second.timing());
                first.report(print);
                second.report(print);
                print.accept(result.toString());
                results.add(result);
            }
        }
        print.accept(worst(results));
        return results.stream().noneMatch(result -> result.ours() == Timing.FAILED || result.peer() == Timing.FAILED);
    }

    private void takeTurns(Turn first, Turn second) {
        first.take(() -> first.side.warm(first.name));
        second.take(() -> second.side.warm(second.name));
        for (int round = 0; round < rounds; round++) {
            Turn leader = round % 2 == 0 ? first : second;
            Turn follower = round % 2 == 0 ? second : first;
            leader.take(leader::round);
            follower.take(follower::round);
        }
    }

    String worst(List<Result> results) {
        Result worst = null;
        for (Result result : results) {
            if (result.hasRatio() && (worst == null || result.ratio() < worst.ratio())) {
                worst = result;
            }
        }
        if (worst != null) {
            return "worst ratio " + worst.ratioText() + " (" + worst.name() + ")";
        }
        String why = peer.absence() != null ? "the peer is absent: " + peer.absence()
                : results.isEmpty() ? "no case has that name" : "no case was measured on both sides";
        return "worst ratio - (" + why + ")";
    }

    /** One side's part in one case. */
    private final class Turn {
        final Side side;
        final String name;
        final boolean possible;
        final List<Double> times = new ArrayList<>();
        String failure = "";

        Turn(Side side, String name, Set<String> cases) {
            this.side = side;
            this.name = name;
            this.possible = cases.contains(name);
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
            return !possible ? Timing.LACKING : failure.isEmpty() ? Timing.of(times) : Timing.FAILED;
        }

        void report(Consumer<String> print) {
            failure.lines().forEach(line -> print.accept("# " + line));
        }
    }
}
