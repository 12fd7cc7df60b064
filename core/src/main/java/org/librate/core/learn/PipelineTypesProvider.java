package org.librate.core.learn;

import org.librate.core.save.SavedTypes;

/**
 * Makes known what a module brings that may stand in a saved pipeline, such as a model that holds a network. Found by
 * {@link java.util.ServiceLoader}: name the class in {@code META-INF/services/org.librate.core.learn.PipelineTypesProvider}.
 */
public interface PipelineTypesProvider {

    /** Fitted transformers and models, and what they consist of. */
    SavedTypes types();
}
