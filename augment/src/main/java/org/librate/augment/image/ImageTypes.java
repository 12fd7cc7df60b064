package org.librate.augment.image;

import java.util.List;
import org.librate.augment.TransformTypes;
import org.librate.core.save.SavedTypes;

/** The transforms of images, for files. */
public final class ImageTypes implements TransformTypes {

    private static final List<Class<? extends Record>> ALL = List.of(
            Affine.class, AugMix.class, AutoAugment.class, AutoContrast.class, BoxBlur.class, BoxSafeCrop.class, Brightness.class, CenterCrop.class,
            ChannelDrop.class, Clahe.class,
            ColorCast.class, ColorJitter.class, Contrast.class, Cutout.class, Downscale.class, Elastic.class, Equalize.class, Fog.class, Gamma.class,
            GaussianBlur.class, GaussianNoise.class, GridDistortion.class, GridMask.class, HorizontalFlip.class, Hue.class, Invert.class,
            JpegArtefacts.class, MedianBlur.class, MotionBlur.class, OpticalDistortion.class, Pad.class, Perspective.class, Posterize.class,
            QuarterTurn.class, Rain.class, RandAugment.class, RandomCrop.class, RandomErasing.class, RandomResizedCrop.class, Resize.class,
            Rotate.class,
            SaltAndPepper.class, Saturation.class, Sharpen.class, ShotNoise.class, Snow.class, Solarize.class, ToGrey.class, Transpose.class,
            TrivialAugment.class,
            VerticalFlip.class);

    @Override
    public SavedTypes types() {
        SavedTypes types = SavedTypes.create().with("Border", Border.class);
        for (Class<? extends Record> type : ALL) {
            types = types.with(type.getSimpleName(), type);
        }
        return types;
    }
}
