package org.librate.examples;

import java.util.Locale;
import org.librate.core.data.Dataset;
import org.librate.core.metric.Accuracy;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Trainer;

/** Fits a plan with several seeds, and tabulates how the models did. */
final class AccuracyTable {

    private static final int SEEDS = 3;

    /** The data of a run: the test rows are looked at once, when all is decided. */
    record Rows(Dataset train, Dataset validation, Dataset test) {
    }

    /** How rows are divided for a seed. */
    interface Division {
        Rows of(long seed);
    }

    private AccuracyTable() {
    }

    /** The lines above the runs; all is Markdown. */
    static void printHead() {
        System.out.println("| network | parameters | seed | epochs | best epoch | validation | test | seconds |");
        System.out.println("|---|---|---|---|---|---|---|---|");
    }

    /** A line for each seed, and one with the means; the mean test accuracy. */
    static double print(String name, Trainer<Classifier> plan, Division data) {
        double sum = 0;
        double seconds = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Rows rows = data.of(seed);
            long started = System.nanoTime();
            Classifier model = plan.seed(seed).fit(rows.train(), rows.validation());
            double took = (System.nanoTime() - started) / 1e9;
            double validation = model.evaluate(rows.validation(), Accuracy.metric()).get(Accuracy.metric());
            double test = model.evaluate(rows.test(), Accuracy.metric()).get(Accuracy.metric());
            System.out.printf(Locale.ROOT, "| %s | %,d | %d | %d | %d | %.4f | %.4f | %.0f |%n", name, model.network().parameters().count(), seed,
                    model.history().epochs().size(), model.history().bestEpoch(), validation, test, took);
            sum += test;
            seconds += took;
        }
        System.out.printf(Locale.ROOT, "| %s | | mean | | | | **%.4f** | %.0f |%n", name, sum / SEEDS, seconds / SEEDS);
        return sum / SEEDS;
    }
}
