package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/**
 * Makes vectors of texts: how often each word of the training rows occurs in a text, times its inverse document frequency {@code ln((1 + rows) / (1 +
 * rows with it)) + 1}; then each vector to length 1. A column "note" becomes a vector column "note", words in order of the alphabet. Unknown words do
 * not count; a missing text is zeros.
 *
 * <p>The vectors are dense: a number for each word in each row. Where that takes more memory than the limit, this is refused, in favour of fewer
 * words ({@link #withMaxFeatures}, {@link #withMinRows}) or a {@link HashingVectorizer}.
 *
 * @param columns which; all texts unless changed; categories can be asked for
 * @param words what a text is cut into
 * @param minRows in how many training rows a word must occur
 * @param maxShare in which share of the training rows it may occur at most
 * @param maxFeatures the most words: those that occur most often, of equal ones the first of the alphabet
 * @param sublinear whether 1 + ln(count) takes the place of a count
 * @param normalize whether vectors are brought to length 1
 * @param memoryLimit in bytes
 */
public record TfIdf(Columns columns, Words words, int minRows, double maxShare, int maxFeatures, boolean sublinear, boolean normalize,
        long memoryLimit)
        implements ColumnStep<TfIdf> {

    private static final String NAME = "TfIdf";

    public TfIdf {
        Check.positive(NAME, "minRows", minRows);
        Check.require(maxShare > 0 && maxShare <= 1, NAME, "maxShare must be in (0, 1]", maxShare);
        Check.positive(NAME, "maxFeatures", maxFeatures);
        Check.positive(NAME, "memoryLimit", memoryLimit);
    }

    public static TfIdf create() {
        return new TfIdf(Columns.ofType(ColumnType.TEXT), new Words(false, 1, 1, true), 1, 1, Integer.MAX_VALUE, false, true, TextVectors.LIMIT);
    }

    @Override
    public TfIdf on(Columns columns) {
        return new TfIdf(columns, words, minRows, maxShare, maxFeatures, sublinear, normalize, memoryLimit);
    }

    private TfIdf with(Words words) {
        return new TfIdf(columns, words, minRows, maxShare, maxFeatures, sublinear, normalize, memoryLimit);
    }

    /** From {@code least} to {@code most} words one after the other. */
    public TfIdf withWords(int least, int most) {
        return with(new Words(false, least, most, words.lowerCase()));
    }

    /** From {@code least} to {@code most} characters one after the other. */
    public TfIdf withCharacters(int least, int most) {
        return with(new Words(true, least, most, words.lowerCase()));
    }

    /** Whether "Cat" is "cat". */
    public TfIdf withLowerCase(boolean lowerCase) {
        return with(new Words(words.characters(), words.least(), words.most(), lowerCase));
    }

    public TfIdf withMinRows(int minRows) {
        return new TfIdf(columns, words, minRows, maxShare, maxFeatures, sublinear, normalize, memoryLimit);
    }

    public TfIdf withMaxShare(double maxShare) {
        return new TfIdf(columns, words, minRows, maxShare, maxFeatures, sublinear, normalize, memoryLimit);
    }

    public TfIdf withMaxFeatures(int maxFeatures) {
        return new TfIdf(columns, words, minRows, maxShare, maxFeatures, sublinear, normalize, memoryLimit);
    }

    public TfIdf withSublinear(boolean sublinear) {
        return new TfIdf(columns, words, minRows, maxShare, maxFeatures, sublinear, normalize, memoryLimit);
    }

    public TfIdf withNormalize(boolean normalize) {
        return new TfIdf(columns, words, minRows, maxShare, maxFeatures, sublinear, normalize, memoryLimit);
    }

    /** The most bytes that the vectors of a column may take. */
    public TfIdf withMemoryLimit(long bytes) {
        return new TfIdf(columns, words, minRows, maxShare, maxFeatures, sublinear, normalize, bytes);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<Vocabulary> learned = new ArrayList<>();
        for (String name : columns.toLearn(NAME, train, TextVectors.TYPES)) {
            learned.add(learn(train.column(name)));
        }
        return new Fitted(learned, words, sublinear, normalize, memoryLimit);
    }

    private Vocabulary learn(Column column) {
        int n = column.size();
        Map<String, int[]> counts = new HashMap<>(); // how often, in how many rows
        for (int i = 0; i < n; i++) {
            Set<String> here = new HashSet<>();
            words.each(column.text(i), word -> {
                int[] count = counts.computeIfAbsent(word, each -> new int[2]);
                count[0]++;
                count[1] += here.add(word) ? 1 : 0;
            });
        }
        List<Map.Entry<String, int[]>> kept = new ArrayList<>(counts.entrySet());
        kept.removeIf(entry -> entry.getValue()[1] < minRows || entry.getValue()[1] > maxShare * n);
        kept.sort(Map.Entry.comparingByKey());
        if (kept.size() > maxFeatures) {
            kept.sort(Comparator.comparingInt(entry -> -entry.getValue()[0])); // stable
            kept.subList(maxFeatures, kept.size()).clear();
            kept.sort(Map.Entry.comparingByKey());
        }
        Check.require(!kept.isEmpty(), NAME, "needs a word that is left in \"" + column.name() + "\"",
                counts.size() + " words, none of them in as many rows as asked for",
                "Change minRows or maxShare, or leave the column out.");
        double[] idf = kept.stream().mapToDouble(entry -> Math.log((1.0 + n) / (1.0 + entry.getValue()[1])) + 1).toArray();
        return new Vocabulary(column.name(), kept.stream().map(Map.Entry::getKey).toList(), idf);
    }

    /** The words of a column, sorted, and the inverse document frequency of each. */
    public record Vocabulary(String column, List<String> words, double[] idf) {

        public Vocabulary {
            words = List.copyOf(words);
            idf = idf.clone();
            Fits.length("FittedTfIdf", "idf", idf.length, words.size());
        }

        @Override
        public String toString() {
            return column + "(" + words.size() + ")";
        }
    }

    /** The words of each column. */
    public record Fitted(List<Vocabulary> columns, Words words, boolean sublinear, boolean normalize, long memoryLimit) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns.stream().map(Vocabulary::column).toList());
            for (Vocabulary vocabulary : columns) {
                Column column = edit.text(vocabulary.column);
                int width = vocabulary.words.size();
                float[] values = TextVectors.allocate(NAME, column.size(), width, memoryLimit,
                        "Use withMaxFeatures(n) or withMinRows(n), or HashingVectorizer.");
                for (int i = 0; i < column.size(); i++) {
                    fill(vocabulary, column.text(i), values, i * width);
                }
                edit.replace(vocabulary.column, Vectors.column(vocabulary.column, values, width));
            }
            return edit.done();
        }

        private void fill(Vocabulary vocabulary, String text, float[] values, int from) {
            words.each(text, word -> {
                int place = Collections.binarySearch(vocabulary.words, word);
                if (place >= 0) {
                    values[from + place]++;
                }
            });
            int width = vocabulary.words.size();
            for (int j = 0; j < width; j++) {
                double count = values[from + j];
                if (count > 0) {
                    values[from + j] = (float) ((sublinear ? 1 + Math.log(count) : count) * vocabulary.idf[j]);
                }
            }
            if (normalize) {
                TextVectors.normalize(values, from, width);
            }
        }

        @Override
        public String toString() {
            return "FittedTfIdf" + columns;
        }
    }
}
