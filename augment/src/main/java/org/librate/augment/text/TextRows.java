package org.librate.augment.text;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.librate.augment.Augmentation;
import org.librate.augment.Draw;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.data.RowTransform;
import org.librate.core.data.Split;
import org.librate.core.random.RandomStream;

/**
 * Augments the texts of a dataset as its rows are read: the one input INT32 {@code [time]}, whose tokens are made a text, changed, and made tokens
 * again by what the caller gives.
 *
 * <pre>{@code
 * Split data = TextRows.of(Augmentation.sequence(RandomSwap.of(0.1), CharacterNoise.of(0.02)).withSeed(42), vocabulary::text, vocabulary::tokens).augment(split);
 * }</pre>
 *
 * <p>A text that has become longer than the field is cut off; what a shorter one leaves is padding; one of which nothing is left stays as it was.
 * Where the rows say how long their texts are, that is kept right.
 */
public final class TextRows {

    private static final String NAME = "TextRows";

    private final Augmentation<String> augmentation;
    private final Function<int[], String> text;
    private final Function<String, int[]> tokens;
    private final int padding;

    private TextRows(Augmentation<String> augmentation, Function<int[], String> text, Function<String, int[]> tokens, int padding) {
        this.augmentation = augmentation;
        this.text = text;
        this.tokens = tokens;
        this.padding = padding;
    }

    /**
     * With padding 0.
     *
     * @param text   what tokens say, without padding
     * @param tokens of a text, without padding
     */
    public static TextRows of(Augmentation<String> augmentation, Function<int[], String> text, Function<String, int[]> tokens) {
        return new TextRows(augmentation, text, tokens, 0);
    }

    /** Another token that stands where a text has ended. */
    public TextRows withPadding(int token) {
        return new TextRows(augmentation, text, tokens, token);
    }

    /** The training part augmented anew in each epoch, and the others as they were. */
    public Split augment(Split split) {
        return new Split(training(split.train()), split.validation(), split.test());
    }

    /** Rows to learn from, augmented anew in each epoch. A trainer refuses them as rows to measure by. */
    public Dataset training(Dataset rows) {
        return rows.map(new Rows(augmentation, text, tokens, padding), augmentation.source());
    }

    @Override
    public String toString() {
        return NAME + "[" + augmentation + (padding == 0 ? "" : ", padding=" + padding) + "]";
    }

    private record Rows(Augmentation<String> augmentation, Function<int[], String> text, Function<String, int[]> tokens, int padding)
            implements RowTransform {

        @Override
        public List<Field> fields(List<Field> source) {
            Field input = source.get(input(source));
            for (Field field : source) {
                boolean follows = field.role() == Field.Role.TARGET && field.shape().rank() >= 1 && field.shape().dim(0) == input.shape().dim(0);
                Check.require(!follows, NAME, "targets for each token cannot follow a text whose words change", field,
                        "Augment texts with one target each, or hide tokens with MaskTokens.");
            }
            return source;
        }

        private static int input(List<Field> fields) {
            List<Integer> found = IntStream.range(0, fields.size())
                    .filter(i -> fields.get(i).role() == Field.Role.INPUT && fields.get(i).dtype() == DType.INT32
                    && fields.get(i).shape().rank() == 1).boxed().toList();
            Check.require(found.size() == 1, NAME, "rows must have one input of tokens, INT32 [time]", fields);
            return found.get(0);
        }

        @Override
        public void apply(Row from, Row into, RandomStream random) {
            List<Field> fields = from.fields();
            int input = input(fields);
            int time = fields.get(input).size();
            int[] lengths = IntStream.range(0, fields.size()).filter(i -> fields.get(i).isLengthsOf(fields.get(input))).toArray();
            int[] all = IntStream.range(0, time).map(t -> (int) from.get(input, t)).toArray();
            String before = text.apply(Arrays.copyOf(all, length(from, lengths, all)));
            int[] changed = tokens.apply(augmentation.transform().apply(before, Draw.of(random)).sample());
            if (changed.length == 0) {
                return;
            }
            int count = Math.min(time, changed.length);
            int[] padded = Arrays.copyOf(changed, time);
            Arrays.fill(padded, count, time, padding);
            into.put(input, padded);
            for (int field : lengths) {
                into.put(field, count);
            }
        }

        /** Said by the row, or all before the padding at the end. */
        private int length(Row from, int[] lengths, int[] all) {
            if (lengths.length > 0) {
                return (int) from.get(lengths[0], 0);
            }
            int length = all.length;
            while (length > 0 && all[length - 1] == padding) {
                length--;
            }
            return length;
        }

        @Override
        public boolean isForTraining() {
            return true;
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public String toString() {
            return NAME + "[" + augmentation.transform() + (padding == 0 ? "" : ", padding=" + padding) + "]";
        }
    }
}
