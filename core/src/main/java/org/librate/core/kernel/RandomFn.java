package org.librate.core.kernel;

/** The distributions that kernels draw from. */
public enum RandomFn {
    UNIFORM, NORMAL, BERNOULLI, INTEGERS
}
