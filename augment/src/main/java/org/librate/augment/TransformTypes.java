package org.librate.augment;

import org.librate.core.save.SavedTypes;

/**
 * Makes transforms known to files. Found by {@link java.util.ServiceLoader}: name the class in
 * {@code META-INF/services/org.librate.augment.TransformTypes}.
 */
public interface TransformTypes {

    /** Transforms, which are records, and what they consist of. */
    SavedTypes types();
}
