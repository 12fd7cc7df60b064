package org.librate.tuning.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.tuning.NearestMean;
import org.librate.tuning.Wrapped;
import org.librate.tuning.split.HoldOut;
import org.librate.tuning.split.StratifiedKFold;
import org.librate.tuning.validation.CrossValidation;

class CalibrationTest {

    /** Of goldens.py, which names the reference. */
    private static final Map<String, double[]> GOLDENS = goldens();

    private static Map<String, double[]> goldens() {
        try (InputStream in = Objects.requireNonNull(CalibrationTest.class.getResourceAsStream("goldens.txt"))) {
            Map<String, double[]> values = new HashMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] words = line.trim().split(" ");
                values.put(words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
            }
            return values;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] golden(String name) {
        return Objects.requireNonNull(GOLDENS.get(name));
    }

    private static boolean[] yes() {
        double[] y = golden("binary_y");
        boolean[] is = new boolean[y.length];
        for (int i = 0; i < is.length; i++) {
            is[i] = y[i] == 1;
        }
        return is;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void sigmoids_are_those_of_scikit_learn() {
        for (String name : List.of("plain", "weighted")) {
            Platt.Sigmoid sigmoid = Platt.sigmoid(golden("binary_p"), yes(), name.equals("plain") ? ones(60) : golden("binary_w"));
            assertThat(new double[] {sigmoid.slope(), sigmoid.shift()}).containsExactly(golden("platt_" + name), within(1e-4));
        }
    }

    @Test
    void steps_are_those_of_scikit_learn() {
        for (String name : List.of("plain", "weighted")) {
            Isotonic.Corners curve = Isotonic.corners(golden("binary_p"), yes(), name.equals("plain") ? ones(60) : golden("binary_w"));
            double[] found = new double[41];
            Arrays.setAll(found, i -> curve.applyAsDouble(i / 40.0));
            assertThat(found).containsExactly(golden("isotonic_" + name), within(1e-6));
        }
    }

    @Test
    void the_temperature_is_that_of_scikit_learn() {
        Tensor scores = Tensor.of(Shape.of(50, 3), golden("three_p"));
        int[] labels = Arrays.stream(golden("three_y")).mapToInt(one -> (int) one).toArray();
        FittedCalibrator softened = Temperature.create().fit(scores, labels, ones(50));
        assertThat(((Temperature.Softened) softened).temperature()).isCloseTo(golden("temperature")[0], within(1e-5));
        assertThat(softened.apply(scores).toDoubles()).containsExactly(golden("softened"), Offset.offset(1e-6));
    }

    static List<Calibrator> all() {
        return List.of(Platt.create(), Isotonic.create(), Temperature.create());
    }

    private static Tensor scores(int rows, int classes) {
        RandomStream random = RandomSource.of(8).stream("scores").at(classes);
        float[] scores = new float[rows * classes];
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                scores[i * classes + c] = (float) -Math.log(random.uniform(i * (long) classes + c));
                sum += scores[i * classes + c];
            }
            for (int c = 0; c < classes; c++) {
                scores[i * classes + c] /= (float) sum;
            }
        }
        return Tensor.of(Shape.of(rows, classes), scores);
    }

    @ParameterizedTest
    @MethodSource("all")
    void rows_add_up_to_one_and_two_classes_keep_their_order(Calibrator calibrator) {
        for (int classes : new int[] {2, 4}) {
            Tensor scores = scores(300, classes);
            RandomStream random = RandomSource.of(9).stream("labels").at(0);
            int[] labels = random.integers(300, 0, classes);
            Tensor better = calibrator.fit(scores, labels, ones(300)).apply(scores(500, classes));
            float[] values = better.toArray();
            for (int i = 0; i < 500; i++) {
                float sum = 0;
                for (int c = 0; c < classes; c++) {
                    assertThat(values[i * classes + c]).isBetween(0f, 1f);
                    sum += values[i * classes + c];
                }
                assertThat(sum).isCloseTo(1, within(1e-6f));
            }
        }
        float[] rising = new float[202];
        for (int i = 0; i <= 100; i++) {
            rising[2 * i + 1] = i / 100f;
            rising[2 * i] = 1 - rising[2 * i + 1];
        }
        int[] against = new int[300]; // the less probable, the more often true
        float[] scores = scores(300, 2).toArray();
        Arrays.setAll(against, i -> scores[2 * i + 1] < 0.5 ? 1 : 0);
        float[] better = calibrator.fit(scores(300, 2), against, ones(300)).apply(Tensor.of(Shape.of(101, 2), rising)).toArray();
        for (int i = 1; i <= 100; i++) {
            assertThat(better[2 * i + 1]).isGreaterThanOrEqualTo(better[2 * i - 1]);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void sure_and_impossible_scores_stay_finite(Calibrator calibrator) {
        Tensor scores = Tensor.of(Shape.of(4, 2), 0f, 1f, 1f, 0f, 0f, 1f, 1f, 0f);
        float[] better = calibrator.fit(scores, new int[] {1, 0, 1, 0}, ones(4)).apply(scores).toArray();
        for (float value : better) {
            assertThat(value).isBetween(0f, 1f);
        }
        assertThat(calibrator.fit(scores, new int[] {1, 1, 1, 1}, ones(4)).apply(scores).toArray()).doesNotContain(Float.NaN);
    }

    /** Two classes; the true probability of yes is a sigmoid of x. */
    private static Table table(int rows, long seed) {
        RandomStream random = RandomSource.of(seed).stream("x").at(0);
        double[] x = new double[rows];
        boolean[] y = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = 2 * random.normal(i);
            y[i] = random.uniform(rows + (long) i) < 1 / (1 + Math.exp(-x[i]));
        }
        return Table.of(NumericColumn.of("x", x), BooleanColumn.of("y", y)).withTarget("y");
    }

    /** NearestMean, four times as sure of itself. */
    private static final Estimator<Model> TOO_SURE = train -> {
        Model model = new NearestMean().fit(train);
        return new Model() {
            @Override
            public Tensor scores(Table rows) {
                float[] scores = model.scores(rows).toArray();
                for (int i = 0; i < scores.length; i += 2) {
                    scores[i + 1] = (float) (1 / (1 + Math.pow(scores[i] / scores[i + 1], 4)));
                    scores[i] = 1 - scores[i + 1];
                }
                return Tensor.of(Shape.of(rows.rows(), 2), scores);
            }

            @Override
            public List<String> classNames() {
                return model.classNames();
            }
        };
    };

    @ParameterizedTest
    @MethodSource("all")
    void what_was_too_sure_comes_true_as_often_as_it_says(Calibrator calibrator) {
        Table train = table(1500, 1);
        Table test = table(2000, 2);
        CalibratedModel<Model> model = Calibrated.of(TOO_SURE, StratifiedKFold.of(5).withSeed(1)).by(calibrator).fit(train);
        CalibrationGain gain = model.gain(test);
        assertThat(gain.before()).isGreaterThan(0.1);
        assertThat(gain.after()).isLessThan(0.04);
        CalibrationGain folds = model.foldGain().orElseThrow();
        assertThat(folds.before()).isGreaterThan(0.1);
        assertThat(folds.after()).isLessThan(0.05);
        assertThat(gain.toString()).startsWith("calibration error 0.").endsWith("on 2000 rows");
        CalibratedModel<Model> same = Calibrated.of(TOO_SURE, StratifiedKFold.of(5).withSeed(1)).by(calibrator).fit(train);
        assertThat(same.scores(test).toArray()).containsExactly(model.scores(test).toArray());
        assertThat(CrossValidation.of(StratifiedKFold.of(3).withSeed(2)).metrics(Accuracy.metric())
                .run(Calibrated.of(TOO_SURE, StratifiedKFold.of(3).withSeed(1)).by(calibrator), train).mean(Accuracy.metric())).isGreaterThan(0.7);
        assertThat(Calibrated.of(TOO_SURE, HoldOut.of(0.3).withSeed(1)).by(calibrator).fit(train).gain(test).after()).isLessThan(0.06);
    }

    @Test
    void a_model_that_is_there_already_is_calibrated_on_other_rows() {
        Table train = table(500, 1);
        Table validation = table(1000, 3);
        CalibratedModel<Model> model = Calibrated.prefit(TOO_SURE.fit(train), Temperature.create(), validation);
        assertThat(model.calibrator().toString()).startsWith("Softened[temperature=");
        assertThat(model.gain(table(1500, 4)).after()).isLessThan(0.05);
        assertThat(model.foldGain()).isEmpty();
        assertThat(model.predict(validation).toLongs()).as("decisions stay").containsExactly(model.model().predict(validation).toLongs());
        assertThatThrownBy(() -> model.gain(validation)).hasMessageContaining("1000 of 1000").hasMessageContaining("test rows");
        assertThatThrownBy(() -> Calibrated.prefit(model, Platt.create(), validation)).hasMessageContaining("not seen");
        assertThat(Wrapped.seenBy(model).count()).isEqualTo(1000);
        assertThatThrownBy(() -> Calibrated.prefit(model, Platt.create(), validation.withTarget("x"))).hasMessageContaining("classes");
        assertThatThrownBy(() -> Platt.create().fit(Tensor.of(Shape.of(1, 2), 3f, -2f), new int[] {1}, ones(1)))
                .hasMessageContaining("probabilities in [0, 1], got 3.0");
    }
}
