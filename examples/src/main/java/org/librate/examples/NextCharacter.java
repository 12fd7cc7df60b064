package org.librate.examples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.librate.core.estimator.DummyClassifier;
import org.librate.core.estimator.Heuristic;
import org.librate.core.estimator.NaiveBayes;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Table;

/**
 * What to beat before a network is worth its trouble: which character comes next? Always the most frequent one; a rule that somebody wrote down (the
 * character that followed the same two most often); and naive Bayes on the same two characters.
 */
public final class NextCharacter {

    private static final List<String> WORDS = List.of("the", "ship", "then", "sails", "over", "there", "when", "these", "winds", "shift", "north",
            "and", "other", "sands");
    private static final String LETTERS = " abcdefghijklmnopqrstuvwxyz";

    private NextCharacter() {
    }

    public static void main(String[] arguments) {
        String text = text(4_000);
        Table rows = rows(text);
        int half = rows.rows() / 2;
        Table train = rows.rows(range(0, half));
        Table test = rows.rows(range(half, rows.rows()));

        Map<String, String> next = mostFrequentAfterTwo(train);
        Estimator<Model> trigrams = Heuristic.classifier(row -> next.getOrDefault(row.text("first") + row.text("second"), " "));

        System.out.println("Right on characters that follow later in the text:");
        show("always the most frequent", DummyClassifier.mostFrequent(), train, test);
        show("naive Bayes on two characters", NaiveBayes.categorical(), train, test);
        show("a rule: trigram counts", trigrams, train, test);
    }

    private static void show(String name, Estimator<? extends Model> plan, Table train, Table test) {
        int[] predicted = plan.fit(train).predict(test).toInts();
        int[] labels = test.labels();
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += predicted[i] == labels[i] ? 1 : 0;
        }
        System.out.printf(Locale.ROOT, "%-30s %.3f%n", name, right / (double) labels.length);
    }

    private static Map<String, String> mostFrequentAfterTwo(Table train) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (int i = 0; i < train.rows(); i++) {
            String two = train.column("first").text(i) + train.column("second").text(i);
            counts.computeIfAbsent(two, key -> new HashMap<>()).merge(train.column("next").text(i), 1, Integer::sum);
        }
        Map<String, String> next = new HashMap<>();
        counts.forEach((two, after) -> next.put(two, after.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey())).orElseThrow().getKey()));
        return next;
    }

    /** Each character with the two before it. */
    private static Table rows(String text) {
        List<String> letters = LETTERS.chars().mapToObj(Character::toString).toList();
        int n = text.length() - 2;
        String[] first = new String[n];
        String[] second = new String[n];
        String[] next = new String[n];
        for (int i = 0; i < n; i++) {
            first[i] = text.substring(i, i + 1);
            second[i] = text.substring(i + 1, i + 2);
            next[i] = text.substring(i + 2, i + 3);
        }
        return Table.of(CategoryColumn.of("first", letters, first), CategoryColumn.of("second", letters, second),
                CategoryColumn.of("next", letters, next)).withTarget("next");
    }

    /** Words drawn at random. */
    private static String text(int words) {
        RandomStream random = RandomSource.of(7).stream("text").at(0);
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            drawn.add(WORDS.get(random.integer(i, 0, WORDS.size())));
        }
        return String.join(" ", drawn);
    }

    private static int[] range(int from, int to) {
        int[] rows = new int[to - from];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = from + i;
        }
        return rows;
    }
}
