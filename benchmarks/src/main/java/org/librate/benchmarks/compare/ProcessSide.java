package org.librate.benchmarks.compare;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A side that is a process of its own. Each request is a line on its standard input: {@code about}, {@code cases}, {@code warm<TAB>case},
 * {@code round<TAB>case} or {@code alone<TAB>case}; our own side is also asked {@code facts} and {@code fact<TAB>name}. It answers with one line:
 * {@code answer<TAB>text}, {@code error<TAB>text} or {@code absent<TAB>reason}. Whatever else it prints is kept, to be shown if it dies; then it is
 * started anew for the next request, so that one bad case costs only itself.
 */
final class ProcessSide implements Side {

    static final String ANSWER = "answer\t";
    static final String ERROR = "error\t";
    static final String ABSENT = "absent\t";

    private static final int KEPT_LINES = 15;
    private static final int MOST_MINUTES = 20;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private @Nullable Running running;
    private @Nullable Set<String> cases; // asked for once

    private record Running(Process process, BufferedWriter requests, BufferedReader output, Deque<String> last) {
    }

    private ProcessSide(String name, List<String> command, Map<String, String> environment) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    /** Starts the process: a side that works, or one that is absent for the reason the process gave. */
    static Side start(String name, List<String> command, Map<String, String> environment) {
        ProcessSide side = new ProcessSide(name, command, environment);
        String line = side.ask("about");
        if (line.startsWith(ABSENT)) {
            side.close();
            return new AbsentSide(line.substring(ABSENT.length()));
        }
        return side;
    }

    @Override
    public String about() {
        return answer("about");
    }

    @Override
    public Set<String> cases() {
        Set<String> known = cases;
        if (known == null) {
            known = new LinkedHashSet<>(Arrays.asList(answer("cases").split("\t")));
            cases = known;
        }
        return known;
    }

    @Override
    public Set<String> facts() {
        String names = answer("facts");
        return names.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(names.split("\t")));
    }

    @Override
    public String fact(String name) {
        return answer("fact\t" + name);
    }

    @Override
    public void warm(String name) {
        answer("warm\t" + name);
    }

    @Override
    public double round(String name) {
        return Double.parseDouble(answer("round\t" + name));
    }

    @Override
    public Expense alone(String name) {
        cases();
        close();
        try {
            return Expense.parse(answer("alone\t" + name, MOST_MINUTES));
        } finally {
            close();
        }
    }

    /** Ends the process if the answer takes too long. */
    private String answer(String request, int minutes) {
        Running side = launch();
        running = side;
        CompletableFuture<Void> end = CompletableFuture.runAsync(side.process::destroyForcibly,
                CompletableFuture.delayedExecutor(minutes, TimeUnit.MINUTES));
        try {
            return answer(request);
        } catch (SideFailure e) {
            throw end.isDone() ? new SideFailure(name + " took longer than " + minutes + " minutes for \"" + request.replace('\t', ' ') + "\".") : e;
        } finally {
            end.cancel(false);
        }
    }

    private String answer(String request) {
        String line = ask(request);
        if (!line.startsWith(ANSWER)) {
            throw new SideFailure(name + " answered \"" + request.replace('\t', ' ') + "\" with: " + line.replace('\t', ' '));
        }
        return line.substring(ANSWER.length());
    }

    private String ask(String request) {
        Running side = running;
        if (side == null) {
            side = launch();
            running = side;
        }
        try {
            side.requests.write(request + "\n");
            side.requests.flush();
        } catch (IOException e) {
            // It has died; reading tells with what words.
        }
        try {
            for (String line = side.output.readLine(); line != null; line = side.output.readLine()) {
                if (line.startsWith(ANSWER) || line.startsWith(ERROR) || line.startsWith(ABSENT)) {
                    return line;
                }
                if (side.last.size() == KEPT_LINES) {
                    side.last.removeFirst();
                }
                side.last.addLast(line);
            }
            throw died(side, request);
        } catch (IOException e) {
            throw died(side, request);
        }
    }

    private Running launch() {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            return new Running(process, process.outputWriter(StandardCharsets.UTF_8), process.inputReader(StandardCharsets.UTF_8),
                    new ArrayDeque<>());
        } catch (IOException e) {
            throw new SideFailure(name + " did not start: " + e.getMessage());
        }
    }

    private SideFailure died(Running side, String request) {
        running = null;
        String last = side.last.isEmpty() ? "It printed nothing." : "Its last output:\n" + String.join("\n", side.last);
        return new SideFailure(name + " died with exit code " + end(side) + " when asked \"" + request.replace('\t', ' ') + "\". " + last);
    }

    private static int end(Running side) {
        try (side.requests; side.output) {
            if (!side.process.waitFor(5, TimeUnit.SECONDS)) {
                side.process.destroyForcibly();
            }
            return side.process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SideFailure("interrupted");
        }
    }

    /** The end of its input is how a side knows that it is not needed any more. */
    @Override
    public void close() {
        Running side = running;
        running = null;
        if (side != null) {
            try {
                side.requests.close();
            } catch (IOException e) {
                // It is gone already.
            }
            end(side);
        }
    }
}
