package org.librate.core.save;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * How values of one class become components and are made from them again: those of a record are its own; any other class names a record that stands
 * for it.
 *
 * @param name what files call it; null for a record that is only met inside another, where the place says what it is
 * @param form the record whose components are saved
 * @param defaults the values of components that older files do not have
 */
record SavedType(@Nullable String name, Class<?> type, Class<? extends Record> form, Function<Object, ? extends Record> toForm,
        Function<Record, Object> fromForm, Map<String, Object> defaults) {

    /** One component of the form. */
    record Part(String name, Type type, boolean nullable, RecordComponent component) {
    }

    SavedType {
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }

    static SavedType ofRecord(@Nullable String name, Class<? extends Record> type) {
        return new SavedType(name, type, type, value -> (Record) value, record -> record, Map.of());
    }

    SavedType withDefault(String component, Object value) {
        List<String> names = Arrays.stream(form.getRecordComponents()).map(RecordComponent::getName).toList();
        Check.require(names.contains(component), "SavedTypes", label() + " must have the component that gets a default", "\"" + component + "\"",
                "It has " + names + ".");
        Map<String, Object> more = new LinkedHashMap<>(defaults);
        more.put(component, value);
        return new SavedType(name, type, form, toForm, fromForm, more);
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : form.getRecordComponents()) {
            boolean nullable = isNullable(component.getAnnotatedType()) || isNullable(component);
            parts.add(new Part(component.getName(), component.getGenericType(), nullable, component));
        }
        return parts;
    }

    /** Whichever library's annotation it is. */
    private static boolean isNullable(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations()).anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    static @Nullable Object get(Part part, Record form) {
        try {
            var accessor = part.component().getAccessor();
            open(accessor.trySetAccessible(), form.getClass());
            return accessor.invoke(form);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalArgumentException("SavedTypes: " + form.getClass().getName() + "." + part.name() + " cannot be read.", e);
        }
    }

    /** By the canonical constructor, which checks what it is given; its complaints come as they are. */
    Object make(@Nullable Object[] values) {
        try {
            Class<?>[] types = Arrays.stream(form.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<? extends Record> constructor = form.getDeclaredConstructor(types);
            open(constructor.trySetAccessible(), form);
            return fromForm.apply(constructor.newInstance(values));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException complaint) {
                throw complaint;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("SavedTypes: " + form.getName() + " cannot be made by its canonical constructor.", e);
        }
    }

    private static void open(boolean accessible, Class<?> form) {
        Check.require(accessible, "SavedTypes", "must be allowed to read and make records of the module", form.getName(),
                "In module-info.java: opens " + form.getPackageName() + " to org.librate.core;");
    }

    /** What messages call it. */
    String label() {
        return name == null ? form.getSimpleName() : name;
    }
}
