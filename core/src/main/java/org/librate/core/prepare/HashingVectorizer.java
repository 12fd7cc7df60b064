package org.librate.core.prepare;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/**
 * Makes vectors of texts without learning words: each has a place and a sign in a vector of fixed width by its hash. Then each vector is brought to
 * length 1. Words may share a place; a missing text is zeros.
 *
 * @param columns which; all texts unless changed; categories can be asked for
 * @param words what a text is cut into
 * @param normalize whether vectors are brought to length 1
 * @param memoryLimit in bytes
 * @see TfIdf
 */
public record HashingVectorizer(Columns columns, int width, Words words, boolean normalize, long memoryLimit)
        implements ColumnStep<HashingVectorizer> {

    private static final String NAME = "HashingVectorizer";

    public HashingVectorizer {
        Check.positive(NAME, "width", width);
        Check.positive(NAME, "memoryLimit", memoryLimit);
    }

    public static HashingVectorizer of(int width) {
        return new HashingVectorizer(Columns.ofType(ColumnType.TEXT), width, new Words(false, 1, 1, true), true, TextVectors.LIMIT);
    }

    @Override
    public HashingVectorizer on(Columns columns) {
        return new HashingVectorizer(columns, width, words, normalize, memoryLimit);
    }

    /** From {@code least} to {@code most} words one after the other. */
    public HashingVectorizer withWords(int least, int most) {
        return new HashingVectorizer(columns, width, new Words(false, least, most, words.lowerCase()), normalize, memoryLimit);
    }

    /** From {@code least} to {@code most} characters one after the other. */
    public HashingVectorizer withCharacters(int least, int most) {
        return new HashingVectorizer(columns, width, new Words(true, least, most, words.lowerCase()), normalize, memoryLimit);
    }

    public HashingVectorizer withNormalize(boolean normalize) {
        return new HashingVectorizer(columns, width, words, normalize, memoryLimit);
    }

    /** The most bytes that the vectors of a column may take. */
    public HashingVectorizer withMemoryLimit(long bytes) {
        return new HashingVectorizer(columns, width, words, normalize, bytes);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return new Fitted(columns.toUse(NAME, train, TextVectors.TYPES), width, words, normalize, memoryLimit);
    }

    /** The columns. */
    public record Fitted(List<String> columns, int width, Words words, boolean normalize, long memoryLimit) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns);
            for (String name : columns) {
                Column column = edit.text(name);
                float[] values = TextVectors.allocate(NAME, column.size(), width, memoryLimit, "Use a smaller width, or withMemoryLimit(bytes).");
                for (int i = 0; i < column.size(); i++) {
                    int from = i * width;
                    words.each(column.text(i), word -> Hash.add(word, values, from, width));
                    if (normalize) {
                        TextVectors.normalize(values, from, width);
                    }
                }
                edit.replace(name, Vectors.column(name, values, width));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedHashingVectorizer" + columns;
        }
    }
}
