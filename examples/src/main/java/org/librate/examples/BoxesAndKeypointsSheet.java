package org.librate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.librate.augment.Applied;
import org.librate.augment.Augmentation;
import org.librate.augment.OneOf;
import org.librate.augment.image.Affine;
import org.librate.augment.image.Border;
import org.librate.augment.image.Box;
import org.librate.augment.image.BoxSafeCrop;
import org.librate.augment.image.ColorJitter;
import org.librate.augment.image.ContactSheet;
import org.librate.augment.image.Elastic;
import org.librate.augment.image.HorizontalFlip;
import org.librate.augment.image.Image;
import org.librate.augment.image.Keypoint;
import org.librate.augment.image.Perspective;
import org.librate.augment.image.Polygon;
import org.librate.augment.image.Sample;

/**
 * A picture with a face in it: its box, its outline, its mask and its two eyes move with the pixels, and a left eye stays a left eye in the mirror.
 * Writes a sheet with a row for each draw.
 *
 * <p>The argument, if any, is the file to write.
 */
public final class BoxesAndKeypointsSheet {

    private static final int HEIGHT = 96;
    private static final int WIDTH = 128;
    private static final int FACE = 1;
    private static final int LEFT_EYE = 2;
    private static final int RIGHT_EYE = 3;

    private BoxesAndKeypointsSheet() {
    }

    public static void main(String[] arguments) throws IOException {
        Path file = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("librate").resolve("sheet.png");
        Augmentation<Sample> augment = Augmentation.sequence(
                HorizontalFlip.create().withProbability(0.5),
                OneOf.of(Affine.create().withRotation(20).withScale(0.8, 1.2).withBorder(Border.reflect()), Perspective.of(0.15), Elastic.of(3, 24),
                        BoxSafeCrop.of(HEIGHT, WIDTH)),
                ColorJitter.of(0.3, 0.3, 0.3, 0.05)).withSeed(42);
        Sample face = face();
        System.out.println(face);
        for (int epoch = 0; epoch < 4; epoch++) {
            Applied<Sample> seen = augment.apply(face, epoch, 0);
            Keypoint left = seen.sample().keypoint(LEFT_EYE).orElseThrow();
            Keypoint right = seen.sample().keypoint(RIGHT_EYE).orElseThrow();
            System.out.printf("epoch %d, token %s: %s%n  the left eye is %s the right one, %s%n", epoch, augment.token(epoch, 0), seen,
                    left.x() < right.x() ? "left of" : "right of", seen.sample().boxes());
        }
        ContactSheet.of(augment, face).withRows(4).write(file);
        System.out.println("Look at " + file);
    }

    /** As a mirror would show it: the left eye is on the left. */
    private static Sample face() {
        byte[] pixels = new byte[HEIGHT * WIDTH * 3];
        byte[] mask = new byte[HEIGHT * WIDTH];
        double[] outline = new double[48];
        for (int i = 0; i < outline.length; i += 2) {
            outline[i] = 50 + 22 * Math.cos(2 * Math.PI * i / outline.length);
            outline[i + 1] = 44 + 28 * Math.sin(2 * Math.PI * i / outline.length);
        }
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = y * WIDTH + x;
                boolean inside = Math.hypot((x + 0.5 - 50) / 22, (y + 0.5 - 44) / 28) <= 1;
                boolean eye = Math.hypot(x + 0.5 - 42, y + 0.5 - 38) < 3 || Math.hypot(x + 0.5 - 58, y + 0.5 - 38) < 3;
                boolean mouth = inside && y > 56 && y < 60 && Math.abs(x - 50) < 9;
                mask[at] = (byte) (inside ? FACE : 0);
                pixels[3 * at] = (byte) (eye ? 20 : mouth ? 180 : inside ? 230 : 90 + x / 2);
                pixels[3 * at + 1] = (byte) (eye ? 40 : mouth ? 50 : inside ? 190 : 140);
                pixels[3 * at + 2] = (byte) (eye ? 120 : mouth ? 60 : inside ? 160 : 200 - y);
            }
        }
        return Sample.of(Image.of(HEIGHT, WIDTH, 3, pixels)).withMask("face", Image.of(HEIGHT, WIDTH, 1, mask))
                .withBoxes(Box.of(28, 16, 72, 72, FACE)).withPolygons(Polygon.of(FACE, outline))
                .withKeypoints(Keypoint.of(42, 38, LEFT_EYE), Keypoint.of(58, 38, RIGHT_EYE)).withPair(LEFT_EYE, RIGHT_EYE);
    }
}
