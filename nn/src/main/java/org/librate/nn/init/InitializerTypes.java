package org.librate.nn.init;

import org.librate.core.save.SavedTypes;

/** How files call the starts of weights. */
public final class InitializerTypes {

    private InitializerTypes() {
    }

    public static SavedTypes all() {
        return SavedTypes.create()
                .with("Constant", Fixed.class)
                .with("Uniform", Uniform.class)
                .with("Normal", Normal.class)
                .with("TruncatedNormal", TruncatedNormal.class)
                .with("Scaled", Scaled.class)
                .with("Orthogonal", Orthogonal.class)
                .with("Values", Values.class);
    }
}
