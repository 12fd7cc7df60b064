package org.librate.core.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;

class SavedTypesTest {

    sealed interface Figure permits Circle, Group, Point {
    }

    record Circle(double radius) implements Figure {
        Circle {
            Check.positive("Circle", "radius", radius);
        }
    }

    record Group(List<Figure> figures) implements Figure {
    }

    enum Point implements Figure {
        ORIGIN
    }

    record Inner(String text, int number) {
    }

    record Everything(boolean yes, byte b, short s, int i, long l, float f, double d, String text, DType dtype, Shape shape, Padding padding,
            Padding sides,
            Optional<Inner> some, Optional<Inner> none, @Nullable String nothing, OptionalDouble number, OptionalInt absent, OptionalLong big,
            List<Integer> list, Map<String, List<Double>> map, Instant instant, Duration duration, Figure figure, Integer boxed) {
    }

    record Scale(double[] means, float[] deviations, int[] counts, long[] rows, String[] names, double[][] table, boolean[] kept, Tensor tensor) {
    }

    record Curve(String name, DoubleUnaryOperator function) {
    }

    record Square(double x) implements DoubleUnaryOperator {
        @Override
        public double applyAsDouble(double operand) {
            return x * operand * operand;
        }
    }

    /** No record, so one stands for it. */
    static final class Temperature {
        private final double celsius;

        Temperature(double celsius) {
            this.celsius = celsius;
        }

        record Form(double kelvin) {
        }
    }

    record Nested(@Nullable Nested inside) {
    }

    record Holder(Object any) {
    }

    record Grown(int old, int added) {
    }

    private static final SavedTypes TYPES = SavedTypes.create().with("Circle", Circle.class).with("Group", Group.class)
            .with("Everything", Everything.class)
            .with("Scale", Scale.class).with("Curve", Curve.class).with("Nested", Nested.class).with("Holder", Holder.class)
            .with("Temperature", Temperature.class, Temperature.Form.class, t -> new Temperature.Form(t.celsius + 273.15),
                    form -> new Temperature(form.kelvin - 273.15));

    @TempDir
    Path folder;

    private static Everything everything(double number) {
        Map<String, List<Double>> map = new LinkedHashMap<>();
        map.put("ä \"key\"\n", List.of(1.0, -0.0));
        map.put("@type", List.of());
        return new Everything(true, (byte) -1, (short) 300, Integer.MIN_VALUE, Long.MAX_VALUE, 0.1f, number, "ä\u0000\ud83d\ude00", DType.INT64,
                Shape.of(3, 0), Padding.CAUSAL,
                Padding.of(1, 2, 3, 4), Optional.of(new Inner("in", 1)), Optional.empty(), null, OptionalDouble.of(2.5), OptionalInt.empty(),
                OptionalLong.of(7), List.of(1, 2),
                map, Instant.parse("2026-01-02T03:04:05Z"), Duration.ofMillis(1500), new Group(List.of(new Circle(1), new Group(List.of()))), 5);
    }

    @Test
    void every_kind_of_component_comes_back() throws IOException {
        for (double number : new double[] {0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY}) {
            Everything value = everything(number);
            assertThat(TYPES.fromJson(Everything.class, TYPES.toJson(value))).isEqualTo(value);
        }
        assertThat(TYPES.toJson(new Group(List.of(new Circle(2)))))
                .isEqualTo("{\"@type\":\"Group\",\"figures\":[{\"@type\":\"Circle\",\"radius\":2.0}]}");
    }

    private static Scale scale(int length) {
        double[] means = new Random(1).doubles(length).toArray();
        float[] deviations = new float[length];
        Arrays.fill(deviations, 0.1f);
        return new Scale(means, deviations, IntStream.range(0, length).toArray(), new long[length], new String[] {"a", "b"},
                new double[][] {means, {1}}, new boolean[] {true}, Tensor.of(1f, 2f));
    }

    private static void assertSame(Scale scale, Scale same) {
        assertThat(same.means).isEqualTo(scale.means);
        assertThat(same.deviations).isEqualTo(scale.deviations);
        assertThat(same.counts).isEqualTo(scale.counts);
        assertThat(same.rows).isEqualTo(scale.rows);
        assertThat(same.names).isEqualTo(scale.names);
        assertThat(same.table).isDeepEqualTo(scale.table);
        assertThat(same.kept).isEqualTo(scale.kept);
        assertThat(same.tensor.toArray()).isEqualTo(scale.tensor.toArray());
    }

    private Path saved(Scale scale) throws IOException {
        Path path = folder.resolve("scale.safetensors");
        Packed packed = TYPES.pack("scale", scale);
        Safetensors.write(path, packed.tensors(), Map.of("scale", packed.json()));
        return path;
    }

    @Test
    void a_fitted_step_is_saved_without_code_of_its_own() throws IOException {
        for (int length : new int[] {0, 3, 8, 9, 1000}) {
            Scale scale = scale(length);
            Path path = saved(scale);
            assertSame(scale, TYPES.unpack(Scale.class, "scale", Safetensors.read(path)));
        }
        assertThat(Safetensors.read(saved(scale(9))).names())
                .containsExactlyInAnyOrder("scale/means", "scale/deviations", "scale/counts", "scale/rows", "scale/table[0]", "scale/tensor");
        assertThat(TYPES.pack("scale", scale(9)).json()).contains("\"means\":{\"@tensor\":\"scale/means\"}");
    }

    @Test
    void what_the_text_says_of_tensors_is_checked() throws IOException {
        Packed packed = TYPES.pack("scale", scale(9));
        Map<String, String> wrongs = new LinkedHashMap<>();
        wrongs.put(packed.json().replace("scale/means", "other"), "scale at means: must refer to a tensor of the file, got \"other\".");
        wrongs.put(packed.json().replace("scale/means", "scale/counts"),
                "scale at means: must refer to a tensor that a double[] can be read from, got INT32 [9].");
        wrongs.put(packed.json().replace("scale/table[0]", "scale/means"),
                "scale at table[0]: must refer to a tensor of its own, got \"scale/means\" again.");
        wrongs.put(packed.json().replace("@tensor", "tensor"), "scale at means: must refer to a tensor by \"@tensor\", got \"tensor\".");
        wrongs.put(packed.json().replace("{\"@tensor\":\"scale/table[0]\"}", "[1]"),
                "scale: must refer to every tensor of its, got \"scale/table[0]\", which it does not.");
        for (Map.Entry<String, String> wrong : wrongs.entrySet()) {
            Path path = folder.resolve("wrong.safetensors");
            Safetensors.write(path, packed.tensors(), Map.of("scale", wrong.getKey()));
            assertThatThrownBy(() -> TYPES.unpack(Scale.class, "scale", Safetensors.read(path))).isInstanceOf(BadFileException.class)
                    .hasMessageStartingWith(path + ": " + wrong.getValue());
        }
        Path path = folder.resolve("wrong.safetensors");
        assertThatThrownBy(() -> TYPES.unpack(Scale.class, "absent", Safetensors.read(path))).isInstanceOf(BadFileException.class)
                .hasMessageContaining("the metadata must have \"absent\", got \"scale\".");
        assertThatThrownBy(() -> TYPES.fromJson(Scale.class, packed.json())).isInstanceOf(BadFileException.class)
                .hasMessageContaining("must refer to a tensor of the file");
    }

    @Test
    void another_class_is_saved_by_the_record_that_stands_for_it() throws IOException {
        assertThat(TYPES.toJson(new Holder(new Temperature(0))))
                .isEqualTo("{\"@type\":\"Holder\",\"any\":{\"@type\":\"Temperature\",\"kelvin\":273.15}}");
        Holder holder = TYPES.fromJson(Holder.class, TYPES.toJson(new Holder(new Temperature(0))));
        assertThat(((Temperature) holder.any).celsius).isZero();
    }

    @Test
    void a_component_added_later_has_a_default() throws IOException {
        SavedTypes types = SavedTypes.create().with("Grown", Grown.class);
        String before = "{\"@type\":\"Grown\",\"old\":1}";
        assertThatThrownBy(() -> types.fromJson(Grown.class, before)).isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("JSON: must have the components of Grown, which are [old, added], got none called \"added\".");
        assertThat(types.withDefault(Grown.class, "added", 7).fromJson(Grown.class, before)).isEqualTo(new Grown(1, 7));
        assertThatThrownBy(() -> types.withDefault(Grown.class, "other", 7)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("It has [old, added].");
        assertThatThrownBy(() -> types.withDefault(Circle.class, "radius", 7)).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> values() {
        Nested deep = new Nested(null);
        for (int i = 0; i < 300; i++) {
            deep = new Nested(deep);
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        rest.put("an anonymous class", new Curve("c", new DoubleUnaryOperator() {
            @Override
            public double applyAsDouble(double operand) {
                return operand;
            }
        }));
        return Stream.of(
                arguments(new Curve("c", x -> x), "function is a lambda or an anonymous class, which is code. Write it as a record that implements "
                        + "DoubleUnaryOperator, and register that."),
                arguments(rest.get("an anonymous class"), "function is a lambda or an anonymous class"),
                arguments(new Curve("c", new Square(2)), "function is of org.librate.core.save.SavedTypesTest$Square, which is not registered. "
                        + "Register it: types.with(\"Square\", Square.class)."),
                arguments(new Group(List.of(Point.ORIGIN)), "figures[0] is of org.librate.core.save.SavedTypesTest$Point, which is not registered. "
                        + "Register it with a record that stands for it"),
                arguments(new Holder("text"), "any is of java.lang.String, which is not registered."),
                arguments(new Holder(5), "any is of java.lang.Integer, which is not registered."),
                arguments(deep, "is nested more than 200 deep. Compose it of fewer levels."),
                arguments(scale(1), "tensor is a tensor, and text holds none. Save it to a file."));
    }

    @ParameterizedTest
    @MethodSource("values")
    void what_cannot_be_made_again_is_refused_when_it_is_saved(Object value, String message) {
        assertThatThrownBy(() -> TYPES.toJson(value)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("SavedTypes: ")
                .hasMessageContaining(message);
    }

    @Test
    void a_null_must_be_declared() {
        assertThatThrownBy(() -> TYPES.toJson(new Holder(nothing()))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("any is null. Give it a value, or declare it @Nullable.");
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private static Object nothing() {
        return null;
    }

    static Stream<Arguments> texts() {
        String everything = TYPES.toJson(everything(1));
        return Stream.of(
                arguments("", "must be JSON, got is empty."),
                arguments("{", "must be JSON, got Unexpected end-of-input"),
                arguments("{} {}", "must be JSON, got goes on after its end."),
                arguments("[".repeat(10_000), "must be JSON, got Document nesting depth (201) exceeds the maximum allowed (200"),
                arguments("{\"a\":".repeat(10_000), "must be JSON, got Document nesting depth"),
                arguments("{\"@type\":\"Circle\",\"radius\":1,\"radius\":2}", "must be JSON, got has \"radius\" twice in one object."),
                arguments("[1]", "must be an object, got an array. It is damaged, or was written by a later version of the library."),
                arguments("null", "must be an object, got null."),
                arguments("{}", "must have a text \"@type\", which says what it is, got null."),
                arguments("{\"@type\":7}", "must have a text \"@type\", which says what it is, got 7."),
                arguments("{\"@type\":\"java.lang.Runtime\"}",
                        "must be of a registered type, got \"java.lang.Runtime\". If it is a record of yours, register it: "
                        + "types.with(\"java.lang.Runtime\", YourRecord.class). Known are \"Circle\", \"Group\""),
                arguments("{\"@type\":\"\\u001b[31m\"}", "must be of a registered type, got \"\\u001b[31m\"."),
                arguments("{\"@type\":\"Scale\"}", "must be a Figure, got \"Scale\"."),
                arguments("{\"@type\":\"Circle\",\"radius\":-1}", "must be a valid Circle, got Circle: radius must be > 0 and finite, got -1.0."),
                arguments("{\"@type\":\"Circle\",\"radius\":1e400}", "at radius: must be a number that fits a double, got 1e400."),
                arguments("{\"@type\":\"Circle\",\"radius\":" + "9".repeat(1_000_000) + "}", "must be JSON, got Number value length"),
                arguments("{\"@type\":\"Circle\",\"radius\":\"1\"}", "at radius: must be a number that fits a double, got \"1\"."),
                arguments("{\"@type\":\"Circle\",\"radius\":null}", "at radius: must have a value, got null."),
                arguments("{\"@type\":\"Circle\"}", "must have the components of Circle, which are [radius], got none called \"radius\"."),
                arguments("{\"@type\":\"Circle\",\"radius\":1,\"area\":3}", "must have the components of Circle, which are [radius], got \"area\"."),
                arguments("{\"@type\":\"Group\",\"figures\":[{\"@type\":\"Circle\",\"radius\":1},{\"@type\":\"Circle\",\"radius\":0}]}",
                        "at figures[1]: must be a valid Circle"),
                arguments("{\"@type\":\"Group\",\"figures\":{}}", "at figures: must be an array, got an object."),
                arguments(everything.replace("-2147483648", "2147483648"), "must be a Figure, got \"Everything\"."));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void hostile_text_is_refused_in_words(String json, String message) {
        assertThatThrownBy(() -> TYPES.fromJson(Figure.class, json)).isInstanceOf(BadFileException.class).message().startsWith("JSON")
                .contains(message).hasSizeLessThan(1000);
    }

    static Stream<Arguments> components() {
        return Stream.of(
                arguments("-2147483648", "2147483648", "at i: must be a whole number from -2147483648 to 2147483647, got 2147483648."),
                arguments("9223372036854775807", "9223372036854775808",
                        "at l: must be a whole number from -9223372036854775808 to 9223372036854775807, got 9223372036854775808."),
                arguments("-2147483648", "1.0", "at i: must be a whole number"),
                arguments("-2147483648", "1e3", "at i: must be a whole number"),
                arguments("\"b\":-1", "\"b\":-129", "at b: must be a whole number from -128 to 127, got -129."),
                arguments("\"f\":0.1", "\"f\":1e39", "at f: must be a number that fits a float, got 1e39."),
                arguments("\"yes\":true", "\"yes\":\"true\"", "at yes: must be true or false, got \"true\"."),
                arguments("INT64", "INT63", "at dtype: must be one of [FLOAT32, "),
                arguments("[3,0]", "[3,-1]", "at shape[1]: must be a whole number from 0 to"),
                arguments("[3,0]", "[4611686018427387904,4]", "at shape: must be a valid Shape, got Shape: the number of elements must fit a long"),
                arguments("CAUSAL", "REFLECT", "at padding: must be one of [VALID, SAME, CAUSAL] or four numbers, got \"REFLECT\"."),
                arguments("[1,2,3,4]", "[1,2,3]", "at sides: must have four sides, got 3."),
                arguments("2026-01", "2026-13", "at instant: must be a valid Instant"),
                arguments("PT1.5S", "soon", "at duration: must be a valid Duration"),
                arguments("\"text\":\"in\"", "\"text\":\"in\",\"@type\":\"Inner\"",
                        "at some: must have the components of Inner, which are [text, number], got \"@type\"."),
                arguments("[1.0,-0.0]", "[1.0,[]]", "[1]: must be a number that fits a double, got an array."));
    }

    @ParameterizedTest
    @MethodSource("components")
    void each_component_is_held_to_its_kind(String text, String other, String message) {
        String json = TYPES.toJson(everything(1));
        assertThat(json).contains(text);
        assertThatThrownBy(() -> TYPES.fromJson(Everything.class, json.replaceFirst(Pattern.quote(text), other))).isInstanceOf(BadFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void text_that_was_damaged_is_read_or_refused() {
        String json = TYPES.toJson(everything(1));
        Random random = new Random(3);
        for (int run = 0; run < 3000; run++) {
            StringBuilder changed = new StringBuilder(json);
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(changed.length());
                switch (random.nextInt(3)) {
                    case 0 -> changed.setCharAt(at, (char) random.nextInt(128));
                    case 1 -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(20)));
                    default -> changed.insert(at, changed.substring(at, Math.min(changed.length(), at + random.nextInt(20))));
                }
            }
            try {
                TYPES.fromJson(Everything.class, changed.toString());
            } catch (BadFileException e) {
                assertThat(e).hasMessageStartingWith("JSON");
            }
        }
    }

    @Test
    void names_and_types_are_registered_once() {
        assertThatThrownBy(() -> TYPES.with("Circle", Square.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a name must be of one type");
        assertThatThrownBy(() -> TYPES.with("Kreis", Circle.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a type must have one name");
        assertThatThrownBy(() -> TYPES.with("a b", Square.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must begin with a letter");
        SavedTypes more = TYPES.with(SavedTypes.create().with("Square", Square.class).refusing(Point.class, "it is too small"));
        assertThat(more.knows(Square.class)).isTrue();
        assertThat(TYPES.knows(Square.class)).isFalse();
        assertThatThrownBy(() -> more.toJson(new Group(List.of(Point.ORIGIN)))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SavedTypes: figures[0] is ORIGIN, which cannot be saved: it is too small.");
    }
}
