package org.librate.benchmarks.augment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.librate.augment.Augmentation;
import org.librate.augment.Range;
import org.librate.augment.Transform;
import org.librate.augment.image.Affine;
import org.librate.augment.image.Brightness;
import org.librate.augment.image.ColorJitter;
import org.librate.augment.image.Equalize;
import org.librate.augment.image.GaussianBlur;
import org.librate.augment.image.GaussianNoise;
import org.librate.augment.image.HorizontalFlip;
import org.librate.augment.image.JpegArtefacts;
import org.librate.augment.image.Perspective;
import org.librate.augment.image.RandomCrop;
import org.librate.augment.image.Resize;
import org.librate.augment.image.Rotate;
import org.librate.augment.image.Sample;
import org.librate.benchmarks.Case;
import org.librate.benchmarks.Work;

/**
 * Single transforms on one thread, and a loader with all of a pipeline. {@code peers/augment.py} has the same under the same names, with the same
 * image and with settings that leave nothing to chance where chance would change the work.
 */
public final class AugmentCases {

    static final int HEIGHT = 375;
    static final int WIDTH = 500;

    private AugmentCases() {
    }

    /** All cases, in the order they are reported. */
    public static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("flip", () -> one(HorizontalFlip.create()));
        cases.put("crop 224", () -> one(RandomCrop.of(224)));
        cases.put("resize to 224", () -> one(Resize.to(224, 224).withAntialias(false)));
        cases.put("resize to 224, smoothed", () -> one(Resize.to(224, 224)));
        cases.put("rotate", () -> one(Rotate.of(Range.fixed(15))));
        cases.put("affine", () -> one(Affine.create().withRotation(Range.fixed(10)).withScale(1.1, 1.1).withShear(Range.fixed(5), Range.fixed(0))
                .withTranslation(Range.fixed(0.05), Range.fixed(0.05))));
        cases.put("perspective", () -> one(Perspective.of(0.1)));
        cases.put("brightness", () -> one(Brightness.of(1.2, 1.2)));
        cases.put("brightness + contrast", () -> one(new ColorJitter(Range.fixed(1.2), Range.fixed(1.2), Range.fixed(1), Range.fixed(0))));
        cases.put("colour jitter", () -> one(new ColorJitter(Range.fixed(1.2), Range.fixed(1.2), Range.fixed(1.2), Range.fixed(0.05))));
        cases.put("Gaussian blur", () -> one(GaussianBlur.of(1.5, 1.5)));
        cases.put("Gaussian noise", () -> one(GaussianNoise.of(0.1, 0.1)));
        cases.put("JPEG", () -> one(JpegArtefacts.of(50, 50)));
        cases.put("equalise", () -> one(Equalize.create()));
        cases.put("loader, 1024 images", () -> new LoaderWork(1024, 256, 2));
        return cases;
    }

    /** Another draw each time, as a training has it. */
    static Work one(Transform<Sample> transform) {
        Augmentation<Sample> augmentation = Augmentation.of(transform).withSeed(1);
        Sample sample = Sample.of(TestImage.of(HEIGHT, WIDTH, 0));
        return new Work() {

            private long id;

            @Override
            public void run() {
                if (augmentation.apply(sample, 0, id++).sample().image().channels() != 3) {
                    throw new IllegalStateException("AugmentCases: not what was to be made by " + transform + ".");
                }
            }
        };
    }
}
