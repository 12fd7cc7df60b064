package org.librate.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * For work of seconds, whose memory counts too: each case runs in a fresh process of each side, round after round, so that neither finds memory that
 * another case has left. A side that is slow runs once.
 */
final class AloneComparison {

    /** A side whose run is longer is not asked again: what disturbs a machine for a moment does not matter then. */
    private static final double SLOW_MICROS = 10e6;

    private final Side ours;
    private final Side peer;
    private final int rounds;
    private final Unit unit;

    AloneComparison(Side ours, Side peer, int rounds, Unit unit) {
        this.ours = ours;
        this.peer = peer;
        this.rounds = rounds;
        this.unit = unit;
    }

    /** Runs the cases whose name contains the pattern, prints a line for each and the worst ratios at last; false if a side failed. */
    boolean run(Pattern only, Consumer<String> print) {
        print.accept("# ours: " + ours.about());
        print.accept("# peer: " + peer.about());
        print.accept("# case\tours\tpeer\tratio\tours MB\tpeer MB\tratio\tours beyond\tpeer beyond (" + unit + ", medians of up to " + rounds
                + " rounds in turn, each a fresh process; ratio = peer / ours; MB: the most of the process in memory while it ran, beyond: what it "
                + "grew by)");
        Set<String> all = new LinkedHashSet<>(ours.cases());
        all.addAll(peer.cases());
        ours.close(); // those who told the names must not take memory meanwhile
        peer.close();
        List<Line> lines = new ArrayList<>();
        for (String name : all) {
            if (only.matcher(name).find()) {
                Line line = new Line(new Part(ours, name), new Part(peer, name));
                line.measure();
                line.mine.report(print);
                line.theirs.report(print);
                print.accept(line.toString());
                lines.add(line);
            }
        }
        print.accept("worst ratio of time " + worst(lines, Line::timeRatio));
        print.accept("worst ratio of memory " + worst(lines, Line::memoryRatio));
        return lines.stream().noneMatch(line -> line.mine.failed() || line.theirs.failed());
    }

    private static String worst(List<Line> lines, ToDoubleFunction<Line> ratio) {
        return lines.stream().filter(line -> !Double.isNaN(ratio.applyAsDouble(line)))
                .min((a, b) -> Double.compare(ratio.applyAsDouble(a), ratio.applyAsDouble(b)))
                .map(line -> ratioText(ratio.applyAsDouble(line)) + " (" + line.mine.name + ")").orElse("- (no case was measured on both sides)");
    }

    private static String ratioText(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** One case on both sides. */
    private final class Line {
        final Part mine;
        final Part theirs;

        Line(Part mine, Part theirs) {
            this.mine = mine;
            this.theirs = theirs;
        }

        void measure() {
            boolean isCompared = theirs.takesPart() || theirs.side.absence() != null;
            for (int round = 0; round < (isCompared ? rounds : 1); round++) { // what shows only what it needs, shows it at once
                (round % 2 == 0 ? mine : theirs).round();
                (round % 2 == 0 ? theirs : mine).round();
            }
        }

        double timeRatio() {
            return theirs.median(Expense::micros) / mine.median(Expense::micros);
        }

        double memoryRatio() {
            return theirs.median(Expense::peak) / mine.median(Expense::peak);
        }

        @Override
        public String toString() {
            return String.join("\t", mine.name, mine.time(), theirs.time(), ratioText(timeRatio()), mine.megabytes(Expense::peak),
                    theirs.megabytes(Expense::peak), ratioText(memoryRatio()), mine.megabytes(Expense::beyond), theirs.megabytes(Expense::beyond));
        }
    }

    /** One side's part in one case. */
    private final class Part {
        final Side side;
        final String name;
        final List<Expense> expenses = new ArrayList<>();
        String failure = "";

        Part(Side side, String name) {
            this.side = side;
            this.name = name;
        }

        void round() {
            boolean slow = !expenses.isEmpty() && expenses.get(expenses.size() - 1).micros() > SLOW_MICROS;
            if (takesPart() && failure.isEmpty() && !slow) {
                try {
                    expenses.add(side.alone(name));
                } catch (SideFailure e) {
                    failure = String.valueOf(e.getMessage());
                }
            }
        }

        boolean takesPart() {
            return side.cases().contains(name);
        }

        boolean failed() {
            return !failure.isEmpty();
        }

        /** NaN if there is none. */
        double median(ToDoubleFunction<Expense> what) {
            return failed() || expenses.isEmpty() ? Double.NaN : Timing.median(expenses.stream().map(what::applyAsDouble).toList());
        }

        String time() {
            if (side.absence() != null) {
                return Timing.ABSENT.word();
            }
            return failed() ? Timing.FAILED.word() : expenses.isEmpty() ? Timing.LACKING.word() : unit.print(median(Expense::micros));
        }

        String megabytes(ToDoubleFunction<Expense> what) {
            return Expense.megabytes(median(what));
        }

        void report(Consumer<String> print) {
            failure.lines().forEach(line -> print.accept("# " + line));
        }
    }
}
