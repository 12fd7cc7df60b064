package org.librate.augment.mix;

import java.util.List;
import org.librate.augment.Draw;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.data.RowMix;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/**
 * Each row a mean of itself and of another one, inputs and targets alike (Zhang et al. 2018): of images, of series of one length, of table rows. A
 * class number becomes a share of each class, which {@code CrossEntropy} learns from and accuracy takes by its largest.
 *
 * <pre>{@code
 * Dataset train = Mixup.of(0.2).withSeed(42).over(split.train());
 * }</pre>
 *
 * @param alpha the share is drawn from Beta(alpha, alpha): near 0 rows stay nearly what they were
 */
public record Mixup(double alpha, double probability, long seed) implements RowMix {

    public Mixup {
        Check.positive("Mixup", "alpha", alpha);
        Check.within("Mixup", "probability", probability, 0, 1);
    }

    public static Mixup of(double alpha) {
        return new Mixup(alpha, 1, 0);
    }

    /** How likely a row is mixed at all. */
    public Mixup withProbability(double other) {
        return new Mixup(alpha, other, seed);
    }

    public Mixup withSeed(long other) {
        return new Mixup(alpha, probability, other);
    }

    /** Rows to learn from, mixed anew in each epoch. */
    public Dataset over(Dataset rows) {
        return rows.mixed(this, RandomSource.of(seed).stream("mixup"));
    }

    @Override
    public int others() {
        return 1;
    }

    @Override
    public List<Field> fields(List<Field> source, int classes) {
        return SoftTargets.fields("Mixup", source, classes);
    }

    @Override
    public void mix(Row own, List<Row> others, Row into, RandomStream random) {
        Draw draw = Draw.of(random);
        double share = draw.chance(probability) ? draw.beta(alpha, alpha) : 1;
        share = Math.max(share, 1 - share); // the row itself counts more, so that all rows are learned from
        Row other = others.get(0);
        List<Field> fields = own.fields();
        for (int f = 0; f < fields.size(); f++) {
            if (fields.get(f).role() != Field.Role.INPUT) {
                continue;
            }
            int size = fields.get(f).size();
            if (fields.get(f).dtype() == DType.FLOAT32) {
                float[] a = new float[size];
                float[] b = new float[size];
                own.get(f, a);
                other.get(f, b);
                for (int i = 0; i < size; i++) {
                    a[i] = (float) (share * a[i] + (1 - share) * b[i]);
                }
                into.put(f, a);
            } else {
                for (int i = 0; i < size; i++) {
                    into.set(f, i, share * own.get(f, i) + (1 - share) * other.get(f, i));
                }
            }
        }
        SoftTargets.write(List.of(own, other), new double[] {share, 1 - share}, into);
    }

    @Override
    public String toString() {
        return "Mixup[" + alpha + (probability == 1 ? "" : ", probability=" + probability) + ", seed=" + seed + "]";
    }
}
