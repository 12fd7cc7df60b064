package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.loss.MeanAbsoluteError;
import org.librate.nn.optim.Adam;
import org.librate.nn.optim.Lion;
import org.librate.nn.optim.ScheduleFreeAdamW;
import org.librate.nn.optim.Sgd;
import org.librate.nn.schedule.StepDecay;

class RateFinderTest {

    /** The loss is {@code 2.5 w²}, so {@code L = 5}: gradient descent multiplies w by {@code 1 − 5·rate}, and shrinks it for rates below 2/5. */
    private static final Dataset PARABOLA = Dataset.of(Tensor.of(new float[][] {{1}, {2}}), Tensor.of(0f, 0f));
    private static final Trainer<Regressor> DESCENT = Trainer.regressor(Sequential.of(Dense.of(1).withBias(false).withWeights(Initializer.ones())))
            .optimizer(Sgd.of(0.1)).batchSize(2).display(Display.SILENT);

    private static final Trainer<Classifier> SPIRALS = Trainer.classifier(Sequential.of(Samples.mlp(16, 8), Dropout.of(0.1), Dense.of(3)))
            .optimizer(Adam.of(1e-3)).epochs(3).batchSize(30).seed(4).display(Display.SILENT);

    @Test
    void losses_of_a_parabola_are_those_that_arithmetic_gives() {
        RateCurve curve = RateFinder.of(DESCENT).withRange(1e-3, 10).withSteps(33).on(PARABOLA);
        double[] rates = curve.rates();
        assertThat(rates[0]).isEqualTo(1e-3);
        assertThat(rates[8] / rates[0]).isCloseTo(10, within(1e-9));
        assertThat(curve.startingLoss()).isCloseTo(2.5, within(1e-6));
        double w = 1;
        for (int i = 0; i < rates.length; i++) {
            w *= 1 - 5 * rates[i];
            assertThat(curve.losses()[i]).as("after rate %s", rates[i]).isCloseTo(2.5 * w * w, within(1e-4 * 2.5 * w * w));
        }
    }

    @Test
    void a_parabola_is_smallest_at_the_stable_limit() {
        RateCurve curve = RateFinder.of(DESCENT).withRange(1e-3, 10).withSteps(33).on(PARABOLA);
        double[] losses = curve.losses();
        int min = 0;
        for (int i = 0; i < losses.length; i++) {
            min = losses[i] < losses[min] ? i : min;
        }
        double step = curve.rates()[1] / curve.rates()[0];
        assertThat(curve.rates()[min]).isLessThanOrEqualTo(2 / 5.0).isGreaterThan(2 / 5.0 / step);
        assertThat(curve.rates().length).as("stopped when it diverged").isLessThan(33);
        assertThat(curve.suggestion().orElseThrow()).isLessThan(2 / 5.0).isGreaterThan(1e-3);
        assertThat(curve.safe().orElseThrow()).isLessThanOrEqualTo(2 / 50.0 * step);
        assertThat(curve.reason()).contains("The loss fell fastest at").contains("In the end the loss diverged at");
    }

    @Test
    void rates_are_those_before_factors() {
        RateCurve whole = RateFinder.of(DESCENT).withRange(1e-3, 10).withSteps(33).on(PARABOLA);
        RateCurve tenth = RateFinder.of(DESCENT.rateFactor("*", 0.1)).withRange(1e-2, 100).withSteps(33).on(PARABOLA);
        assertThat(tenth.losses()).containsExactly(whole.losses(), within(1e-2));
        assertThat(tenth.suggestion().orElseThrow()).isCloseTo(10 * whole.suggestion().orElseThrow(), within(1e-6));
    }

    @Test
    void a_later_fit_is_the_same_as_without() {
        Dataset data = Samples.spirals(200, 1);
        float[] without = Samples.weights(SPIRALS.fit(data));
        RateCurve once = SPIRALS.findRate(data);
        assertThat(Samples.weights(SPIRALS.fit(data))).containsExactly(without);
        assertThat(SPIRALS.findRate(data).csv()).isEqualTo(once.csv());
    }

    @Test
    void suggestions_train() {
        Dataset data = Samples.spirals(300, 1);
        RateCurve curve = SPIRALS.findRate(data);
        double suggestion = curve.suggestion().orElseThrow();
        double safe = curve.safe().orElseThrow();
        assertThat(safe).isLessThanOrEqualTo(suggestion);
        assertThat(suggestion).isBetween(1e-4, 1.0);
        double before = SPIRALS.optimizer(Adam.of(1e-6)).fit(data).history().last().loss();
        assertThat(SPIRALS.optimizer(Adam.of(suggestion)).fit(data).history().last().loss()).isLessThan(before);
        assertThat(SPIRALS.optimizer(Adam.of(safe)).fit(data).history().last().loss()).isLessThan(before);
    }

    @Test
    void any_plan_will_do() {
        Dataset data = Samples.spirals(200, 1);
        for (Trainer<Classifier> plan : List.of(SPIRALS.optimizer(Sgd.of(3).withMomentum(0.9)), SPIRALS.optimizer(Lion.of(1e-4)),
                SPIRALS.optimizer(ScheduleFreeAdamW.of(0.01)),
                SPIRALS.accumulate(3).clipGradients(1), SPIRALS.averageWeights(0.9).schedule(StepDecay.everyEpochs(1)).validationShare(0.2)
                .balanceClasses())) {
            assertThat(plan.findRate(data).suggestion()).as("%s", plan).isPresent();
        }
        Trainer<Regressor> plane = Trainer.regressor(Sequential.of(Dense.of(1))).loss(MeanAbsoluteError.create()).display(Display.SILENT);
        assertThat(plane.findRate(Samples.plane(100)).suggestion()).isPresent();
        Trainer<Classifier> xor = Trainer.binary(Samples.mlp(8, 1)).display(Display.SILENT);
        assertThat(xor.findRate(Samples.xor()).suggestion()).isPresent();
    }

    @Test
    void it_is_drawn_and_written(@TempDir Path folder) throws IOException {
        RateCurve curve = RateFinder.of(DESCENT).withRange(1e-3, 10).withSteps(33).on(PARABOLA);
        assertThat(curve.toString().lines()).hasSize(15).anyMatch(line -> line.contains("+") && line.contains("-^-"));
        assertThat(curve.toString()).startsWith("loss by learning rate").contains("suggestion (^)").endsWith(curve.reason());
        curve.writeCsv(folder.resolve("rates.csv"));
        assertThat(Files.readAllLines(folder.resolve("rates.csv"))).hasSize(curve.rates().length + 1).startsWith("rate,loss,smoothed");
    }

    @Test
    void a_flat_loss_gives_no_suggestion() {
        Dataset zeros = Dataset.of(Tensor.zeros(40, 1), Tensor.ones(40));
        RateCurve curve = RateFinder.of(DESCENT).withSteps(20).on(zeros);
        assertThat(curve.suggestion()).isEmpty();
        assertThat(curve.safe()).isEmpty();
        assertThat(curve.reason()).startsWith("At no rate from 1.00e-07 to 10.0 did the loss move clearly from 1.000.").contains("overfitOneBatch");
        assertThat(curve.toString()).contains("*").doesNotContain("suggestion");
        Dataset solved = Dataset.of(Tensor.ones(4, 1), Tensor.ones(4));
        assertThat(RateFinder.of(DESCENT).withSteps(20).on(solved).suggestion()).isEmpty();
    }

    @Test
    void noise_is_not_taken_for_learning() {
        RandomSource random = RandomSource.of(1);
        float[] x = new float[600];
        int[] y = new int[600];
        for (int i = 0; i < 600; i++) {
            x[i] = (float) random.stream("x").at(0).normal(i);
            y[i] = (int) random.stream("y").at(0).uniform(i, 0, 2);
        }
        Trainer<Classifier> plan = Trainer.classifier(Sequential.of(Dense.of(2).withWeights(Initializer.zeros()))).optimizer(Sgd.of(0.1)).batchSize(4)
                .display(Display.SILENT);
        assertThat(RateFinder.of(plan).withRange(1e-6, 1e-2).on(Dataset.of(Tensor.of(Shape.of(600, 1), x), Tensor.of(y))).suggestion()).isEmpty();
    }

    @Test
    void numbers_that_are_bad_from_the_start_are_told() {
        Dataset bad = Dataset.of(Tensor.of(new float[][] {{1}, {Float.NaN}}), Tensor.of(0f, 0f));
        RateCurve curve = DESCENT.findRate(bad);
        assertThat(curve.rates()).isEmpty();
        assertThat(curve.suggestion()).isEmpty();
        assertThat(curve).hasToString(curve.reason());
        assertThat(curve.reason()).startsWith("No rate could be tried: ").contains("input 0 of the batch has values that are not finite");
        RateCurve wild = RateFinder.of(DESCENT).withRange(1e30, 1e31).on(PARABOLA);
        assertThat(wild.suggestion()).isEmpty();
        assertThat(wild.reason()).startsWith("After 0 updates it was over: ").contains("Begin with a lower rate");
        RateCurve rising = RateFinder.of(DESCENT).withRange(0.41, 1).on(PARABOLA);
        assertThat(rising.suggestion()).isEmpty();
        assertThat(rising.reason()).contains("did not fall clearly").contains("diverged");
        assertThat(Arrays.stream(rising.losses()).allMatch(Double::isFinite)).isTrue();
    }

    @Test
    void options_are_checked() {
        RateFinder finder = RateFinder.of(DESCENT);
        assertThatThrownBy(() -> finder.withRange(0, 1)).hasMessage("RateFinder: from must be > 0 and finite, got 0.0.");
        assertThatThrownBy(() -> finder.withRange(1, 1)).hasMessageContaining("to must be > from, 1.0");
        assertThatThrownBy(() -> finder.withSteps(2)).hasMessageContaining("steps must be >= 10");
        assertThat(finder.toString()).startsWith("RateFinder[from=1.0E-7, to=10.0, steps=100, Trainer[");
    }
}
