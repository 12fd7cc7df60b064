package org.librate.augment.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.augment.Augmentation;

class ContactSheetTest {

    private static Sample sample() {
        byte[] pixels = new byte[24 * 32 * 3];
        float[] mask = new float[24 * 32];
        for (int i = 0; i < 24 * 32; i++) {
            pixels[3 * i] = (byte) (i % 32 * 8);
            pixels[3 * i + 1] = (byte) (i / 32 * 10);
            mask[i] = i % 32 > 8 && i % 32 < 20 && i / 32 > 5 && i / 32 < 15 ? 2 : 0;
        }
        return Sample.of(Image.of(24, 32, 3, pixels)).withMask("thing", Image.of(24, 32, 1, mask))
                .withHeatmap("heat", Image.of(24, 32, 1, new float[24 * 32]))
                .withBoxes(Box.of(9, 6, 20, 15, 2)).withPolygons(Polygon.of(1, 9, 6, 20, 6, 20, 15)).withKeypoints(Keypoint.of(14.5, 10.5, 0));
    }

    private static final Augmentation<Sample> AUGMENT = Augmentation.sequence(HorizontalFlip.create().withProbability(0.5), Brightness.of(0.3))
            .withSeed(42);

    @Test
    void shows_each_draw_with_all_that_moves() {
        ContactSheet sheet = ContactSheet.of(AUGMENT, sample(), sample()).withRows(3).withCell(64);
        Image image = sheet.image();
        assertThat(image.channels()).isEqualTo(3);
        assertThat(image.width()).as("four columns").isEqualTo(320);
        assertThat(image.height()).as("a head, and 2 × 4 rows of 48 pixels and a line of text").isEqualTo(16 + 8 * (48 + 6 + 10 + 6));
        CRC32 crc = new CRC32();
        crc.update(image.bytes());
        assertThat(crc.getValue()).as("the same pixels on every machine").isEqualTo(468141511L);
        assertThat(sheet).hasToString("ContactSheet[Augmentation[Sequence[HorizontalFlip.withProbability(0.5), Brightness[0.7..1.3]], seed=42], 2 "
                + "samples, rows=3]");
    }

    @Test
    void writes_a_png_that_others_read(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new").resolve("sheet.png");
        ContactSheet sheet = ContactSheet.each(sample(), Rotate.of(30), Posterize.of(2), Transpose.create()).withCell(100);
        sheet.write(file);
        Image wanted = sheet.image();
        BufferedImage read = ImageIO.read(file.toFile());
        assertThat(read.getWidth()).isEqualTo(wanted.width());
        assertThat(read.getHeight()).isEqualTo(wanted.height());
        for (int y = 0; y < wanted.height(); y++) {
            for (int x = 0; x < wanted.width(); x++) {
                int at = (y * wanted.width() + x) * 3;
                byte[] p = wanted.bytes();
                assertThat(read.getRGB(x, y) & 0xFFFFFF).isEqualTo((p[at] & 0xFF) << 16 | (p[at + 1] & 0xFF) << 8 | p[at + 2] & 0xFF);
            }
        }
        assertThat(file.getParent().toFile().list()).as("no half file is left").containsExactly("sheet.png");
    }

    @Test
    void makes_large_images_smaller_and_takes_any_channels() {
        for (int channels : new int[] {1, 2, 3, 5}) {
            Image image = ContactSheet.of(AUGMENT, Sample.of(Image.of(300, 200, channels, new float[300 * 200 * channels]))).withRows(1).withCell(50)
                    .image();
            assertThat(image.height()).isEqualTo(16 + 2 * (50 + 6 + 10 + 6));
        }
    }

    @Test
    void refuses_what_cannot_be_seen() {
        assertThatThrownBy(() -> ContactSheet.of(AUGMENT)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least one sample");
        assertThatThrownBy(() -> ContactSheet.of(AUGMENT, sample()).withRows(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows");
        assertThatThrownBy(() -> ContactSheet.of(AUGMENT, sample()).withCell(3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[16, 4096]");
    }

    @Test
    void knows_all_letters() {
        for (char letter = '!'; letter <= '~'; letter++) {
            int set = 0;
            for (int i = 0; i < 35; i++) {
                set += Letters.isSet(letter, i / 5, i % 5) ? 1 : 0;
            }
            assertThat(set).as("pixels of %s", letter).isBetween(2, 22);
        }
        assertThat(Letters.isSet('\u4e2d', 6, 2)).as("an unknown one is a question mark").isEqualTo(Letters.isSet('?', 6, 2));
    }
}
