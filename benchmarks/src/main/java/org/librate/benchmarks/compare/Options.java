package org.librate.benchmarks.compare;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.librate.core.Check;

/** What was asked for on the command line. */
record Options(String comparison, Pattern only, int rounds, int threads) {

    static final String USAGE = "usage: benchmarks/compare <comparison> [--only regex] [--rounds n] [--threads n]";

    private static final int ROUNDS = 7;
    private static final int LEAST_ROUNDS = 5;

    static Options of(String... args) {
        Check.require(args.length > 0, "compare", "the first argument must be the name of a comparison", "none", USAGE);
        Pattern only = Pattern.compile("");
        int rounds = ROUNDS;
        int threads = Runtime.getRuntime().availableProcessors();
        for (int i = 1; i < args.length; i += 2) {
            Check.require(i + 1 < args.length, "compare", args[i] + " must be followed by its value", "nothing", USAGE);
            String value = args[i + 1];
            switch (args[i]) {
                case "--only" -> only = pattern(value);
                case "--rounds" -> rounds = number("rounds", value);
                case "--threads" -> threads = Check.positive("compare", "threads", number("threads", value));
                default -> throw new IllegalArgumentException("compare: an option must be --only, --rounds or --threads, got " + args[i] + ". "
                        + USAGE);
            }
        }
        Check.require(rounds >= LEAST_ROUNDS, "compare", "rounds must be >= " + LEAST_ROUNDS, rounds, "Fewer say nothing on a shared machine.");
        return new Options(args[0], only, rounds, threads);
    }

    private static Pattern pattern(String value) {
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("compare: only must be a regular expression, got " + value + " (" + e.getDescription() + ").", e);
        }
    }

    private static int number(String what, String value) {
        Check.require(value.matches("[0-9]{1,6}"), "compare", what + " must be a whole number", value);
        return Integer.parseInt(value);
    }
}
