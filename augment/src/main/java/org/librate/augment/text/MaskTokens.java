package org.librate.augment.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.librate.augment.Draw;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.data.RowTransform;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/**
 * Hides some tokens, for a network to guess (Devlin et al. 2019): of 15 % of the tokens 80 % become the mask, 10 % another token and 10 % stay; drawn
 * anew in each epoch. The target "guess" has the hidden tokens, and −1 elsewhere, which losses leave out.
 *
 * <pre>{@code
 * Dataset train = MaskTokens.of(vocabulary, MASK).withSeed(42).over(tokens);
 * }</pre>
 *
 * @param vocabulary how many tokens there are; others are drawn from those that are not special
 * @param mask       the token that hides
 * @param special    tokens that are never hidden, and never drawn, such as padding; the mask is one of them
 * @param beginnings for each token whether a word begins with it; empty: each token is hidden on its own
 */
public record MaskTokens(int vocabulary, int mask, List<Integer> special, double share, double masked, double other, List<Boolean> beginnings,
        long seed, boolean evaluation)
        implements RowTransform {

    private static final String NAME = "MaskTokens";

    public MaskTokens {
        special = List.copyOf(special);
        beginnings = List.copyOf(beginnings);
        Check.require(mask >= 0 && mask < vocabulary, NAME, "the mask must be a token in [0, " + vocabulary + ")", mask);
        Check.within(NAME, "share", share, 0, 1);
        Check.require(masked >= 0 && other >= 0 && masked + other <= 1, NAME,
                "the shares of masked and of other tokens must be >= 0 and sum to at most 1", masked + " and " + other);
        Check.require(beginnings.isEmpty() || beginnings.size() == vocabulary, NAME,
                "it must be said of each of " + vocabulary + " tokens whether a word begins with it", beginnings.size());
        Check.require(special.stream().allMatch(token -> token >= 0), NAME, "special tokens must be >= 0", special);
        Check.require(special.stream().distinct().count() < vocabulary, NAME, "some tokens must not be special", special);
    }

    /** As BERT does it, token by token. The mask is the only special token. */
    public static MaskTokens of(int vocabulary, int mask) {
        return new MaskTokens(vocabulary, mask, List.of(mask), 0.15, 0.8, 0.1, List.of(), 0, false);
    }

    /** Further tokens that are never hidden, such as padding and separators. */
    public MaskTokens withSpecial(int... tokens) {
        List<Integer> all = Stream.concat(special.stream(), Arrays.stream(tokens).boxed()).distinct().toList();
        return new MaskTokens(vocabulary, mask, all, share, masked, other, beginnings, seed, evaluation);
    }

    /** How many tokens are to be guessed. */
    public MaskTokens withShare(double ofTokens) {
        return new MaskTokens(vocabulary, mask, special, ofTokens, masked, other, beginnings, seed, evaluation);
    }

    /** Of those to be guessed, how many become the mask, and how many another token. */
    public MaskTokens withKinds(double shareMasked, double shareOther) {
        return new MaskTokens(vocabulary, mask, special, share, shareMasked, shareOther, beginnings, seed, evaluation);
    }

    /** Hides whole words. For each token: whether a word begins with it. */
    public MaskTokens withWholeWords(List<Boolean> begins) {
        return new MaskTokens(vocabulary, mask, special, share, masked, other, begins, seed, evaluation);
    }

    public MaskTokens withSeed(long other) {
        return new MaskTokens(vocabulary, mask, special, share, masked, this.other, beginnings, other, evaluation);
    }

    /** Rows to learn from: tokens are hidden anew in each epoch. */
    public Dataset over(Dataset tokens) {
        return tokens.map(this, RandomSource.of(seed).stream("mask"));
    }

    /** Rows to measure by, which are masked as well: there is nothing to guess otherwise. */
    public Dataset evaluation(Dataset tokens) {
        return tokens.map(new MaskTokens(vocabulary, mask, special, share, masked, other, beginnings, seed, true),
                RandomSource.of(seed).stream("mask"));
    }

    @Override
    public List<Field> fields(List<Field> source) {
        Field tokens = source.get(input(source));
        Check.require(source.stream().noneMatch(field -> field.role() == Field.Role.TARGET), NAME, "rows must have no target yet", source);
        Field guess = Field.target("guess", DType.INT32, tokens.shape());
        boolean padded = source.stream().anyMatch(field -> field.isLengthsOf(tokens));
        Stream<Field> more = padded ? Stream.of(guess, Field.lengths("guess")) : Stream.of(guess);
        return Stream.concat(source.stream(), more).toList();
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
        int length = time;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).isLengthsOf(fields.get(input))) {
                length = (int) from.get(i, 0);
                into.put(into.fields().size() - 1, length);
            }
        }
        int[] tokens = new int[time];
        for (int t = 0; t < time; t++) {
            tokens[t] = (int) from.get(input, t);
        }
        int[] guess = new int[time];
        Arrays.fill(guess, -1);
        hide(tokens, guess, length, Draw.of(random));
        into.put(input, tokens);
        into.put(fields.size(), guess);
    }

    private void hide(int[] tokens, int[] guess, int length, Draw draw) {
        BitSet never = new BitSet();
        special.forEach(never::set);
        boolean chosen = false;
        for (int t = 0; t < length; t++) {
            int token = tokens[t];
            if (token < 0 || token >= vocabulary) {
                Check.require(false, toString(), "tokens must be in [0, " + vocabulary + ")", token);
            }
            if (never.get(token)) {
                chosen = false;
                continue;
            }
            boolean begins = beginnings.isEmpty() || t == 0 || beginnings.get(token) || never.get(guess[t - 1] >= 0 ? guess[t - 1] : tokens[t - 1]);
            if (begins) {
                chosen = draw.chance(share);
            }
            if (!chosen) {
                continue;
            }
            guess[t] = token;
            double kind = draw.uniform();
            if (kind < masked) {
                tokens[t] = mask;
            } else if (kind < masked + other) {
                do {
                    tokens[t] = draw.integer(0, vocabulary);
                } while (never.get(tokens[t]));
            }
        }
    }

    @Override
    public boolean isForTraining() {
        return !evaluation;
    }

    @Override
    public String toString() {
        return NAME + "[vocabulary=" + vocabulary + ", mask=" + mask + ", special=" + special + ", share=" + share + ", masked=" + masked + ", other="
                + other + (beginnings.isEmpty() ? "" : ", wholeWords=true") + ", seed=" + seed + "]";
    }
}
