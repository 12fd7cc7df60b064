package org.librate.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.librate.core.save.SavedTypes;
import org.librate.core.text.Tokenizer;
import org.librate.nn.save.NetJson;

/**
 * What to put into a model's file beside the model.
 *
 * <pre>{@code
 * model.save(path, SaveOptions.create().withNote("team", "payments").withTypes(NetJson.types().with("Swish", Swish.class)));
 * }</pre>
 *
 * @param notes text of yours by name, found in {@link Provenance#notes} after loading
 * @param types the types that networks may be made of
 */
public record SaveOptions(Map<String, String> notes, SavedTypes types) {

    static final String TOKENIZER = "tokenizer"; // among the notes

    public SaveOptions {
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** No notes, and the library's own layers. */
    public static SaveOptions create() {
        return new SaveOptions(Map.of(), NetJson.types());
    }

    public SaveOptions withNote(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(notes);
        more.put(name, text);
        return new SaveOptions(more, types);
    }

    /** The tokenizer that the model's tokens are of: {@link FittedModel#tokenizer} has it again after loading. */
    public SaveOptions withTokenizer(Tokenizer tokenizer) {
        return withNote(TOKENIZER, tokenizer.toJson());
    }

    /** {@link NetJson#types} with types of yours. */
    public SaveOptions withTypes(SavedTypes types) {
        return new SaveOptions(notes, types);
    }

    @Override
    public String toString() {
        return "SaveOptions" + notes;
    }
}
