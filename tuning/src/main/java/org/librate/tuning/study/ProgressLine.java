package org.librate.tuning.study;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.librate.nn.train.Display;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows that a study goes on: how many trials, the best so far, the time left. On a terminal a line that is drawn over itself; else a line when the
 * best changes, at most one in a while, and one at the end.
 */
final class ProgressLine {

    private static final Logger LOG = LoggerFactory.getLogger(Study.class);
    private static final int WIDTH = 24;
    private static final long REDRAWN = 100_000_000;      // nanoseconds
    private static final long ANOTHER_LINE = 2_000_000_000;

    private final Consumer<String> lines;
    private final @Nullable PrintWriter terminal;
    private final boolean silent;
    private final List<Goal> goals;
    private final Budget budget;
    private final long begun = System.nanoTime();
    private long shown = begun;
    private int first = -1; // trials there were when this run began
    private int done;
    private int firstEpochs;
    private int epochs;
    private int failed;
    private int best = -1;
    private double bestLoss;
    private int bestShown = -1;
    private int blanks;

    ProgressLine(Display display, List<Goal> goals, Budget budget) {
        this(display == Display.CONSOLE ? System.out::println : line -> LOG.info("{}", line), terminal(display), display == Display.SILENT, goals,
                budget);
    }

    private static @Nullable PrintWriter terminal(Display display) {
        Console console = display == Display.AUTO ? System.console() : null;
        return console == null ? null : console.writer();
    }

    ProgressLine(Consumer<String> lines, @Nullable PrintWriter terminal, boolean silent, List<Goal> goals, Budget budget) {
        this.lines = lines;
        this.terminal = terminal;
        this.silent = silent;
        this.goals = goals;
        this.budget = budget;
    }

    /** What the study has from before this run; only the first time counts. */
    void begin(Columns columns, int before) {
        if (!silent && first < 0) {
            first = before;
            for (int trial = 0; trial < before; trial++) {
                count(columns, trial);
            }
            firstEpochs = epochs;
            bestShown = best;
        }
    }

    private void count(Columns columns, int trial) {
        done = trial + 1;
        epochs = columns.epochs(done);
        failed += columns.state(trial) == TrialState.FAILED ? 1 : 0;
        if (columns.state(trial) == TrialState.COMPLETE && columns.violation(trial) == 0 && (best < 0 || columns.loss(0, trial) < bestLoss)) {
            best = trial;
            bestLoss = columns.loss(0, trial);
        }
    }

    /** A trial has ended. */
    void onTrial(Columns columns, int trial, int before) {
        if (silent) {
            return;
        }
        begin(columns, before);
        count(columns, trial);
        long now = System.nanoTime();
        if (terminal != null && now - shown > REDRAWN) {
            shown = now;
            draw(terminal, text(now));
        } else if (terminal == null && best != bestShown && now - shown > ANOTHER_LINE) {
            shown = now;
            bestShown = best;
            lines.accept(text(now));
        }
    }

    /** The run has ended. */
    void end(String ending) {
        if (silent) {
            return;
        }
        String last = text(System.nanoTime()) + "; " + ending;
        if (terminal != null) {
            draw(terminal, last);
            terminal.println();
            terminal.flush();
        } else {
            lines.accept(last);
        }
    }

    private String text(long now) {
        double share = share(now);
        StringBuilder text = new StringBuilder("trial ").append(done);
        if (budget.trials() < Integer.MAX_VALUE) {
            text.append("/").append(budget.trials());
        }
        if (budget.epochs() < Long.MAX_VALUE) {
            text.append(", epoch ").append(epochs).append("/").append(budget.epochs());
        }
        if (share > 0) {
            int full = (int) (WIDTH * share);
            text.append(" [").append("=".repeat(full)).append(" ".repeat(WIDTH - full)).append("]");
        }
        if (best >= 0) {
            text.append(String.format(Locale.ROOT, "  best %s %.6g (trial %d)", goals.get(0).name(), goals.get(0).lessIsBetter(bestLoss), best));
        }
        if (failed > 0) {
            text.append("  ").append(failed).append(" failed");
        }
        if (share > 0 && share < 1) {
            text.append("  ").append(time(left(now))).append(" left");
        }
        return text.toString();
    }

    /** How much of the budget is used up; 0 if nobody knows. */
    private double share(long now) {
        double trials = budget.trials() == Integer.MAX_VALUE ? 0 : done / (double) budget.trials();
        double time = budget.nanos() == Long.MAX_VALUE ? 0 : (now - begun) / (double) budget.nanos();
        double reported = budget.epochs() == Long.MAX_VALUE ? 0 : epochs / (double) budget.epochs();
        return Math.min(1, Math.max(reported, Math.max(trials, time)));
    }

    private double left(long now) {
        double seconds = (now - begun) / 1e9;
        double byTrials = budget.trials() == Integer.MAX_VALUE || done <= first ? Double.POSITIVE_INFINITY
                : seconds / (done - first) * Math.max(0, budget.trials() - done);
        double byTime = budget.nanos() == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : budget.nanos() / 1e9 - seconds;
        double byEpochs = budget.epochs() == Long.MAX_VALUE || epochs <= firstEpochs ? Double.POSITIVE_INFINITY
                : seconds / (epochs - firstEpochs) * Math.max(0, budget.epochs() - epochs);
        return Math.max(0, Math.min(byEpochs, Math.min(byTrials, byTime)));
    }

    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole < 3600 ? whole / 60 + " min " + whole % 60 + " s" : whole / 3600 + " h " + whole % 3600 / 60
                + " min";
    }

    private void draw(PrintWriter out, String text) {
        out.print("\r" + text + " ".repeat(Math.max(0, blanks - text.length())));
        out.flush();
        blanks = text.length();
    }
}
