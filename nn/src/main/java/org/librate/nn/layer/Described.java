package org.librate.nn.layer;

/** A spec as text that reads like the code that made it: what is required always, an option only when it is not the default. */
final class Described {

    private final String name;
    private final StringBuilder options = new StringBuilder();

    private Described(String name) {
        this.name = name;
    }

    static Described as(String name) {
        return new Described(name);
    }

    Described with(String option, Object value) {
        options.append(options.isEmpty() ? "" : ", ").append(option).append('=').append(value);
        return this;
    }

    Described unless(Object usual, String option, Object value) {
        return usual.equals(value) ? this : with(option, value);
    }

    /** {@code 3} for a square, {@code 3x5} otherwise. */
    static String square(int height, int width) {
        return height == width ? Integer.toString(height) : height + "x" + width;
    }

    @Override
    public String toString() {
        return options.isEmpty() ? name : name + "[" + options + "]";
    }
}
