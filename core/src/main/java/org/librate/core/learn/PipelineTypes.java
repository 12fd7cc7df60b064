package org.librate.core.learn;

import java.util.Optional;
import java.util.ServiceLoader;
import org.librate.core.estimator.EstimatorTypes;
import org.librate.core.prepare.PreparedTypes;
import org.librate.core.save.SavedTypes;

/** What pipelines in files may consist of: the steps and models of this library, and of whoever provides more. */
public final class PipelineTypes {

    private static final class Holder {
        static final SavedTypes ALL = load();
    }

    private PipelineTypes() {
    }

    /** All that is known without being told: see {@link PipelineTypesProvider}. */
    public static SavedTypes all() {
        return Holder.ALL;
    }

    private static SavedTypes load() {
        SavedTypes all = PreparedTypes.all().with(EstimatorTypes.types())
                .with("FittedPipeline", FittedPipeline.class, SavedPipeline.class, SavedPipeline::of, SavedPipeline::pipeline)
                .with("PriorCorrection", PriorCorrection.class)
                .withDefault(FittedPipeline.class, "correction", Optional.empty()); // of files from before there was one
        for (PipelineTypesProvider provider : ServiceLoader.load(PipelineTypesProvider.class, PipelineTypes.class.getClassLoader())) {
            all = all.with(provider.types());
        }
        return all;
    }
}
