package org.librate.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.save.Packed;
import org.librate.core.save.Safetensors;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/** Every fitted step does the same after it has been in a file, or says why it cannot be in one. */
class PreparedTypesTest {

    @TempDir Path folder;

    static Stream<TransformerContractTest.Case> steps() {
        return TransformerContractTest.steps();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_step_from_a_file_gives_the_same_bits(TransformerContractTest.Case each) throws IOException {
        Table all = TransformerContractTest.table();
        FittedTransformer fitted = each.step().fit(all.rows(IntStream.range(0, 18).toArray()));
        if (each.step() instanceof MapColumn) {
            assertThatThrownBy(() -> PreparedTypes.all().pack("step", fitted)).hasMessageContaining("FittedMapColumn")
                    .hasMessageContaining("function is code");
            return;
        }
        Packed packed = PreparedTypes.all().pack("step", fitted);
        Path file = folder.resolve("step.safetensors");
        Safetensors.write(file, packed.tensors(), Map.of("step", packed.json()));
        FittedTransformer same = PreparedTypes.all().unpack(FittedTransformer.class, "step", Safetensors.read(file));

        assertThat(same).hasToString(fitted.toString());
        Table expected = fitted.apply(all);
        Table got = same.apply(all);
        assertThat(got.names()).isEqualTo(expected.names());
        for (Column column : expected.columns()) {
            Column other = got.column(column.name());
            assertThat(other.type()).isEqualTo(column.type());
            if (column instanceof NumericColumn numbers) {
                assertThat(bits(((NumericColumn) other).toArray())).as(column.name()).isEqualTo(bits(numbers.toArray()));
            } else if (column instanceof VectorColumn vectors) {
                assertThat(((VectorColumn) other).values().toArray()).as(column.name()).isEqualTo(vectors.values().toArray());
            } else {
                assertThat(texts(other)).as(column.name()).isEqualTo(texts(column));
            }
        }
    }

    private static void assertUnfit(String field, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("Fitted")
                .hasMessageContaining("\"" + field + "\" must");
    }

    /** As a file may say: loading turns the complaint into one about the file. */
    @Test
    void arrays_that_do_not_fit_each_other_are_refused() {
        Levels two = new Levels("c", ColumnType.CATEGORY, List.of("a", "b"));
        double[] one = {1};
        assertUnfit("slots", () -> new OneHot.Encoded(two, new int[] {0}, -1, -1, List.of("a", "b")));
        assertUnfit("slots", () -> new OneHot.Encoded(two, new int[] {0, 2}, -1, -1, List.of("a", "b")));
        assertUnfit("missingSlot", () -> new OneHot.Encoded(two, new int[] {0, 1}, -1, 7, List.of("a", "b")));
        assertUnfit("values", () -> new FrequencyEncoder.Frequencies(two, one));
        assertUnfit("encodings", () -> new TargetEncoder.Fitted(List.of(new TargetEncoder.Encoding(two, one)), List.of("")));
        assertUnfit("weights", () -> new Pca.Fitted(List.of("v"), new int[] {2}, new double[2], new double[3], new double[2], new double[2], false));
        assertUnfit("means", () -> new Pca.Fitted(List.of("v"), new int[] {2}, new double[3], new double[6], new double[2], new double[2], false));
        assertUnfit("deviations", () -> new PowerTransformer.Fitted(List.of("x"), one, one, new double[0]));
        assertUnfit("donors", () -> new NeighborImpute.Fitted(List.of("x", "y"), 1, false, new double[3], new double[2], List.of()));
        assertUnfit("kept", () -> new FeatureSelection.Chosen("x", ColumnType.NUMERIC, new int[] {1}, one, one));
        assertUnfit("idf", () -> new TfIdf.Vocabulary("t", List.of("word"), new double[2]));
        assertUnfit("factors", () -> new PolynomialFeatures.Fitted(List.of("x"), List.of(new PolynomialFeatures.Term(new int[] {1})), false));
        assertUnfit("widths", () -> new VectorToColumns.Fitted(List.of("v"), new int[0]));
    }

    private static long[] bits(double[] numbers) {
        return IntStream.range(0, numbers.length).mapToLong(i -> Double.doubleToRawLongBits(numbers[i])).toArray();
    }

    private static String[] texts(Column column) {
        return IntStream.range(0, column.size()).mapToObj(i -> column.isMissing(i) ? "(missing)" : column.text(i)).toArray(String[]::new);
    }
}
