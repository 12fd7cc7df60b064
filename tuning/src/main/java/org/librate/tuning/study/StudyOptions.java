package org.librate.tuning.study;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.nn.train.Display;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Settings;
import org.librate.tuning.study.sampler.AutoSampler;

/** What a study is told. A study hands none out and changes only fresh copies. */
final class StudyOptions {

    final List<Goal> goals;
    Sampler sampler = AutoSampler.create();
    @Nullable Pruner pruner;
    long seed;
    int parallel = 1;
    @Nullable Path journal;
    @Nullable Path folder;
    @Nullable Space space;
    Settings fixed = Settings.none();
    @Nullable String over; // what trials are run over, such as folds
    List<Settings> enqueued = List.of();
    boolean repeats;
    FailurePolicy failures = FailurePolicy.skip();
    List<StopRule> stops = List.of();
    List<StudyCallback> callbacks = List.of();
    Display display = Display.SILENT;
    @Nullable Threads threads;

    StudyOptions(List<Goal> goals) {
        this.goals = List.copyOf(goals);
    }

    StudyOptions copy() {
        StudyOptions copy = new StudyOptions(goals);
        copy.sampler = sampler;
        copy.pruner = pruner;
        copy.seed = seed;
        copy.parallel = parallel;
        copy.journal = journal;
        copy.folder = folder;
        copy.space = space;
        copy.fixed = fixed;
        copy.over = over;
        copy.enqueued = enqueued;
        copy.repeats = repeats;
        copy.failures = failures;
        copy.stops = stops;
        copy.callbacks = callbacks;
        copy.display = display;
        copy.threads = threads;
        return copy;
    }
}
