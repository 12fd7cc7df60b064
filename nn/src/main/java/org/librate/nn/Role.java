package org.librate.nn;

/** What a parameter is for: weight decay and constraints act on weights and leave the others alone. */
public enum Role {
    /** Multiplies inputs. */
    WEIGHT,
    /** Is added. */
    BIAS,
    /** Scales what was normalised. */
    SCALE
}
