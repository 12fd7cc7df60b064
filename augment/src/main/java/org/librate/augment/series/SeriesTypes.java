package org.librate.augment.series;

import java.util.List;
import org.librate.augment.TransformTypes;
import org.librate.core.save.SavedTypes;

/** The transforms of series, for files. */
public final class SeriesTypes implements TransformTypes {

    private static final List<Class<? extends Record>> ALL =
            List.of(Drift.class, Jitter.class, MagnitudeWarp.class, Permutation.class, Scaling.class, SpectrogramMask.class,
            StepDropout.class, TimeWarp.class, WindowSlice.class, WindowWarp.class);

    @Override
    public SavedTypes types() {
        SavedTypes types = SavedTypes.create();
        for (Class<? extends Record> type : ALL) {
            types = types.with("Series." + type.getSimpleName(), type);
        }
        return types;
    }
}
