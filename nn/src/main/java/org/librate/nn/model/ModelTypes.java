package org.librate.nn.model;

import org.librate.core.save.SavedTypes;

/** How files call what the models of this package have beside the layers. */
public final class ModelTypes {

    private ModelTypes() {
    }

    public static SavedTypes all() {
        return SavedTypes.create().with("Subsampled", Subsampled.class).with("Gpt", Gpt.class).with("TransformerEncoder", TransformerEncoder.class)
                .with("LstmClassifier", LstmClassifier.class).with("LstmForecaster", LstmForecaster.class).with("Tcn", Tcn.class)
                .with("TextCnn", TextCnn.class);
    }
}
