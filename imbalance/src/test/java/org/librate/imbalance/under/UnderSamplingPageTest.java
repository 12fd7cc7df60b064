package org.librate.imbalance.under;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.OneHot;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Resampled;
import org.librate.imbalance.combined.Combined;
import org.librate.imbalance.over.SmoteNc;

/** What docs/under-sampling.md shows, compiled and run. */
class UnderSamplingPageTest {

    private static final int N = 400;

    /** Payments, of which one in twenty is a fraud. */
    private static Table payments() {
        double[] amount = RandomSource.of(1).at(0).normals(N);
        boolean[] fraud = new boolean[N];
        String[] shop = new String[N];
        for (int i = 0; i < N; i++) {
            fraud[i] = i % 20 == 7;
            amount[i] += fraud[i] ? 1.5 : 0;
            shop[i] = "shop" + i % 6;
        }
        return Table.of(NumericColumn.of("amount", amount), NumericColumn.of("hour", RandomSource.of(1).at(1).uniforms(N, 0, 2)),
                CategoryColumn.of("shop", shop), BooleanColumn.of("fraud", fraud)).withTarget("fraud");
    }

    @Test
    void the_page_does_what_it_says() {
        Table table = payments().without("shop");
        Resampled fewer = RandomUnderSampler.create().to(Balance.ratio(0.25)).withSeed(7).apply(table);
        int[] kept = fewer.kept();                        // the numbers that the rows had, ascending
        Resampled clean = TomekLinks.create().apply(table);
        Resampled both = Combined.smoteTomek().withSeed(7).apply(table);
        assertThat(kept).hasSize(100).isSorted();
        assertThat(clean.kept().length).isBetween(360, 399);
        assertThat(both.made().size()).isBetween(300, 360);

        Resampled easy = InstanceHardness.by(Pipeline.start(OneHot.create()).estimator(LogisticRegression.create())).apply(payments());
        assertThat(easy.kept()).hasSize(40);

        Combined mixed = Combined.of(SmoteNc.create(), TomekLinks.create().withCategories().to(Balance.all()));
        assertThat(mixed.apply(payments()).made().size()).isBetween(300, 360);
    }

    @Test
    void the_error_reads_as_on_the_page() throws IOException {
        Table table = Table.of(NumericColumn.of("x", new double[] {0, 1, 2, 2.5, 3, 4, 5, 6, 7, 7.5}),
                CategoryColumn.of("class", "ok", "ok", "ok", "fraud", "ok", "ok", "ok", "ok", "ok", "fraud")).withTarget("class");
        String page = Files.readString(Path.of("../docs/under-sampling.md"));
        String said = Pattern.compile("(?m)^    (EditedNearestNeighbors: .*)$").matcher(page).results().map(match -> match.group(1)).findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> EditedNearestNeighbors.create().to(Balance.all()).apply(table)).hasMessage(said);
    }

    @Test
    void every_line_of_code_on_the_page_is_compiled_here() throws IOException {
        String here = Files.readString(Path.of("src/test/java/org/librate/imbalance/under/UnderSamplingPageTest.java"));
        String page = Files.readString(Path.of("../docs/under-sampling.md"));
        assertThat(Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page).results().map((MatchResult match) -> match.group(1))
                .flatMap(String::lines).filter(line -> !here.contains(line.strip()))).isEmpty();
    }
}
