package org.librate.imbalance.under;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Every rule that draws nothing keeps the rows that imbalanced-learn keeps. {@code goldens.py} made the numbers, and computes the rows as this does.
 */
class UnderGoldensTest {

    private static final int ROWS = 240;
    private static final int[] CLASSES = {0, 0, 0, 0, 0, 1, 1, 1, 2, 0};

    record Golden(String sampler, int classes, int width, String kept, int[] drawn) {

        static Golden of(String line) {
            String[] words = line.split("\t");
            int[] drawn = words.length < 5 ? new int[0] : Arrays.stream(words[4].split(",")).mapToInt(Integer::parseInt).toArray();
            return new Golden(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]), words[3], drawn);
        }

        @Override
        public String toString() {
            return sampler + ", " + classes + " classes, " + width + " wide";
        }
    }

    static Stream<Golden> goldens() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(UnderGoldensTest.class.getResourceAsStream("goldens.txt")), StandardCharsets.UTF_8))) {
            List<Golden> all = lines.lines().filter(line -> !line.startsWith("#")).map(Golden::of).toList();
            return all.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void keeps_the_rows_of_imbalanced_learn(Golden golden) {
        int[] labels = labels(golden.classes);
        Tensor values = Tensor.of(Shape.of(ROWS, golden.width), values(labels, golden.width));
        Tensor classes = Tensor.of(labels);
        int[] kept = golden.sampler.equals("one-sided") ? new Drawn(golden.drawn, Balance.auto(), 0).apply(values, classes).kept()
                : sampler(golden.sampler).apply(values, classes).kept();
        assertThat(bits(kept)).isEqualTo(golden.kept);
    }

    private static RowSampler<?> sampler(String name) {
        return switch (name) {
            case "tomek" -> TomekLinks.create();
            case "tomek all" -> TomekLinks.create().to(Balance.all());
            case "tomek majority" -> TomekLinks.create().to(Balance.majority());
            case "enn" -> EditedNearestNeighbors.create();
            case "enn all" -> EditedNearestNeighbors.create().to(Balance.all());
            case "enn mode" -> EditedNearestNeighbors.create().withVote(Vote.MOST);
            case "enn mode 4" -> EditedNearestNeighbors.create().withVote(Vote.MOST).withNeighbors(4);
            case "enn 5" -> EditedNearestNeighbors.create().withNeighbors(5);
            case "repeated enn" -> RepeatedEditedNearestNeighbors.create();
            case "repeated enn mode" -> RepeatedEditedNearestNeighbors.create().withVote(Vote.MOST);
            case "repeated enn all" -> RepeatedEditedNearestNeighbors.create().withVote(Vote.MOST).to(Balance.all());
            case "repeated enn 2" -> RepeatedEditedNearestNeighbors.create().withTimes(2);
            case "all knn" -> AllKnn.create();
            case "all knn mode" -> AllKnn.create().withVote(Vote.MOST);
            case "all knn 7" -> AllKnn.create().withVote(Vote.MOST).withNeighbors(7);
            case "all knn minority" -> AllKnn.create().withNeighbors(7).withSmallestMayChange(true);
            case "cleaning rule" -> NeighborhoodCleaning.create();
            case "cleaning rule 5" -> NeighborhoodCleaning.create().withNeighbors(5);
            case "cleaning rule 4" -> NeighborhoodCleaning.create().withNeighbors(4).withThreshold(0.1);
            case "cleaning rule threshold" -> NeighborhoodCleaning.create().withThreshold(1.9);
            case "near miss 1" -> NearMiss.nearest();
            case "near miss 1 of 5" -> NearMiss.nearest().withNeighbors(5);
            case "near miss 1 majority" -> NearMiss.nearest().to(Balance.majority());
            case "near miss 2" -> NearMiss.farthest();
            case "near miss 2 of 5" -> NearMiss.farthest().withNeighbors(5);
            case "near miss 3" -> NearMiss.surrounding();
            case "near miss 3 of 5" -> NearMiss.surrounding().withNeighbors(2).withCandidates(5);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** One-sided selection with the rows that the reference drew. */
    private record Drawn(int[] rows, Balance balance, long seed) implements RowSampler<Drawn> {

        @Override
        public Drawn to(Balance other) {
            return new Drawn(rows, other, seed);
        }

        @Override
        public Drawn withSeed(long other) {
            return new Drawn(rows, balance, other);
        }

        @Override
        public Draft draft(Rows all, RandomSource random) {
            return Draft.keeping(OneSidedSelection.selected(all, balance.toClean(name(), all), rows));
        }
    }

    private static int[] labels(int classes) {
        return IntStream.range(0, ROWS).map(i -> Math.min(classes - 1, CLASSES[(int) Long.remainderUnsigned(mix(i), 10)])).toArray();
    }

    private static double[] values(int[] labels, int width) {
        double[] values = new double[ROWS * width];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < width; j++) {
                long h = mix(1_000_000L * width + 1000L * i + j);
                values[i * width + j] = ((h >>> 48) + (h >>> 32 & 0xFFFF) + (h >>> 16 & 0xFFFF) + (h & 0xFFFF)) / 65536.0 - 2
                        + (j < 2 ? 0.75 * labels[i] : 0);
            }
        }
        return values;
    }

    /** Steele, Lea and Flood's splitmix64. */
    private static long mix(long seed) {
        long x = seed + 0x9E3779B97F4A7C15L;
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }

    private static String bits(int[] kept) {
        int[] digits = new int[ROWS / 4];
        for (int row : kept) {
            digits[row / 4] |= 8 >> row % 4;
        }
        StringBuilder text = new StringBuilder();
        Arrays.stream(digits).forEach(digit -> text.append(Integer.toHexString(digit)));
        return text.toString();
    }
}
