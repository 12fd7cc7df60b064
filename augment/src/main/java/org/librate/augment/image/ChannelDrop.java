package org.librate.augment.image;

import java.util.Arrays;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** Some channels become black. */
public record ChannelDrop(int count) implements Recolors {

    public ChannelDrop {
        Check.positive("ChannelDrop", "count", count);
    }

    /** One channel, any. */
    public static ChannelDrop create() {
        return of(1);
    }

    /** So many channels. At least one stays. */
    public static ChannelDrop of(int count) {
        return new ChannelDrop(count);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        int channels = sample.image().channels();
        Check.require(count < channels, toString(), "the image must have more channels than are dropped", sample.image());
        int[] dropped = draw.choice(channels, count);
        return new Recolor("ChannelDrop" + Arrays.toString(dropped), image -> apply(image, dropped));
    }

    private static Image apply(Image image, int[] dropped) {
        Image result = Image.like(image, image.height(), image.width());
        System.arraycopy(image.isBytes() ? image.bytes() : image.floats(), 0, result.isBytes() ? result.bytes() : result.floats(), 0, image.size());
        for (int channel : dropped) {
            for (int i = channel; i < image.size(); i += image.channels()) {
                if (result.isBytes()) {
                    result.bytes()[i] = 0;
                } else {
                    result.floats()[i] = 0;
                }
            }
        }
        return result;
    }

    @Override
    public String toString() {
        return "ChannelDrop[" + count + "]";
    }
}
