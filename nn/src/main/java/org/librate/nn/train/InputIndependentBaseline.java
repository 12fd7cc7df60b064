package org.librate.nn.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.data.RowTransform;
import org.librate.core.random.RandomStream;
import org.librate.nn.loss.Loss;

/**
 * Whether looking at the inputs helps: a network trained on the rows as they are, against the same trained with all inputs 0, and against always
 * giving the same answer. Losses are compared row by row on the validation rows, so that a small gain is told from chance.
 *
 * @param seeing how the run on the rows as they are went; its best epoch counts
 * @param blind how the run with inputs set to 0 went; its best epoch counts
 * @param loss the loss on the validation rows, looking at the inputs
 * @param lossWithout the smaller of the losses without looking: of the blind network, or of the constant answer
 * @param gain by how much the loss of a row is smaller with looking, on average
 * @param error the standard error of the gain
 */
public record InputIndependentBaseline(History seeing, History blind, double loss, double lossWithout, double gain, double error) {

    private static final double CLEAR = 3;

    static InputIndependentBaseline of(Trainer<?> plan, Dataset train, Dataset validation) {
        Trainer<?> best = plan.aside(options -> options.callbacks = List.of(EarlyStopping.onLoss().withPatience(options.epochs)));
        FittedModel seeing = best.fit(train, validation);
        FittedModel blind = best.fit(blinded(train), blinded(validation));
        Loss loss = plan.byClass().loss(train, seeing.network().outputs().get(0));
        RowLosses with = RowLosses.of(validation, plan.task(), loss, seeing::outputs);
        RowLosses without = RowLosses.of(blinded(validation), plan.task(), loss, blind::outputs);
        Optional<ConstantAnswer> constant = ConstantAnswer.of(plan, train, seeing.network().outputs().get(0));
        if (constant.isPresent()) {
            RowLosses same = constant.get().losses(plan, loss, validation);
            without = same.mean() < without.mean() ? same : without;
        }
        double[] less = with.lessThan(without);
        return new InputIndependentBaseline(seeing.history(), blind.history(), with.mean(), without.mean(), less[0], less[1]);
    }

    private static Dataset blinded(Dataset data) {
        return data.map(RowTransform.inPlace(InputIndependentBaseline::blind));
    }

    private static void blind(Row row, RandomStream random) {
        for (int i = 0; i < row.fields().size(); i++) {
            Field field = row.fields().get(i);
            for (int at = 0; field.role() == Field.Role.INPUT && at < field.size(); at++) {
                row.set(i, at, 0);
            }
        }
    }

    /** Whether the gain is more than chance gives: above three standard errors. */
    public boolean inputsHelp() {
        return gain > 0 && gain > CLEAR * error;
    }

    @Override
    public String toString() {
        String seen = String.format(Locale.ROOT, "the loss on the validation rows is %.4g with them and %.4g without, a gain of %.3g ± %.2g a row",
                loss, lossWithout, gain, error);
        return inputsHelp() ? "The inputs help: " + seen + "."
                : "The inputs do not help: " + seen + ".\nThey carry no signal, or it is lost on the way: look whether inputs and targets still "
                + "belong to "
                        + "the same rows, and whether preprocessing left anything. If overfitOneBatch fails as well, it is the network or the "
                        + "learning rate; " + "with few epochs, train for more.";
    }
}
