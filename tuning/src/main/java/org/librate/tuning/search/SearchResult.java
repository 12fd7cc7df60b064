package org.librate.tuning.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;
import org.librate.tuning.validation.CvResult;

/** All settings that were tried, the best first. */
public final class SearchResult<M extends Model> {

    private final Metric metric;
    private final List<Trial<M>> trials;
    private final Trial<M> chosen;

    SearchResult(Metric metric, Optional<Comparator<Settings>> simplest, List<Settings> candidates, List<CvResult<M>> results) {
        this.metric = metric;
        List<Trial<M>> ranked = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            double mean = results.get(i).mean(metric);
            int rank = 1 + (int) results.stream().filter(other -> metric.better(other.mean(metric), mean)).count();
            ranked.add(new Trial<>(i, rank, candidates.get(i), results.get(i)));
        }
        ranked.sort(Comparator.comparingInt((Trial<M> trial) -> trial.rank()).thenComparingInt(Trial::number));
        this.trials = List.copyOf(ranked);
        Trial<M> first = trials.get(0);
        if (Double.isNaN(first.result().mean(metric))) {
            String reason = first.result().folds().stream().flatMap(fold -> fold.failure().stream()).map(Throwable::getMessage).findFirst()
                    .orElse("The metric is undefined on a fold of each; give it an answer to what is undefined, or larger folds.");
            throw new IllegalStateException("Search: none of " + trials.size() + " settings has a value of " + metric.name() + ". " + reason);
        }
        this.chosen = simplest.map(order -> simplest(order, first)).orElse(first);
    }

    private Trial<M> simplest(Comparator<Settings> order, Trial<M> first) {
        double best = first.result().mean(metric);
        double error = first.result().standardError(metric);
        Trial<M> simplest = first;
        for (Trial<M> trial : trials) {
            boolean near = Math.abs(trial.result().mean(metric) - best) <= error; // NaN is not
            if (near && order.compare(trial.settings(), simplest.settings()) < 0) {
                simplest = trial;
            }
        }
        return simplest;
    }

    /** The settings that were chosen. */
    public Settings best() {
        return chosen.settings();
    }

    /** The trial that was chosen. Its value flatters it. */
    public Trial<M> bestTrial() {
        return chosen;
    }

    /** All trials by their rank. */
    public List<Trial<M>> trials() {
        return trials;
    }

    /** A line for each of the first ten trials. */
    public String table() {
        return table(10);
    }

    /**
     * A line for each of the first trials: rank, mean ± deviation of the metric, of the training rows too if asked for, and the settings; the chosen
     * one is marked.
     */
    public String table(int lines) {
        StringBuilder text = new StringBuilder(metric.name()).append(" over ").append(chosen.result().folds().size()).append(" folds, ")
                .append(trials.size()).append(" settings");
        for (Trial<M> trial : trials.subList(0, Math.min(lines, trials.size()))) {
            CvResult<M> result = trial.result();
            double mean = result.mean(metric);
            text.append(String.format(Locale.ROOT, "%n%s%4d  ", trial == chosen ? ">" : " ", trial.rank()));
            text.append(Double.isNaN(mean) ? "-              " : String.format(Locale.ROOT, "%.4f ± %.4f", mean, result.deviation(metric)));
            if (result.folds().stream().noneMatch(fold -> fold.train().isEmpty())) {
                double train = 0;
                for (double value : result.trainValues(metric)) {
                    train += value / result.folds().size();
                }
                text.append(String.format(Locale.ROOT, "  train %.4f", train));
            }
            text.append("  ").append(trial.settings());
            result.folds().stream().flatMap(fold -> fold.failure().stream()).findFirst()
                    .ifPresent(failure -> text.append("  failed: ").append(failure.getMessage()));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return table();
    }
}
