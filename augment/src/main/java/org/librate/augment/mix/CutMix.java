package org.librate.augment.mix;

import java.util.List;
import org.librate.augment.Draw;
import org.librate.core.Check;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.data.RowMix;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/**
 * A rectangle of each image is that of another one, and the target a mean of both by the area (Yun et al. 2019). Of series {@code [time, features]}
 * it is a span of time; of rows {@code [features]} some columns that lie side by side.
 *
 * @param alpha the part that stays is drawn from Beta(alpha, alpha)
 */
public record CutMix(double alpha, double probability, long seed) implements RowMix {

    public CutMix {
        Check.positive("CutMix", "alpha", alpha);
        Check.within("CutMix", "probability", probability, 0, 1);
    }

    public static CutMix of(double alpha) {
        return new CutMix(alpha, 1, 0);
    }

    /** How likely a row is mixed at all. */
    public CutMix withProbability(double other) {
        return new CutMix(alpha, other, seed);
    }

    public CutMix withSeed(long other) {
        return new CutMix(alpha, probability, other);
    }

    /** Rows to learn from, mixed anew in each epoch. */
    public Dataset over(Dataset rows) {
        return rows.mixed(this, RandomSource.of(seed).stream("cutmix"));
    }

    @Override
    public int others() {
        return 1;
    }

    @Override
    public List<Field> fields(List<Field> source, int classes) {
        long inputs = source.stream().filter(field -> field.role() == Field.Role.INPUT).count();
        Check.require(inputs == 1, "CutMix", "rows must have one input, so that there is one area", source);
        Check.require(source.stream().allMatch(field -> field.role() != Field.Role.INPUT || field.shape().rank() >= 1), "CutMix",
                "the input must have at least one axis", source);
        return SoftTargets.fields("CutMix", source, classes);
    }

    @Override
    public void mix(Row own, List<Row> others, Row into, RandomStream random) {
        Draw draw = Draw.of(random);
        double stays = draw.chance(probability) ? draw.beta(alpha, alpha) : 1;
        Row other = others.get(0);
        List<Field> fields = own.fields();
        double share = 1;
        for (int f = 0; f < fields.size(); f++) {
            if (fields.get(f).role() == Field.Role.INPUT) {
                share = cut(own, other, into, f, stays, draw);
            }
        }
        SoftTargets.write(List.of(own, other), new double[] {share, 1 - share}, into);
    }

    /** Gives the part of the area that stayed. */
    private static double cut(Row own, Row other, Row into, int field, double stays, Draw draw) {
        Field input = own.fields().get(field);
        boolean image = input.shape().rank() == 3;
        int height = image ? (int) input.shape().dim(0) : 1;
        int width = (int) input.shape().dim(image ? 1 : 0);
        int each = input.size() / (height * width);
        double side = image ? Math.sqrt(1 - stays) : 1 - stays;
        int[] across = span(width, side, draw);
        int[] down = image ? span(height, side, draw) : new int[] {0, 1};
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = x >= across[0] && x < across[1] && y >= down[0] && y < down[1];
                Row from = inside ? other : own;
                int at = (y * width + x) * each;
                for (int k = 0; k < each; k++) {
                    into.set(field, at + k, from.get(field, at + k));
                }
            }
        }
        return 1 - (double) (across[1] - across[0]) * (down[1] - down[0]) / (height * width);
    }

    /** A part of a side around a random middle; what reaches beyond the edge is cut off. */
    private static int[] span(int size, double part, Draw draw) {
        int length = (int) Math.round(part * size);
        int begin = draw.integer(0, size) - length / 2;
        return new int[] {Math.max(0, begin), Math.max(Math.max(0, begin), Math.min(size, begin + length))};
    }

    @Override
    public String toString() {
        return "CutMix[" + alpha + (probability == 1 ? "" : ", probability=" + probability) + ", seed=" + seed + "]";
    }
}
