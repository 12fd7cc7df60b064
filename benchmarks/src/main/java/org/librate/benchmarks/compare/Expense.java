package org.librate.benchmarks.compare;

import java.util.Locale;

/**
 * What a case cost in a process of its own.
 *
 * @param micros the time of a run
 * @param peak megabytes that the whole process had in memory at most while it ran; NaN if the system does not tell
 * @param beyond megabytes of these that were not there when the data was made and the run had not begun
 */
record Expense(double micros, double peak, double beyond) {

    /** From what a side answers: three numbers with tabs between. */
    static Expense parse(String answer) {
        String[] words = answer.split("\t");
        return new Expense(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }

    String answer() {
        return micros + "\t" + peak + "\t" + beyond;
    }

    static String megabytes(double megabytes) {
        return Double.isNaN(megabytes) ? "-" : String.format(Locale.ROOT, "%.0f", megabytes);
    }
}
