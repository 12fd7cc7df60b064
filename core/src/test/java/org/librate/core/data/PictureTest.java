package org.librate.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {

    @TempDir
    private Path folder;

    /** 16 × 32, four squares of 8 × 16: dark above left, then brighter, in the order of reading. */
    private static BufferedImage squares() {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 32; x++) {
                image.getRaster().setSample(x, y, 0, 20 + 60 * (x / 16) + 120 * (y / 8));
            }
        }
        return image;
    }

    private static byte[] jpeg(int orientation, boolean little) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(squares(), "jpeg", out);
        byte[] plain = out.toByteArray();
        byte[] head = little
                ? new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte) orientation, 0, 0, 0, 0, 0, 0, 0}
                : new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0};
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(plain, 0, 2);
        all.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (head.length + 8), 'E', 'x', 'i', 'f', 0, 0});
        all.write(head);
        all.write(plain, 2, plain.length - 2);
        return all.toByteArray();
    }

    /** What is seen above left, above right, below left and below right once the picture is upright, by the numbers of EXIF. */
    @ParameterizedTest
    @CsvSource({"1, 20, 80, 140, 200", "2, 80, 20, 200, 140", "3, 200, 140, 80, 20", "4, 140, 200, 20, 80", "5, 20, 140, 80, 200",
            "6, 140, 20, 200, 80", "7, 200, 80, 140, 20",
        "8, 80, 200, 20, 140", "0, 20, 80, 140, 200", "9, 20, 80, 140, 200"})
    void is_turned_as_the_camera_was_held(int number, int a, int b, int c, int d) throws IOException {
        for (boolean little : List.of(true, false)) {
            Path file = folder.resolve("turned" + number + little + ".jpg");
            Files.write(file, jpeg(number, little));
            Picture picture = Picture.read(file, 1);
            boolean turned = number >= 5 && number <= 8;
            assertThat(picture.height()).isEqualTo(turned ? 32 : 16);
            assertThat(picture.width()).isEqualTo(turned ? 16 : 32);
            int[] expected = {a, b, c, d};
            for (int i = 0; i < 4; i++) {
                int y = picture.height() / 4 + i / 2 * picture.height() / 2;
                int x = picture.width() / 4 + i % 2 * picture.width() / 2;
                assertThat(picture.pixels()[y * picture.width() + x] & 0xFF).as("corner %s", i).isCloseTo(expected[i], within(4));
            }
        }
    }

    @Test void survives_an_orientation_that_leads_astray() throws IOException {
        byte[] good = jpeg(6, true);
        for (int at = 2; at < 44; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x7F;
            assertThat(Orientation.of(bad).number()).isBetween(1, 8);
            assertThat(Orientation.of(Arrays.copyOf(good, at)).number()).isIn(1, 6); // 6 where the number itself is there already
        }
        assertThat(Orientation.of(new byte[0]).number()).isEqualTo(1);
    }

    @Test void keeps_the_upper_bits_of_sixteen() throws IOException {
        BufferedImage grey = new BufferedImage(5, 3, BufferedImage.TYPE_USHORT_GRAY);
        WritableRaster raster = grey.getRaster();
        for (int i = 0; i < 15; i++) {
            raster.setSample(i % 5, i / 5, 0, i * 4000);
        }
        Path file = folder.resolve("deep.png");
        ImageIO.write(grey, "png", file.toFile());
        Picture one = Picture.read(file, 1);
        Picture three = Picture.read(file, 3);
        for (int i = 0; i < 15; i++) {
            assertThat(one.pixels()[i] & 0xFF).isEqualTo(i * 4000 >> 8);
            assertThat(three.pixels()[3 * i + 1]).isEqualTo(one.pixels()[i]);
        }
    }

    @Test void names_a_file_that_is_no_image() throws IOException {
        Path file = folder.resolve("letter.png");
        Files.writeString(file, "Dear reader");
        assertThatThrownBy(() -> Picture.read(file, 3)).isInstanceOf(BadFileException.class).hasMessageContaining("letter.png");
        assertThatThrownBy(() -> Picture.read(file, 2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 or 3");
    }

    @Test void are_rows_by_their_numbers() throws IOException {
        Files.createDirectories(folder.resolve("set/a"));
        Files.createDirectories(folder.resolve("set/b"));
        ImageIO.write(squares(), "png", folder.resolve("set/a/1.png").toFile());
        ImageIO.write(squares(), "png", folder.resolve("set/b/2.png").toFile());
        Files.writeString(folder.resolve("set/b/3.png"), "no image");
        ImageFolder images = ImageFolder.of(folder.resolve("set"), 8, 8, 1);
        assertThat(images.files().size()).isEqualTo(3);
        ImageFiles good = images.withUnreadable(ImageFolder.Unreadable.SKIP).files();
        assertThat(good.size()).isEqualTo(2);
        assertThat(good.labels()).containsExactly(0, 1);
        assertThat(good.classNames()).containsExactly("a", "b");
        assertThat(good.picture(1).width()).isEqualTo(32);
        Row row = Row.of(good.fields(), 0);
        good.read(1, row);
        assertThat(row.get(0, 0)).isEqualTo(1);
        assertThatThrownBy(() -> images.files().picture(2)).hasMessageContaining("3.png");
    }
}
