package org.librate.core;

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

/** What a step knows about one combination of input shapes: first nothing, then one recording, then a program or a reason against it. */
final class Trace implements AutoCloseable {

    private final Arena arena;
    private final Function<List<Tensor>, List<Tensor>> body;
    private List<Tensor> inputs = List.of();
    private List<Tensor> results = List.of();
    private @Nullable Recorder recording;
    private @Nullable Kernels kernels;
    private @Nullable Program program;
    private @Nullable String obstacle;

    Trace(String name, Function<List<Tensor>, List<Tensor>> body) {
        this.arena = new Arena(name);
        this.body = body;
    }

    List<Tensor> run(Tensor[] given, Execution execution) {
        if (program != null && kernels == execution.kernels() && execution.arena() == null) {
            return replay(given, program);
        }
        return obstacle == null && (kernels == null || kernels == execution.kernels()) ? record(given, execution) : execute(given, execution, null);
    }

    private List<Tensor> replay(Tensor[] given, Program ready) {
        NativeArray[] sources = sources(given);
        for (int i = 0; i < sources.length; i++) {
            copy(sources[i], inputs.get(i));
        }
        arena.nextGeneration();
        ready.run();
        List<Tensor> renewed = new ArrayList<>(results.size());
        for (Tensor result : results) {
            renewed.add(result.renewed());
        }
        return renewed;
    }

    /** The memory of the inputs. A result of the last run may be an input of this one, so it is moved out of the arena first. */
    private NativeArray[] sources(Tensor[] given) {
        NativeArray[] sources = new NativeArray[given.length];
        for (int i = 0; i < given.length; i++) {
            NativeArray source = given[i].array();
            sources[i] = source.arena() == arena ? given[i].keep().array() : source;
        }
        return sources;
    }

    private List<Tensor> record(Tensor[] given, Execution execution) {
        Recorder recorder = new Recorder();
        List<Tensor> now;
        try {
            now = execute(given, execution, recorder);
        } catch (RuntimeException | Error e) {
            recorder.close();
            throw e;
        }
        Recorder before = recording;
        String against = recorder.obstacle() != null ? recorder.obstacle() : before == null ? null : recorder.differenceFrom(before);
        if (against != null) {
            obstacle = against;
            recorder.close();
            if (before != null) {
                before.close();
            }
            recording = null;
        } else if (before == null) {
            recording = recorder;
            kernels = execution.kernels();
        } else {
            before.close();
            recording = null;
            results = now;
            program = Program.of(recorder, execution.kernels(), now.stream().map(Tensor::array).toList());
        }
        return now;
    }

    private List<Tensor> execute(Tensor[] given, Execution execution, @Nullable Recorder recorder) {
        return execution.inStep(arena, recorder, () -> {
            NativeArray[] sources = sources(given);
            arena.reset();
            List<Tensor> copies = new ArrayList<>(given.length);
            for (int i = 0; i < given.length; i++) {
                Tensor copy = new Tensor(arena.carve(given[i].dtype(), given[i].shape()), null, "input " + i);
                copy(sources[i], copy);
                copies.add(copy);
            }
            inputs = copies;
            // without history: a replay could not give it, so the first runs must not either
            return body.apply(copies).stream().map(Tensor::detach).toList();
        });
    }

    private static void copy(NativeArray from, Tensor to) {
        NativeArray place = to.renewed().array();
        Block target = place.block();
        int size = place.dtype().bytes();
        target.bytes().put(place.start() * size, from.block().bytes(), from.start() * size, (int) from.size() * size);
    }

    String explain() {
        if (program != null) {
            return "replayed, " + program.instructions().size() + " kernels, " + arena.capacity() / 1024 + " KB";
        }
        return obstacle == null ? "not replayed yet" : "runs eagerly, because " + obstacle;
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
            program = null;
        }
        if (recording != null) {
            recording.close();
            recording = null;
        }
        obstacle = "it is closed";
        arena.close();
    }
}
