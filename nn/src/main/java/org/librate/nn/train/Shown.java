package org.librate.nn.train;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a run: as a bar that is drawn over itself on a terminal, as lines in the log or on the console, or not at all. */
final class Shown implements TrainingCallback {

    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
    private static final int WIDTH = 24;
    private static final long PAUSE_NANOS = 100_000_000;

    private final Consumer<String> lines;
    private final @Nullable PrintWriter terminal;
    private long drawn;
    private int blanks;

    Shown(boolean lines, @Nullable PrintWriter terminal) {
        this(lines ? line -> LOG.info("{}", line) : line -> { }, terminal);
    }

    private Shown(Consumer<String> lines, @Nullable PrintWriter terminal) {
        this.lines = lines;
        this.terminal = terminal;
    }

    static Shown of(Display display) {
        Console console = display == Display.AUTO ? System.console() : null;
        if (display == Display.CONSOLE) {
            return new Shown(System.out::println, null);
        }
        return new Shown(display != Display.SILENT && console == null, console == null ? null : console.writer());
    }

    @Override
    public void onBatch(Progress progress) {
        if (terminal == null) {
            return;
        }
        long now = System.nanoTime();
        if (now - drawn > PAUSE_NANOS || progress.batch() == progress.batches()) {
            drawn = now;
            draw(terminal, bar(progress));
        }
    }

    static String bar(Progress progress) {
        int done = progress.batches() == 0 ? WIDTH : WIDTH * progress.batch() / progress.batches();
        return String.format(Locale.ROOT, "epoch %d/%d [%s%s] %d/%d  loss %.4f", progress.epoch(), progress.epochs(), "=".repeat(done),
                " ".repeat(WIDTH - done), progress.batch(), progress.batches(), progress.loss());
    }

    private void draw(PrintWriter out, String text) {
        out.print("\r" + text + " ".repeat(Math.max(0, blanks - text.length())));
        out.flush();
        blanks = text.length();
    }

    @Override
    public void onEpoch(Progress progress) {
        List<EpochResult> results = progress.results();
        String line = History.line(results.get(results.size() - 1));
        if (terminal != null) {
            draw(terminal, line);
            terminal.println();
            terminal.flush();
            blanks = 0;
        } else {
            lines.accept(line);
        }
    }
}
