package org.librate.nn.train;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.kernel.Width;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run leaves in a checkpoint, and what it takes over from one.
 *
 * @param settings what the plan and the data are, by name
 * @param tensors everything that training changes, by name
 * @param callbacks those of the run
 */
record Handover(Map<String, String> settings, Map<String, Tensor> tensors, List<TrainingCallback> callbacks) {

    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

    private static final String STARTED = "started"; // these two are told, not compared
    private static final String THREADS = "threads";

    Checkpoint give(Instant begun, Checkpoint.Position position, List<EpochResult> results) {
        List<Checkpoint.Memory> memories = new ArrayList<>();
        for (TrainingCallback callback : callbacks) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                callback.save(new DataOutputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException("Checkpoints: " + callback + " failed to save what it remembers.", e);
            }
            if (bytes.size() > 0) {
                memories.add(new Checkpoint.Memory(callback.getClass().getName(), bytes.toByteArray()));
            }
        }
        Map<String, String> told = new LinkedHashMap<>(settings);
        told.put(STARTED, begun.toString());
        told.put(THREADS, Integer.toString(Width.limit()));
        return new Checkpoint(told, position, List.copyOf(results), tensors, memories);
    }

    /** Puts tensors and memories into this run, if the checkpoint is of one like it. */
    void take(Path file, Checkpoint saved) throws IOException {
        compareSettings(file, saved);
        copyTensors(file, saved);
        recall(file, saved);
        String threads = saved.settings().get(THREADS);
        if (threads != null && !threads.equals(Integer.toString(Width.limit()))) {
            LOG.warn("Checkpoint {}: was made with {} threads, and this run has {}. It goes on, but sums are rounded otherwise: for the same bits "
                    + "set OMP_NUM_THREADS={}.", file, threads, Width.limit(), threads);
        }
    }

    private void compareSettings(Path file, Checkpoint saved) {
        settings.forEach((name, value) -> {
            String then = saved.settings().get(name);
            if (!value.equals(then)) {
                throw new IllegalArgumentException("Checkpoint " + file + ": was made with " + name + " " + then + ", and this run has " + value
                        + ". Resume with the plan and the data it was made with, or begin in another folder.");
            }
        });
    }

    private void copyTensors(Path file, Checkpoint saved) {
        if (!tensors.keySet().equals(saved.tensors().keySet())) {
            throw new IllegalArgumentException("Checkpoint " + file + ": holds " + saved.tensors().keySet() + ", and this run has " + tensors.keySet()
                    + ".");
        }
        tensors.forEach((name, tensor) -> {
            Tensor then = saved.tensors().get(name);
            if (then == null || then.dtype() != tensor.dtype() || !then.shape().equals(tensor.shape())) {
                throw new IllegalArgumentException("Checkpoint " + file + ": " + name + " is "
                        + (then == null ? "absent" : then.dtype() + " " + then.shape())
                        + ", and this run has " + tensor.dtype() + " " + tensor.shape() + ".");
            }
            tensor.assign(then);
        });
    }

    private void recall(Path file, Checkpoint saved) throws IOException {
        List<TrainingCallback> forgetful = new ArrayList<>(callbacks);
        for (Checkpoint.Memory memory : saved.callbacks()) {
            TrainingCallback owner = forgetful.stream().filter(callback -> callback.getClass().getName().equals(memory.callback())).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Checkpoint " + file + ": was made with a callback " + memory.callback()
                            + ", which this run lacks."));
            forgetful.remove(owner);
            try (DataInputStream in = Checkpoint.open(memory)) {
                owner.load(in);
            } catch (IOException e) {
                throw new IOException("Checkpoint " + file + ": what " + memory.callback() + " saved cannot be read.", e);
            }
        }
    }

    /** When the run of a checkpoint was started; if it does not tell, when this one was. */
    static Instant started(Path file, Checkpoint saved, Instant own) throws IOException {
        String then = saved.settings().get(STARTED);
        if (then == null) {
            return own;
        }
        try {
            return Instant.parse(then);
        } catch (DateTimeParseException e) {
            throw new IOException("Checkpoint " + file + ": says that it was started at " + then + ", which is no time.", e);
        }
    }

    /**
     * The checkpoint that a plan goes on from, or null where a run has yet to begin. Only a folder that is empty, or that checkpoints will make, says
     * that: any other place that is not there was meant otherwise.
     */
    static @Nullable Path toResume(Path from, List<TrainingCallback> callbacks, Supplier<Map<String, String>> settings) throws IOException {
        if (Files.isRegularFile(from)) {
            return from;
        }
        if (Files.isDirectory(from)) {
            return Checkpoints.newest(from).isEmpty() ? null : Checkpoints.newest(from, settings.get()).orElse(null);
        }
        List<Path> folders = callbacks.stream().filter(Checkpoints.class::isInstance).map(callback -> ((Checkpoints) callback).folder()).toList();
        boolean own = folders.stream().anyMatch(folder -> folder.toAbsolutePath().normalize().equals(from.toAbsolutePath().normalize()));
        Check.require(own, "Trainer", "resumeFrom needs a checkpoint or a folder that exists, or the folder into which this plan's Checkpoints write",
                from, folders.isEmpty() ? "The plan has no Checkpoints." : "They write into " + folders.get(0) + ".");
        return null;
    }
}
