package org.librate.nn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.librate.core.Check;
import org.librate.core.metric.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes all that a run is into files from which {@link Trainer#resumeFrom} goes on, to the same bits: weights, averages, optimizer, schedule,
 * position, history, and what callbacks remember. A file is there as a whole or not at all. A folder is for one run: another that begins there is
 * refused.
 *
 * <pre>{@code
 * Checkpoints.in(Path.of("runs/cifar")).withKeepLast(2).withKeepBest(3)
 * }</pre>
 */
public final class Checkpoints implements TrainingCallback {

    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d+)\\.librate");

    private record Kept(String file, double score) {
    }

    private final Path folder;
    private final int keepLast;
    private final int keepBest;
    private final Monitor monitor;
    private final int everyEpochs;
    private final int everyUpdates;
    private final boolean overwriting;

    private final List<Kept> kept = new ArrayList<>();
    private long written = -1;

    private Checkpoints(Path folder, int keepLast, int keepBest, Monitor monitor, int everyEpochs, int everyUpdates, boolean overwriting) {
        this.folder = folder;
        this.keepLast = keepLast;
        this.keepBest = keepBest;
        this.monitor = monitor;
        this.everyEpochs = everyEpochs;
        this.everyUpdates = everyUpdates;
        this.overwriting = overwriting;
    }

    /** After each epoch, into this folder; the last two are kept. */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(Check.notNull("Checkpoints", "folder", folder), 2, 0, Monitor.LOSS, 1, 0, false);
    }

    /** How many of the newest are kept. */
    public Checkpoints withKeepLast(int count) {
        return new Checkpoints(folder, Check.positive("Checkpoints", "keepLast", count), keepBest, monitor, everyEpochs, everyUpdates, overwriting);
    }

    /** How many of the best epochs are kept besides: by the loss on the validation rows (or the training loss, without), or {@link #withBest}. */
    public Checkpoints withKeepBest(int count) {
        return new Checkpoints(folder, keepLast, Check.notNegative("Checkpoints", "keepBest", count), monitor, everyEpochs, everyUpdates,
                overwriting);
    }

    /** The metric that says which epochs are the best. */
    public Checkpoints withBest(Metric metric) {
        return new Checkpoints(folder, keepLast, Math.max(1, keepBest), new Monitor(metric, metric.higherIsBetter()), everyEpochs, everyUpdates,
                overwriting);
    }

    /** After every n-th epoch only. */
    public Checkpoints withEveryEpochs(int epochs) {
        return new Checkpoints(folder, keepLast, keepBest, monitor, Check.positive("Checkpoints", "everyEpochs", epochs), everyUpdates, overwriting);
    }

    /** Also within epochs, after every n-th update. */
    public Checkpoints withEveryUpdates(int updates) {
        return new Checkpoints(folder, keepLast, keepBest, monitor, everyEpochs, Check.positive("Checkpoints", "everyUpdates", updates), overwriting);
    }

    /**
     * Whether a run that begins anew deletes the checkpoints that it finds in the folder. Unless told, it refuses to begin there: files of two runs
     * in one folder would be taken for each other's.
     */
    public Checkpoints withOverwriting(boolean overwriting) {
        return new Checkpoints(folder, keepLast, keepBest, monitor, everyEpochs, everyUpdates, overwriting);
    }

    /** The newest checkpoints in a folder, at most so many, the oldest first: for {@link Trainer#restore} and {@link Trainer#restoreAverage}. */
    public static List<Path> last(Path folder, int count) {
        Check.positive("Checkpoints", "count", count);
        List<Path> all = all(folder);
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /**
     * The checkpoints of the best epochs in a folder, at most so many, the best first: by the loss on the validation rows (or the training loss,
     * without). Checkpoints from within an epoch have no such loss and are left out.
     */
    public static List<Path> best(Path folder, int count) {
        return best(folder, count, Monitor.LOSS);
    }

    /** As {@link #best(Path, int)}, by a metric that the run measured. */
    public static List<Path> best(Path folder, int count, Metric metric) {
        return best(folder, count, new Monitor(metric, metric.higherIsBetter()));
    }

    private static List<Path> best(Path folder, int count, Monitor monitor) {
        Check.positive("Checkpoints", "count", count);
        Map<Path, Double> scores = new LinkedHashMap<>();
        for (Path file : all(folder)) {
            try {
                Checkpoint read = Checkpoint.read(file);
                if (read.results().size() == read.position().epoch() && !read.results().isEmpty()) {
                    double score = monitor.of(read.results().get(read.results().size() - 1));
                    scores.put(file, monitor.maximize() ? -score : score);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Checkpoints: cannot read from " + folder + ". " + e.getMessage(), e);
            }
        }
        return scores.entrySet().stream().filter(one -> !one.getValue().isNaN())
                .sorted(Map.Entry.comparingByValue()).limit(count).map(Map.Entry::getKey).toList();
    }

    private static List<Path> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparingLong(Checkpoints::number)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Checkpoints: cannot list " + folder + ".", e);
        }
    }

    /** The newest checkpoint in a folder. */
    static Optional<Path> newest(Path folder) {
        return Files.isDirectory(folder) ? last(folder, 1).stream().findFirst() : Optional.empty();
    }

    /** The newest checkpoint of a run with these settings; the newest of all where none is, so that the difference can be told. */
    static Optional<Path> newest(Path folder, Map<String, String> settings) throws IOException {
        List<Path> all = all(folder);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (Checkpoint.read(all.get(i)).settings().entrySet().containsAll(settings.entrySet())) {
                return Optional.of(all.get(i));
            }
        }
        return newest(folder);
    }

    Path folder() {
        return folder;
    }

    private static long number(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() && name.group(1).length() < 19 ? Long.parseLong(name.group(1)) : -1;
    }

    @Override
    public TrainingCallback begin() {
        return new Checkpoints(folder, keepLast, keepBest, monitor, everyEpochs, everyUpdates, overwriting);
    }

    @Override
    public List<Metric> metrics() {
        return monitor.metrics();
    }

    @Override
    public boolean needsValidation() {
        return monitor.metric() != null;
    }

    @Override
    public void onStart(Progress progress) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Run<?> run = (Run<?>) progress;
        Set<String> own = kept.stream().map(Kept::file).collect(Collectors.toSet());
        List<Path> unknown = all(folder).stream().filter(file -> !own.contains(file.getFileName().toString())).toList();
        try {
            if (overwriting && !run.isResumed()) {
                for (Path file : unknown) {
                    Files.delete(file);
                }
                return;
            }
            for (Path file : unknown) {
                if (!run.isResumed()) {
                    throw new IllegalArgumentException(this + ": the folder must have no checkpoints of another run, got " + file.getFileName()
                            + ". Go on with that run by resumeFrom(folder), give each run a folder of its own, or delete the old files; "
                            + "withOverwriting(true) does.");
                }
                // this run's own may be here too: it was killed before it deleted what it did not need any more
                if (!run.isOwn(Checkpoint.read(file))) {
                    LOG.warn("{}: {} is of another run, and passed over when this one is resumed. Delete it, or give each run a folder of its own.",
                            this, file.getFileName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Checkpoints: cannot use " + folder + ". " + e.getMessage(), e);
        }
    }

    @Override
    public void onBatch(Progress progress) {
        // the last update of an epoch is left to onEpoch, which has its score too
        boolean within = progress.batch() < progress.batches();
        if (everyUpdates > 0 && within && progress.updates() % everyUpdates == 0 && progress.updates() != written
                && ((Run<?>) progress).isBetweenUpdates()) {
            write(progress, Double.NaN);
        }
    }

    @Override
    public void onEpoch(Progress progress) {
        if (progress.epoch() % everyEpochs == 0 || progress.epoch() == progress.epochs()) {
            write(progress, monitor.of(progress.results().get(progress.results().size() - 1)));
        }
    }

    private void write(Progress progress, double score) {
        String name = String.format("checkpoint-%09d.librate", progress.updates());
        kept.removeIf(old -> old.file().equals(name));
        kept.add(new Kept(name, score));
        Set<String> keep = toKeep();
        List<Kept> dropped = kept.stream().filter(old -> !keep.contains(old.file())).toList();
        kept.removeAll(dropped); // before writing, so that the file knows it too
        written = progress.updates();
        try {
            ((Run<?>) progress).checkpoint().write(folder.resolve(name));
            for (Kept old : dropped) {
                Files.deleteIfExists(folder.resolve(old.file()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Checkpoints: cannot write to " + folder + ".", e);
        }
    }

    private Set<String> toKeep() {
        Set<String> keep = new HashSet<>();
        kept.subList(Math.max(0, kept.size() - keepLast), kept.size()).forEach(one -> keep.add(one.file()));
        Comparator<Kept> rising = Comparator.comparingDouble(Kept::score);
        kept.stream().filter(one -> !Double.isNaN(one.score())).sorted(monitor.maximize() ? rising.reversed() : rising)
                .limit(keepBest).forEach(one -> keep.add(one.file()));
        return keep;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(written);
        out.writeInt(kept.size());
        for (Kept one : kept) {
            out.writeUTF(one.file());
            out.writeDouble(one.score());
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        written = in.readLong();
        kept.clear();
        for (int i = in.readInt(); i > 0; i--) {
            Kept one = new Kept(in.readUTF(), in.readDouble());
            if (NAME.matcher(one.file()).matches()) { // nothing else is ours to delete
                kept.add(one);
            }
        }
    }

    @Override
    public String toString() {
        return "Checkpoints[" + folder + ", keepLast=" + keepLast + (keepBest == 0 ? "" : ", keepBest=" + keepBest + " by " + monitor)
                + (everyEpochs == 1 ? "" : ", everyEpochs=" + everyEpochs) + (everyUpdates == 0 ? "" : ", everyUpdates=" + everyUpdates)
                + (overwriting ? ", overwriting=true" : "") + "]";
    }
}
