package org.librate.benchmarks.compare;

import java.util.Locale;

/** In what times are printed. Sides always answer in microseconds. */
enum Unit {

    MICROSECONDS(1, "microseconds"),
    MILLISECONDS(1000, "milliseconds");

    private final double micros;
    private final String words;

    Unit(double micros, String words) {
        this.micros = micros;
        this.words = words;
    }

    /** Three digits, as far as they mean something. */
    String print(double microseconds) {
        double value = microseconds / micros;
        return String.format(Locale.ROOT, value < 0.1 ? "%.4f" : value < 1 ? "%.3f" : value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%.0f", value);
    }

    @Override
    public String toString() {
        return words;
    }
}
