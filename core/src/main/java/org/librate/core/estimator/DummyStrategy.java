package org.librate.core.estimator;

/** How a {@link DummyClassifier} answers. */
public enum DummyStrategy {
    /** Draws from the classes, each as likely. */
    UNIFORM,
    /** Draws from the classes by their shares. */
    STRATIFIED,
    /** The class with most rows, for certain. */
    MOST_FREQUENT,
    /** The shares of the classes. */
    PRIOR,
    /** A given class, for certain. */
    CONSTANT;

    boolean draws() {
        return this == UNIFORM || this == STRATIFIED;
    }
}
