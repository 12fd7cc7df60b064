package org.librate.benchmarks.compare;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.librate.benchmarks.Case;
import org.librate.benchmarks.Fact;
import org.librate.benchmarks.Work;
import org.librate.core.kernel.Width;

/** Our side: answers the requests that {@link ProcessSide} describes, for one list of cases. */
final class Serve {

    private static final double LONG_MICROS = 5e6;
    private static final int LEAST_RUNS = 3;
    private static final int MOST_RUNS = 9;
    private static final double ENOUGH_MICROS = 3e6;

    private final Map<String, Case> cases;
    private final Map<String, Fact> facts;
    private String name = "";
    private @Nullable Work work;
    private @Nullable Loop loop;

    private Serve(Comparisons comparison) {
        this.cases = comparison.cases();
        this.facts = comparison.facts();
    }

    /** Arguments: the name of the comparison, the number of threads. */
    public static void main(String[] args) throws IOException {
        Width.limit(Integer.parseInt(args[1]));
        Serve serve = new Serve(Comparisons.named(args[0]));
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what others print must not look like an answer
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            answers.println(serve.answer(request));
        }
    }

    private String answer(String request) {
        String[] words = request.split("\t", 2);
        try {
            return ProcessSide.ANSWER + switch (words[0]) {
                case "about" -> About.us();
                case "cases" -> String.join("\t", cases.keySet());
                case "facts" -> String.join("\t", facts.keySet());
                case "fact" -> fact(words[1]);
                case "warm" -> warm(words[1]);
                case "round" -> round(words[1]);
                case "alone" -> alone(words[1]);
                default -> throw new IllegalArgumentException("Serve: a request must be about, cases, facts, fact, warm, round or alone, got "
                        + words[0] + ".");
            };
        } catch (RuntimeException | IOException e) {
            e.printStackTrace();
            return ProcessSide.ERROR + e.toString().replaceAll("\\s+", " ");
        }
    }

    private String fact(String asked) throws IOException {
        drop();
        return Objects.requireNonNull(facts.get(asked), asked).find();
    }

    private String warm(String next) {
        drop();
        Work prepared = Case.named(next, cases).prepare();
        work = prepared;
        name = next;
        loop = Loop.warm(prepared);
        System.gc(); // the garbage of preparing is not the case's
        return "ready";
    }

    /** The first run shows the memory. It shows the time too if it is long; else a few more do, as the JIT compiler takes part in the first. */
    private String alone(String asked) throws IOException {
        drop();
        try (Work prepared = Case.named(asked, cases).prepare()) {
            double before = Resident.settle();
            double micros = prepared.nanos(1) / 1e3;
            double peak = Resident.peak();
            if (micros < LONG_MICROS) {
                List<Double> more = new ArrayList<>();
                double all = 0;
                while (more.size() < LEAST_RUNS || more.size() < MOST_RUNS && all < ENOUGH_MICROS) {
                    more.add(prepared.nanos(1) / 1e3);
                    all += more.get(more.size() - 1);
                }
                micros = Timing.median(more);
            }
            return new Expense(micros, peak, peak - before).answer();
        }
    }

    private void drop() {
        loop = null;
        if (work != null) {
            work.close();
            work = null;
        }
    }

    private String round(String asked) {
        if (loop == null || !asked.equals(name)) {
            throw new IllegalStateException("Serve: a case must be warmed before its rounds, got " + asked + ".");
        }
        return String.valueOf(loop.round());
    }
}
