package org.librate.imbalance.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.learn.Resampler;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Weigh;
import org.librate.imbalance.combined.Combined;
import org.librate.imbalance.over.RandomOverSampler;
import org.librate.imbalance.over.Smote;
import org.librate.imbalance.over.SmoteNc;
import org.librate.imbalance.over.Smoten;
import org.librate.imbalance.under.RandomUnderSampler;
import org.librate.imbalance.under.TomekLinks;
import org.librate.nn.loss.BinaryFocal;
import org.librate.nn.loss.Focal;
import org.librate.nn.loss.LogitAdjustment;
import org.librate.nn.loss.Loss;
import org.librate.nn.train.Trainer;

/**
 * Something that may be done about a rare class, to be tried by an {@link ImbalanceReport}.
 *
 * <pre>{@code
 * ImbalanceReport.of(pipeline)
 *         .without("SMOTE + Tomek")
 *         .with(Remedy.resampling("a little SMOTE", Smote.create().to(Balance.ratio(0.2))))
 *         .compare(table);
 * }</pre>
 */
public final class Remedy {

    private final String name;
    private final Function<Base, Made> making;

    /** An estimator; or why there is none for these rows. */
    record Made(@Nullable Estimator<? extends Model> estimator, String note) {
    }

    private Remedy(String name, Function<Base, Made> making) {
        Check.require(!name.isBlank(), "Remedy", "needs a name", "\"" + name + "\"");
        this.name = name;
        this.making = making;
    }

    /** A step before what learns, after all preparation; it may change weights, too, as {@link Weigh} does. */
    public static Remedy resampling(String name, Resampler resampler) {
        Check.notNull("Remedy", "resampler", resampler);
        return new Remedy(name, base -> new Made(base.with(resampler), ""));
    }

    /** Another loss of a network, made from the counts of the classes in each fit. Left out where what learns is no network. */
    public static Remedy loss(String name, Function<ClassCounts, ? extends Loss> loss) {
        Check.notNull("Remedy", "loss", loss);
        return network(name, (network, counts) -> loss.apply(counts));
    }

    /** Another plan altogether, with its own preparation: an ensemble that balances its parts, a model that takes weights. */
    public static Remedy estimator(String name, Estimator<?> estimator) {
        Check.notNull("Remedy", "estimator", estimator);
        return new Remedy(name, base -> new Made(estimator, ""));
    }

    private interface LossOf {
        Loss of(Trainer<?> network, ClassCounts counts);
    }

    private static Remedy network(String name, LossOf loss) {
        return new Remedy(name, base -> {
            Optional<Trainer<?>> network = base.network();
            return network.map(plan -> new Made(base.with(plan.lossFromCounts(counts -> loss.of(plan, counts))), ""))
                    .orElse(new Made(null, "a loss is for a network, and what learns here is none"));
        });
    }

    /**
     * What is tried unless said otherwise: class weights, a focal loss, logit adjustment, random copies, fewer rows, SMOTE, SMOTE with Tomek links.
     */
    public static List<Remedy> usual() {
        return List.of(
                resampling("class weights", Weigh.by(ClassWeights.balanced())),
                network("focal loss", (network, counts) -> network.isBinary() ? BinaryFocal.create() : Focal.create()),
                loss("logit adjustment", LogitAdjustment::of),
                resampling("random over", RandomOverSampler.create()),
                resampling("random under", RandomUnderSampler.create()),
                new Remedy("SMOTE", base -> smote(base, false)),
                new Remedy("SMOTE + Tomek", base -> smote(base, true)));
    }

    /**
     * The SMOTE for the columns there are. Where some are categories, rows are made before the step that encodes them: a row between "here" and
     * "there" is neither.
     */
    private static Made smote(Base base, boolean cleaned) {
        int last = base.stages().size() - 1;
        int place = last;
        while (place > 0 && !has(base.stages().get(place), Remedy::isCategory)) {
            place--;
        }
        Table encoded = base.stages().get(last);
        Table rows = base.stages().get(place);
        if (!has(rows, Remedy::isCategory) || place < last && has(rows, column -> isForeign(column) || column.missingCount() > 0)) {
            String note = has(rows, Remedy::isCategory) ? "SMOTE comes after categories are encoded, and mixes them: before that some values are "
                    + "missing, or text" : "";
            return foreign(encoded).orElseGet(() -> new Made(base.with(cleaned ? Combined.smoteTomek() : Smote.create()), note));
        }
        Optional<Made> foreign = foreign(rows);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        String where = place < last ? ", before " + base.steps().get(place).toString().replaceAll("\\[.*", "") + ": " : ": ";
        if (!has(rows, column -> !isCategory(column))) {
            return cleaned ? new Made(null, "Tomek links need a column of numbers, and all are categories")
                    : new Made(base.before(place, Smoten.create()), "SMOTE is Smoten here" + where + "all columns are categories");
        }
        Resampler mixed = cleaned ? Combined.of(SmoteNc.create(), TomekLinks.create().withCategories().to(Balance.all())) : SmoteNc.create();
        return new Made(base.before(place, mixed), "SMOTE is SmoteNc here" + where + "some columns are categories");
    }

    private static Optional<Made> foreign(Table rows) {
        return rows.features().stream().filter(Remedy::isForeign).findFirst()
                .map(column -> new Made(null, "SMOTE cannot work with " + column.type() + " \"" + column.name() + "\"; prepare or drop it"));
    }

    private static boolean has(Table rows, Predicate<Column> such) {
        return rows.features().stream().anyMatch(such);
    }

    private static boolean isCategory(Column column) {
        return column.type() == ColumnType.CATEGORY || column.type() == ColumnType.BOOLEAN;
    }

    private static boolean isForeign(Column column) {
        return column.type() == ColumnType.TEXT || column.type() == ColumnType.DATE_TIME;
    }

    public String name() {
        return name;
    }

    Made on(Base base) {
        return making.apply(base);
    }

    @Override
    public String toString() {
        return "Remedy[" + name + "]";
    }
}
