package org.librate.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;

/** Reading files, good ones and hostile ones. */
class FilesTest {

    @TempDir Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static double[] row(Dataset data, int index, int field) {
        Row row = Row.of(data.fields(), 0);
        data.read(index, row);
        return row.toArray(field);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Nested class Idx_files {

        private static byte[] idx(int type, int[] dims, int bytes) {
            ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dims.length + bytes).put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
            for (int dim : dims) {
                buffer.putInt(dim);
            }
            for (int i = 0; i < bytes; i++) {
                buffer.put((byte) i);
            }
            return buffer.array();
        }

        private static byte[] images() {
            return idx(8, new int[] {3, 2, 2}, 12);
        }

        private static byte[] labels() {
            return idx(8, new int[] {3}, 3);
        }

        private void rejected(byte[] images, byte[] labels, String... parts) throws IOException {
            Path x = file("x", images);
            Path y = file("y", labels);
            assertThatThrownBy(() -> Idx.read(x, y)).isInstanceOf(BadFileException.class).hasMessageContainingAll(parts);
        }

        @Test void are_read_plain_or_packed() throws IOException {
            for (Pixels data : List.of(Idx.read(file("x", images()), file("y", labels())),
                    Idx.read(file("x.gz", gzip(images())), file("y.gz", gzip(labels()))))) {
                assertThat(data.size()).isEqualTo(3);
                assertThat(data.fields().get(0).shape()).isEqualTo(Shape.of(2, 2, 1));
                assertThat(row(data, 1, 0)[3]).isEqualTo(7 / 255f);
                assertThat(data.labels()).containsExactly(0, 1, 2);
            }
            assertThat(Idx.tensor(file("z", images())).shape()).isEqualTo(Shape.of(3, 2, 2));
        }

        @Test void of_another_kind_are_refused() throws IOException {
            rejected("<html>404</html>".getBytes(StandardCharsets.UTF_8), labels(), "x: an IDX file must begin with two zero bytes", "[60, 104]");
            rejected(idx(0x0D, new int[] {3, 2, 2}, 12), labels(), "unsigned bytes (type 8)", "type 13");
            rejected(idx(8, new int[] {3, 4}, 12), labels(), "images must have 3 or 4 axes", "[3, 4]");
            rejected(images(), idx(8, new int[] {3, 1}, 3), "y: labels must have 1 axis");
            rejected(images(), idx(8, new int[] {2}, 2), "y: there must be one label for each of the 3 images");
            rejected(new byte[] {0, 0, 8, 0}, labels(), "1 to 8 axes, got 0");
            rejected(new byte[] {0, 0, 8, (byte) 200}, labels(), "1 to 8 axes, got -56");
        }

        @Test void that_are_cut_off_or_too_long_are_refused() throws IOException {
            rejected(new byte[0], labels(), "x: the header", "0 bytes, got 4");
            rejected(new byte[] {0, 0, 8}, labels(), "x: the header");
            rejected(Arrays.copyOf(images(), 10), labels(), "x: the header");
            rejected(Arrays.copyOf(images(), images().length - 1), labels(), "x: the data of shape [3, 2, 2]");
            rejected(Arrays.copyOf(images(), images().length + 1), labels(), "nothing may follow");
            byte[] packed = gzip(images());
            for (int length = 0; length < packed.length; length++) {
                Path x = file("x", Arrays.copyOf(packed, length));
                Path y = file("y", labels());
                assertThatThrownBy(() -> Idx.read(x, y)).isInstanceOf(BadFileException.class).hasMessageContaining("x: ");
            }
        }

        @Test void that_lie_about_their_size_claim_no_memory() throws IOException {
            rejected(idx(8, new int[] {2_000_000_000, 1, 1}, 12), labels(), "must fit the file");
            rejected(gzip(idx(8, new int[] {2_000_000_000, 1, 1}, 12)), labels(), "must fit the file");
            rejected(idx(8, new int[] {60_000, 60_000, 60_000}, 12), labels(), "together fit");
            rejected(idx(8, new int[] {-1, 2, 2}, 12), labels(), "axes must be >= 1");
            rejected(idx(8, new int[] {0, 2, 2}, 12), labels(), "axes must be >= 1");
        }

        @Test void that_are_damaged_never_give_other_values() throws IOException {
            byte[] packed = gzip(images());
            int refused = 0;
            for (int i = 10; i < packed.length; i++) { // before that, names and times may change freely
                byte[] bytes = packed.clone();
                bytes[i] ^= 0x10;
                Path x = file("x", bytes);
                try {
                    assertThat(Idx.tensor(x).toInts()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11); // a bit that fills up the last byte
                } catch (BadFileException e) {
                    refused++;
                }
            }
            assertThat(refused).isGreaterThanOrEqualTo(packed.length - 11);
        }
    }

    @Nested class Files_of_rows {

        private final Dataset data = Dataset.of(Tensor.normal(Shape.of(1000, 3, 5), 0, 1, RandomSource.of(1).at(0)),
                Tensor.integers(Shape.of(1000), 0, 4, RandomSource.of(2).at(0))).withClassNames(List.of("a", "b", "c", "ü"));

        private RowFile written() throws IOException {
            Path path = folder.resolve("train.rows");
            RowFile.write(path, data);
            return RowFile.open(path);
        }

        @Test void hold_what_was_written() throws IOException {
            RowFile rows = written().verify();
            assertThat(rows.size()).isEqualTo(1000);
            assertThat(rows.fields()).isEqualTo(data.fields());
            assertThat(rows.classNames()).containsExactly("a", "b", "c", "ü");
            assertThat(rows.labels()).containsExactly(data.labels());
            for (int i = 0; i < 1000; i += 37) {
                assertThat(row(rows, i, 0)).containsExactly(row(data, i, 0));
            }
            assertThat(RowFile.open(folder.resolve("train.rows")).origin(7)).isEqualTo(rows.origin(7)).isNotEqualTo(rows.origin(8));
            assertThat(rows.toString()).startsWith("RowFile[train.rows, 1000 rows, ");
            assertThat(names()).containsExactly("train.rows");
        }

        @Test void give_the_loader_the_same_batches_as_memory() throws IOException {
            RowFile rows = written();
            try (Batches some = Loader.of(rows).withWorkers(2).withOrder(BatchOrder.shuffled(RandomSource.of(3))).open(0);
                    Batches others = Loader.of(data).withOrder(BatchOrder.shuffled(RandomSource.of(3))).open(0)) {
                while (others.hasNext()) {
                    assertThat(some.next().x().toArray()).containsExactly(others.next().x().toArray());
                }
            }
        }

        @Test void of_every_type_come_back() throws IOException {
            Dataset types = TensorDataset.of(Tensor.of(Shape.of(2, 1), (byte) 200, (byte) 3)).withInput("flag", Tensor.of(true, false))
                    .withInput("double", Tensor.of(0.1, 1e300)).withTarget("long", Tensor.of(1L << 20, 5L)).withWeights(1, 2);
            Path path = folder.resolve("types.rows");
            RowFile.write(path, types);
            RowFile rows = RowFile.open(path);
            for (int field = 0; field < 5; field++) {
                assertThat(row(rows, 0, field)).containsExactly(row(types, 0, field));
                assertThat(row(rows, 1, field)).containsExactly(row(types, 1, field));
            }
            assertThat(rows.labels()).containsExactly(1 << 20, 5);
        }

        @Test void appear_whole_or_not_at_all() throws IOException {
            Path path = folder.resolve("part.rows");
            try (RowFileWriter writer = RowFileWriter.create(path, data.fields(), List.of())) {
                writer.add(row -> data.read(0, row));
                assertThat(names()).noneMatch("part.rows"::equals);
            }
            assertThat(names()).isEmpty();
            Dataset broken = data.map(RowTransform.inPlace((row, stream) -> {
                throw new IllegalStateException("no more");
            }));
            assertThatThrownBy(() -> RowFile.write(path, broken)).hasMessage("no more");
            assertThat(names()).isEmpty();
            RowFile.write(path, data.subset());
            assertThat(RowFile.open(path).verify().size()).isZero();
        }

        @Test void that_are_cut_off_at_any_place_or_too_long_are_refused() throws IOException {
            written();
            byte[] whole = Files.readAllBytes(folder.resolve("train.rows"));
            for (int length = 0; length < whole.length; length += length < 200 ? 1 : 997) {
                Path path = file("cut.rows", Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> RowFile.open(path)).as("length " + length).isInstanceOf(BadFileException.class)
                        .hasMessageContaining("cut.rows: ");
            }
            Path path = file("long.rows", Arrays.copyOf(whole, whole.length + 1));
            assertThatThrownBy(() -> RowFile.open(path)).hasMessageContaining("must have " + whole.length + " bytes, got " + (whole.length + 1));
        }

        @Test void of_another_kind_or_damaged_are_refused() throws IOException {
            written();
            byte[] whole = Files.readAllBytes(folder.resolve("train.rows"));
            for (int i = 0; i < 100; i++) { // the header is that long
                byte[] bytes = whole.clone();
                bytes[i] ^= 1;
                Path path = file("bad.rows", bytes);
                assertThatThrownBy(() -> RowFile.open(path)).as("byte " + i).isInstanceOf(BadFileException.class);
            }
            byte[] bytes = whole.clone();
            bytes[whole.length - 3] ^= 1;
            Path path = file("bad.rows", bytes);
            assertThatThrownBy(() -> RowFile.open(path).verify()).isInstanceOf(BadFileException.class).hasMessageContaining("checksum");
            Path html = file("page.rows", "x".repeat(100).getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> RowFile.open(html)).hasMessageContaining("must begin with \"LIBRROWS\"");
        }

        @Test void with_a_hostile_header_and_a_right_checksum_are_refused() throws IOException {
            Path path = folder.resolve("hostile.rows");
            List<Field> huge = List.of(Field.input("x", DType.FLOAT32, Shape.of(1L << 40)));
            Files.write(path, RowFileHeader.of(huge, List.of(), 1, 0).encode().array());
            assertThatThrownBy(() -> RowFile.open(path)).isInstanceOf(BadFileException.class).hasMessageContaining("must describe fields");
            Files.write(path, RowFileHeader.of(List.of(), List.of(), 1, 0).encode().array());
            assertThatThrownBy(() -> RowFile.open(path)).isInstanceOf(BadFileException.class);
            List<Field> usual = List.of(Field.input("x", DType.FLOAT32, Shape.of(2)));
            Files.write(path, RowFileHeader.of(usual, List.of(), -5, 0).encode().array());
            assertThatThrownBy(() -> RowFile.open(path)).isInstanceOf(BadFileException.class);
            Files.write(path, RowFileHeader.of(usual, List.of(), Integer.MAX_VALUE, 0).encode().array());
            assertThatThrownBy(() -> RowFile.open(path)).hasMessageContaining("it is cut off");
        }
    }

    @Nested class Image_folders {

        private void image(String name, Color color, int width, int height, String format, int type) throws IOException {
            BufferedImage image = new BufferedImage(width, height, type);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(color);
            graphics.fillRect(0, 0, width, height);
            graphics.dispose();
            Path path = folder.resolve(name);
            Files.createDirectories(path.getParent());
            assertThat(ImageIO.write(image, format, path.toFile())).isTrue();
        }

        private void pets() throws IOException {
            image("dog/b.png", new Color(10, 20, 30), 9, 5, "png", BufferedImage.TYPE_INT_RGB);
            image("cat/z.png", new Color(200, 100, 50), 4, 4, "png", BufferedImage.TYPE_INT_ARGB);
            image("cat/a.bmp", new Color(255, 255, 255), 64, 48, "bmp", BufferedImage.TYPE_INT_RGB);
            Files.writeString(folder.resolve("cat/.hidden"), "x");
            Files.writeString(folder.resolve("readme.txt"), "not a class");
        }

        @Test void number_classes_and_rows_by_name() throws IOException {
            pets();
            for (Dataset data : List.of(ImageFolder.of(folder, 3, 2, 3).read(), ImageFolder.of(folder, 3, 2, 3).stream())) {
                assertThat(data.classNames()).containsExactly("cat", "dog");
                assertThat(data.labels()).containsExactly(0, 0, 1);
                assertThat(data.fields().get(0).shape()).isEqualTo(Shape.of(3, 2, 3));
                assertThat(row(data, 0, 0)).containsOnly(1);
                assertThat(row(data, 1, 0)).startsWith(200 / 255f, 100 / 255f, 50 / 255f).endsWith(200 / 255f, 100 / 255f, 50 / 255f);
                assertThat(row(data, 2, 0)).startsWith(10 / 255f, 20 / 255f, 30 / 255f);
            }
            assertThat(row(ImageFolder.of(folder, 2, 2, 1).read(), 1, 0)).containsOnly(Math.round(0.299f * 200 + 0.587f * 100 + 0.114f * 50) / 255f);
        }

        @Test void take_grey_images_as_they_are() throws IOException {
            BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < 6; i++) {
                image.getRaster().setSample(i % 3, i / 3, 0, 40 * i);
            }
            Files.createDirectories(folder.resolve("a"));
            ImageIO.write(image, "png", folder.resolve("a/1.png").toFile());
            assertThat(row(ImageFolder.of(folder, 2, 3, 1).read(), 0, 0))
                    .containsExactly(0, 40 / 255f, 80 / 255f, 120 / 255f, 160 / 255f, 200 / 255f);
            assertThat(row(ImageFolder.of(folder, 2, 3, 3).read(), 0, 0)).startsWith(0, 0, 0, 40 / 255f, 40 / 255f, 40 / 255f);
        }

        @Test void name_or_leave_out_what_is_no_image() throws IOException {
            pets();
            byte[] good = Files.readAllBytes(folder.resolve("dog/b.png"));
            Files.write(folder.resolve("dog/cut.png"), Arrays.copyOf(good, good.length / 2));
            Files.writeString(folder.resolve("dog/text.png"), "no picture");
            byte[] bomb = good.clone(); // a header that claims 2^31 - 1 pixels each way
            ByteBuffer.wrap(bomb).putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);
            Files.write(folder.resolve("dog/bomb.png"), bomb);
            ImageFolder strict = ImageFolder.of(folder, 2, 2, 3);
            assertThatThrownBy(strict::read).isInstanceOf(BadFileException.class).hasMessageContaining("bomb.png: an image must");
            ImageFolder lenient = strict.withUnreadable(ImageFolder.Unreadable.SKIP);
            assertThat(lenient.read().labels()).containsExactly(0, 0, 1);
            assertThat(lenient.stream().labels()).containsExactly(0, 0, 1);
            try (Batches batches = Loader.of(strict.stream()).withWorkers(2).withBatchSize(1).open(0)) {
                assertThatThrownBy(() -> batches.forEach((Batch batch) -> assertThat(batch.index()).isLessThan(3))).isInstanceOf(RowException.class)
                        .hasMessageContaining("bomb.png");
            }
            assertThatThrownBy(() -> ImageFolder.of(folder.resolve("dog"), 2, 2, 3).read()).hasMessageContaining("a folder for each class");
        }

        @Test void shrink_by_averaging_and_grow_between_pixels() {
            byte[] checks = new byte[64];
            for (int i = 0; i < 64; i++) {
                checks[i] = (byte) ((i + i / 8) % 2 == 0 ? 200 : 0);
            }
            byte[] small = new byte[4];
            Resize.to(checks, 8, 8, 1, small, 0, 2, 2);
            for (byte value : small) {
                assertThat(value & 0xFF).isBetween(95, 105);
            }
            byte[] wide = new byte[4];
            Resize.to(new byte[] {0, 100}, 1, 2, 1, wide, 0, 1, 4);
            assertThat(wide).containsExactly(0, 25, 75, 100);
        }
    }

    @Nested class Numbers_in_csv {

        private Path csv(String text) throws IOException {
            return file("numbers.csv", text.getBytes(StandardCharsets.UTF_8));
        }

        @Test void become_features_and_a_class_or_a_number() throws IOException {
            Dataset data = NumericCsv.of(csv("a,b,class\n1,2,0\n3, 4.5 ,1\n\n")).read();
            assertThat(row(data, 1, 0)).containsExactly(3, 4.5);
            assertThat(data.labels()).containsExactly(0, 1);
            Dataset first = NumericCsv.of(csv("1.5,2,0\n3,4,1")).withHeader(false).withNumberTarget(0).read();
            assertThat(row(first, 0, 1)).containsExactly(1.5);
            assertThat(row(first, 1, 0)).containsExactly(4, 1);
            assertThat(NumericCsv.of(file("n.csv.gz", gzip("1,2,0".getBytes(StandardCharsets.UTF_8)))).withHeader(false).read().size()).isEqualTo(1);
        }

        @Test void say_where_they_are_wrong() throws IOException {
            assertThatThrownBy(() -> NumericCsv.of(csv("a,b\n1,x")).read()).isInstanceOf(BadFileException.class)
                    .hasMessageContaining("\"x\" in line 2, column 1");
            assertThatThrownBy(() -> NumericCsv.of(csv("a,b\n1,2")).withHeader(false).read()).hasMessageContaining("is it a header?");
            assertThatThrownBy(() -> NumericCsv.of(csv("a,b\n1,2\n1,2,3")).read()).hasMessageContaining("2 columns, got 3 in line 3");
            assertThatThrownBy(() -> NumericCsv.of(csv("a,b\n1,2.5")).read()).hasMessageContaining("2.5 in row 0");
            assertThatThrownBy(() -> NumericCsv.of(csv("a,b\n")).read()).hasMessageContaining("there must be a row");
            assertThatThrownBy(() -> NumericCsv.of(csv("a,b\n1,2")).withClassTarget(2).read()).hasMessageContaining("[-2, 2), got 2");
        }
    }
}
