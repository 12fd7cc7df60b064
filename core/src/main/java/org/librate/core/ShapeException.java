package org.librate.core;

import java.util.List;

/** Shapes that do not fit each other or the operation. It carries the shapes involved. */
public final class ShapeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private final transient List<Shape> shapes;

    /** {@code who: rule, what. Shapes [..] and [..].} */
    public ShapeException(String who, String rule, String what, Shape... shapes) {
        super(message(who, rule, what, shapes));
        this.shapes = List.of(shapes);
    }

    /** The shapes that were received, in the order of the operation's arguments. */
    public List<Shape> shapes() {
        return shapes;
    }

    private static String message(String who, String rule, String what, Shape... shapes) {
        StringBuilder text = new StringBuilder(who).append(": ").append(rule);
        if (!what.isEmpty()) {
            text.append(", ").append(what);
        }
        text.append('.');
        if (shapes.length > 0) {
            text.append(shapes.length == 1 ? " Shape " : " Shapes ");
            for (int i = 0; i < shapes.length; i++) {
                text.append(i == 0 ? "" : i == shapes.length - 1 ? " and " : ", ").append(shapes[i]);
            }
            text.append('.');
        }
        return text.toString();
    }
}
