package org.librate.core;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Arena;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.Kernels;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Program;
import org.librate.core.kernel.Recorder;
import org.librate.core.kernel.Width;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a step knows about one combination of input shapes: first nothing, then one recording, then a program or a reason against it.
 *
 * <p>A program is looked at again in runs 8, 16, 32, …: these run the body, and compare. So a step whose body changes later on (a rate that
 * decays as a Java number) is found out, if not at once.
 */
final class Trace implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Trace.class);

    /** A first run may set things up, and so differ; after so many differences nothing will ever repeat. */
    private static final int MOST_DIFFERENCES = 3;

    private final Arena arena;
    private final Function<List<Tensor>, List<Tensor>> body;
    private NativeArray[] inputs = {};
    private List<Tensor> results = List.of();
    private @Nullable Recorder recording; // the last one; that of the program, once there is one
    private @Nullable Kernels kernels;
    private int width;
    private @Nullable Program program;
    private @Nullable String obstacle;
    private int differences;
    private long runs;
    private long nextLook = 8;

    Trace(String name, Function<List<Tensor>, List<Tensor>> body) {
        this.arena = new Arena(name);
        this.body = body;
    }

    List<Tensor> run(Tensor[] given, Execution execution) {
        runs++;
        if (obstacle != null) {
            return execute(given, execution, null);
        }
        if (kernels != execution.kernels() || width != Width.limit()) { // bound for other kernels or threads: start anew
            forget();
            kernels = execution.kernels();
            width = Width.limit();
        }
        if (program == null) {
            return record(given, execution);
        }
        if (runs >= nextLook) {
            nextLook = 2 * runs;
            return lookAgain(given, execution);
        }
        return replay(given, program, execution);
    }

    private List<Tensor> replay(Tensor[] given, Program ready, Execution execution) {
        execution.mustNotNest(arena);
        NativeArray[] sources = sources(given);
        for (int i = 0; i < sources.length; i++) {
            copy(sources[i], inputs[i]);
        }
        arena.nextGeneration();
        ready.run();
        List<Tensor> renewed = new ArrayList<>(results.size());
        for (Tensor result : results) {
            renewed.add(result.renewed());
        }
        return renewed;
    }

    private List<Tensor> record(Tensor[] given, Execution execution) {
        Recorder recorder = new Recorder();
        List<Tensor> now = executeRecorded(given, execution, recorder);
        Recorder before = recording;
        String difference = before == null ? null : difference(recorder, before, now);
        if (before != null) {
            before.close();
        }
        recording = recorder;
        results = now;
        if (recorder.obstacle() != null || difference != null && ++differences == MOST_DIFFERENCES) {
            giveUp(recorder.obstacle() != null ? recorder.obstacle() : difference);
        } else if (before != null && difference == null) {
            program = Program.of(recorder, execution.kernels(), now.stream().map(Tensor::array).toList());
        }
        return now;
    }

    private List<Tensor> lookAgain(Tensor[] given, Execution execution) {
        Recorder recorder = new Recorder();
        List<Tensor> now = executeRecorded(given, execution, recorder);
        Recorder before = recording;
        String against = recorder.obstacle() != null ? recorder.obstacle() : before == null ? null : difference(recorder, before, now);
        recorder.close();
        if (against != null) {
            LOG.warn("{}: {}. Since it was recorded it has been replayed as it was then; from run {} on it runs eagerly. Make what changes an "
                    + "input, or a tensor that is assigned.", arena.name(), against, runs);
            giveUp(against);
        }
        return now;
    }

    private List<Tensor> executeRecorded(Tensor[] given, Execution execution, Recorder recorder) {
        try {
            return execute(given, execution, recorder);
        } catch (RuntimeException | Error e) {
            recorder.close();
            throw e;
        }
    }

    private @Nullable String difference(Recorder now, Recorder before, List<Tensor> newResults) {
        String difference = now.differenceFrom(before);
        if (difference != null) {
            return difference;
        }
        boolean same = newResults.size() == results.size();
        for (int i = 0; same && i < newResults.size(); i++) {
            same = newResults.get(i).array().sameAs(results.get(i).renewed().array());
        }
        return same ? null : "it returns other tensors than in the run before";
    }

    private List<Tensor> execute(Tensor[] given, Execution execution, @Nullable Recorder recorder) {
        return execution.inStep(arena, recorder, () -> {
            NativeArray[] sources = sources(given);
            arena.reset();
            List<Tensor> copies = new ArrayList<>(given.length);
            inputs = new NativeArray[given.length];
            for (int i = 0; i < given.length; i++) {
                Tensor copy = new Tensor(arena.carve(given[i].dtype(), given[i].shape()), null, "input " + i);
                inputs[i] = copy.array();
                copy(sources[i], inputs[i]);
                copies.add(copy);
            }
            // without history: a replay could not give it, so the first runs must not either
            return body.apply(copies).stream().map(Tensor::detach).toList();
        });
    }

    /** The memory of the inputs. A result of the last run may be an input of this one, so it is moved out of the arena first. */
    private NativeArray[] sources(Tensor[] given) {
        NativeArray[] sources = new NativeArray[given.length];
        for (int i = 0; i < given.length; i++) {
            NativeArray source = given[i].array();
            sources[i] = source.arena() == arena ? Access.lasting(given[i]).array() : source;
        }
        return sources;
    }

    private static void copy(NativeArray from, NativeArray place) {
        Block target = place.block();
        int size = place.dtype().bytes();
        target.bytes().put(place.start() * size, from.block().bytes(), from.start() * size, (int) from.size() * size);
        Reference.reachabilityFence(from);
    }

    String explain() {
        if (program != null) {
            return "replayed, " + program.instructions().size() + " kernels, " + arena.capacity() / 1024 + " KB";
        }
        return obstacle == null ? "not replayed yet" : "runs eagerly, because " + obstacle;
    }

    private void giveUp(@Nullable String reason) {
        obstacle = reason;
        forget();
    }

    private void forget() {
        if (program != null) {
            program.close();
            program = null;
        } else if (recording != null) {
            recording.close();
        }
        recording = null;
    }

    @Override
    public void close() {
        giveUp("it is closed");
        arena.close();
    }
}
