package org.librate.augment.text;

import java.util.List;
import org.librate.augment.TransformTypes;
import org.librate.core.save.SavedTypes;

/** The transforms of text, for files. */
public final class TextTypes implements TransformTypes {

    private static final List<Class<? extends Record>> ALL =
            List.of(CharacterNoise.class, Lexicon.class, RandomDeletion.class, RandomInsertion.class, RandomSwap.class, SynonymReplacement.class);

    @Override
    public SavedTypes types() {
        SavedTypes types = SavedTypes.create();
        for (Class<? extends Record> type : ALL) {
            types = types.with("Text." + type.getSimpleName(), type);
        }
        return types;
    }
}
