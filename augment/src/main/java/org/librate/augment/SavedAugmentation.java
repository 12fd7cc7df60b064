package org.librate.augment;

/** An {@link Augmentation} as files have it. */
record SavedAugmentation(long seed, Transform<?> transform) {
}
