package org.librate.core.save;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;

/**
 * The types that may be written to files and made from them again, by the names that files call them: nothing else is ever made, whatever a file
 * says.
 *
 * <pre>{@code
 * record Scale(double[] means, double[] deviations) { .. }
 *
 * SavedTypes types = SavedTypes.create().with("Scale", Scale.class);
 * String json = types.toJson(scale);            // {"@type":"Scale","means":[..],"deviations":[..]}
 * Scale same = types.fromJson(Scale.class, json);
 * }</pre>
 *
 * <p>A record is saved by its components and made by its canonical constructor, which thus checks what it gets. Components may be numbers, truth
 * values, text, enums, {@link org.librate.core.Shape}, {@link org.librate.core.Padding}, instants and durations, {@code Optional}, what is
 * {@code @Nullable}, lists, maps with text as keys, arrays, tensors, further records, and whatever else is registered, also where an interface is
 * declared. With {@link #pack} tensors and long arrays go to a safetensors file beside the text.
 *
 * <p>A name stays what it is once files have it. A component that is added later gets a default ({@link #withDefault}), which files without it mean.
 * Immutable: {@code with} gives more types and leaves these.
 */
public final class SavedTypes {

    private final Map<String, SavedType> byName;
    private final Map<Class<?>, SavedType> byClass;
    private final Map<Class<?>, String> refused;

    private SavedTypes(Map<String, SavedType> byName, Map<Class<?>, SavedType> byClass, Map<Class<?>, String> refused) {
        this.byName = byName;
        this.byClass = byClass;
        this.refused = refused;
    }

    /** None yet. */
    public static SavedTypes create() {
        return new SavedTypes(Map.of(), Map.of(), Map.of());
    }

    /** One record more. */
    public SavedTypes with(String name, Class<? extends Record> type) {
        return with(SavedType.ofRecord(name, type));
    }

    /**
     * One class more that is no record, and the record that stands for it in files.
     *
     * @param fromForm makes the value again; it may throw an IllegalArgumentException
     */
    public <T, R extends Record> SavedTypes with(String name, Class<T> type, Class<R> form, Function<T, R> toForm, Function<R, T> fromForm) {
        return with(new SavedType(name, type, form, value -> toForm.apply(type.cast(value)), record -> fromForm.apply(form.cast(record)), Map.of()));
    }

    private SavedTypes with(SavedType type) {
        String name = String.valueOf(type.name());
        Check.require(name.matches("[A-Za-z][A-Za-z0-9_.-]*"), "SavedTypes",
                "a name must begin with a letter and have letters, digits, _ . and - only", Quoted.of(name));
        Check.require(!byName.containsKey(name), "SavedTypes", "a name must be of one type", "\"" + name + "\" for " + type.type().getName(),
                "Take another name.");
        Check.require(!byClass.containsKey(type.type()), "SavedTypes", "a type must have one name",
                "\"" + name + "\" for " + type.type().getName() + ", which is known already");
        Map<String, SavedType> names = new LinkedHashMap<>(byName);
        Map<Class<?>, SavedType> classes = new LinkedHashMap<>(byClass);
        names.put(name, type);
        classes.put(type.type(), type);
        return new SavedTypes(names, classes, refused);
    }

    /** These and those. */
    public SavedTypes with(SavedTypes others) {
        SavedTypes all = this;
        for (SavedType type : others.byName.values()) {
            all = all.with(type);
        }
        Map<Class<?>, String> more = new LinkedHashMap<>(refused);
        more.putAll(others.refused);
        return new SavedTypes(all.byName, all.byClass, more);
    }

    /** What a component is in files that were written before it was there. */
    public SavedTypes withDefault(Class<?> type, String component, Object value) {
        SavedType known = byClass.get(type);
        Check.require(known != null, "SavedTypes", "a default is for a type that is registered", type.getName());
        Map<String, SavedType> names = new LinkedHashMap<>(byName);
        Map<Class<?>, SavedType> classes = new LinkedHashMap<>(byClass);
        if (known != null) {
            SavedType changed = known.withDefault(component, value);
            names.put(changed.label(), changed);
            classes.put(type, changed);
        }
        return new SavedTypes(names, classes, refused);
    }

    /** A class that cannot be saved, and why, for the message to whoever tries. */
    public SavedTypes refusing(Class<?> type, String reason) {
        Map<Class<?>, String> more = new LinkedHashMap<>(refused);
        more.put(type, reason);
        return new SavedTypes(byName, byClass, more);
    }

    /** The names, in the order they were registered. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** Whether values of exactly this class can be saved. */
    public boolean knows(Class<?> type) {
        return byClass.containsKey(type);
    }

    /** Why values of this class cannot be saved, if somebody said so. */
    public Optional<String> reasonAgainst(Class<?> type) {
        return Optional.ofNullable(refused.get(type));
    }

    @Nullable SavedType named(String name) {
        return byName.get(name);
    }

    @Nullable SavedType of(Class<?> type) {
        return byClass.get(type);
    }

    /** A value as text alone: arrays are written out, and a tensor is refused. */
    public String toJson(Object value) {
        return Json.write(new ValueWriter(this, null, "").tree(value));
    }

    /** A value from text. */
    public <T> T fromJson(Class<T> type, String json) throws BadFileException {
        try {
            return new ValueReader(this, "JSON", null).read(type, json);
        } catch (BadFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory could not be read.", e);
        }
    }

    /** A value as text and tensors, whose names begin with {@code name/}. */
    public Packed pack(String name, Object value) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        return new Packed(Json.write(new ValueWriter(this, tensors, name).tree(value)), tensors);
    }

    /** A value from a file whose metadata has the text under {@code name}, and which holds the tensors. */
    public <T> T unpack(Class<T> type, String name, Safetensors file) throws IOException {
        String json = file.metadata().get(name);
        if (json == null) {
            throw new BadFileException(file.path(), "the metadata must have " + Quoted.of(name), Quoted.list(file.metadata().keySet()),
                    "It was written by something else, or for something else.");
        }
        ValueReader reader = new ValueReader(this, file.path() + ": " + name, file);
        T value = reader.read(type, json);
        reader.checkAllUsed(name + "/");
        return value;
    }

    @Override
    public String toString() {
        return "SavedTypes" + byName.keySet();
    }
}
