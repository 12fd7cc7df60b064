package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.SplitRule;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TableSplit;
import org.librate.imbalance.over.MlSmote;
import org.librate.imbalance.over.RandomOverSampler;
import org.librate.imbalance.over.Smogn;
import org.librate.imbalance.over.Smote;
import org.librate.imbalance.over.SmoteNc;

/** What docs/resampling.md shows, compiled and run; and that docs/adding-a-resampler.md quotes a sampler that is held to the contract. */
class ResamplingPageTest {

    private static final int N = 400;

    /** Payments, of which one in twenty is a fraud. */
    private static Table payments() {
        double[] amount = RandomSource.of(1).at(0).normals(N);
        double[] hour = RandomSource.of(1).at(1).uniforms(N, 0, 24);
        boolean[] fraud = new boolean[N];
        String[] shop = new String[N];
        for (int i = 0; i < N; i++) {
            fraud[i] = i % 20 == 7;
            amount[i] = 20 + 5 * amount[i] + (fraud[i] ? 8 : 0);
            shop[i] = "shop" + i % 6;
        }
        return Table.of(NumericColumn.of("amount", amount), NumericColumn.of("hour", hour), CategoryColumn.of("shop", shop),
                BooleanColumn.of("fraud", fraud)).withTarget("fraud");
    }

    @Test
    void the_page_does_what_it_says() {
        TableSplit split = payments().without("shop").split(SplitRule.stratified(0.70, 0.15, 0.15).withSeed(42));

        FittedPipeline<LinearClassifier> fitted = Pipeline
                .start(StandardScaler.create())
                .then(Smote.create().to(Balance.ratio(0.5)))     // training rows only
                .estimator(LogisticRegression.create())
                .fit(split.train());
        Tensor probabilities = fitted.scores(split.test());      // as many rows as there are: nothing is made up here
        assertThat(probabilities.dim(0)).isEqualTo(split.test().rows());
        assertThat(fitted.seen().among(split.test())).isEmpty();

        Table table = split.train();
        Resampled some = Smote.create().to(Balance.ratio(0.5)).withSeed(7).apply(table);
        Table more = some.table();               // kept rows first, then new ones class by class
        int[] kept = some.kept();                // the numbers that kept rows had
        MadeRows made = some.made();
        int first = made.first(0);               // the row that the first new one began at
        int second = made.second(0);             // the neighbour it went towards
        double weight = made.weight(0);          // how far: first + weight · (second − first)
        double a = table.numeric("amount").get(first);
        assertThat(more.numeric("amount").get(kept.length)).isEqualTo(a + weight * (table.numeric("amount").get(second) - a));

        Tensor pictures = Tensor.of(Shape.of(40, 4, 4, 1), RandomSource.of(3).at(0).normalFloats(640));
        Tensor classes = Tensor.of(IntStream.range(0, 40).mapToLong(i -> i % 4 == 0 ? 1 : 0).toArray());
        ResampledTensors balanced = Smote.create().apply(pictures, classes);       // FLOAT32 or FLOAT64, rows of any shape
        Dataset rows = balanced.dataset();                                         // for a trainer: knows how frequent classes were
        assertThat(balanced.features().shape()).isEqualTo(Shape.of(60, 4, 4, 1));
        assertThat(rows.population()).containsExactly(30, 10);
        assertThat(more.population()).containsEntry("true", 14.0);

        Resampled mixed = SmoteNc.create().apply(payments());                      // CATEGORY and BOOLEAN columns are categories
        Resampled copies = RandomOverSampler.create().apply(payments());           // any columns, and missing values
        assertThat(mixed.table().rows()).isEqualTo(copies.table().rows());

        Table films = films();
        Tensor x = Tensor.of(Shape.of(N, 2, 1), RandomSource.of(3).at(1).normalFloats(2 * N));
        Tensor y = Tensor.of(payments().numeric("amount").toArray());
        Resampled labels = MlSmote.of("comedy", "drama", "western").apply(films);  // columns of yes and no
        Resampled prices = Smogn.create().apply(payments().without("shop", "fraud").withTarget("amount"));
        ResampledTargets tensors = Smogn.create().apply(x, y);                     // tensors too: y [n]; of MlSmote 0 or 1, [n, labels]
        assertThat(tensors.features().dim(0)).isEqualTo(tensors.targets().dim(0));
        assertThat(labels.made().size()).isPositive();
        assertThat(prices.table().rows()).isPositive();

        Balance.auto();                                  // every class up to the largest
        Balance.minority();                              // the smallest alone; also majority, notMinority, notMajority, all
        Balance.classes("fraud", "chargeback");          // these alone
        Balance.ratio(0.5);                              // of two classes: the smaller by the larger, as they come out
        Balance.counts(Map.of("fraud", 2000));           // others stay as they are

        assertThatThrownBy(() -> Smote.create().withNeighbors(30).apply(table))
                .hasMessageMatching("Smote\\[neighbors=30]: class \"true\" needs at least 31 rows \\(neighbors \\+ 1\\), got 14. Use neighbors <= "
                        + "13, withFewRows\\(..\\), or RandomOverSampler.");
    }

    private static Table films() {
        boolean[][] labels = new boolean[3][120];
        for (int i = 0; i < 120; i++) {
            labels[0][i] = i % 2 == 0;
            labels[1][i] = i % 3 == 0;
            labels[2][i] = i % 12 == 5;
        }
        return Table.of(NumericColumn.of("length", RandomSource.of(2).at(0).normals(120)), BooleanColumn.of("comedy", labels[0]),
                BooleanColumn.of("drama", labels[1]), BooleanColumn.of("western", labels[2]));
    }

    @Test
    void the_pages_quote_these_files() throws IOException {
        assertThat(quoted("resampling.md", "ResamplingPageTest")).isEqualTo(6);
        assertThat(quoted("adding-a-resampler.md", "Midpoints", "ResamplerContractTest")).isEqualTo(4);
    }

    private static int quoted(String page, String... programs) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String program : List.of(programs)) {
            all.append(withoutIndentation(Files.readString(Path.of("src", "test", "java", "org", "librate", "imbalance", program + ".java"))));
        }
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("..", "docs", page)));
        int blocks = 0;
        for (; code.find(); blocks++) {
            assertThat(all).contains(withoutIndentation(code.group(1)));
        }
        return blocks;
    }

    private static String withoutIndentation(String code) {
        return code.strip().replaceAll("(?m)^ +", "");
    }
}
