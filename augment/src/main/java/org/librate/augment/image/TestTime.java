package org.librate.augment.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.augment.Sequence;
import org.librate.augment.Transform;
import org.librate.core.Check;

/**
 * Test-time augmentation: a model is asked about an image as it is and as some transforms make it; its answers are brought back to where things are
 * in the image, and averaged.
 *
 * <pre>{@code
 * TestTime views = TestTime.of(HorizontalFlip.create(), Resize.to(480, 640));
 * float[] chances = views.probabilities(sample, view -> classify(view.image()));
 * Image road = views.map(sample, view -> segment(view.image()));          // [height, width, classes] of the image given
 * for (View view : views.of(sample)) {
 *     for (Box found : detect(view.sample().image())) {
 *         view.back(found).ifPresent(all::add);                           // where it is in the image given
 *     }
 * }
 * }</pre>
 *
 * <p>What transforms draw is the same for every sample.
 *
 * @param transforms beside the image as it is
 */
public record TestTime(List<Transform<Sample>> transforms) {

    private static final String NAME = "TestTime";

    public TestTime {
        transforms = List.copyOf(transforms);
    }

    /** The image as it is, and as each of these makes it. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static TestTime of(Transform<Sample>... transforms) {
        return new TestTime(Arrays.asList(transforms));
    }

    /** The sample as it is, and then as each transform makes it. */
    public List<View> of(Sample sample) {
        List<View> views = new ArrayList<>();
        views.add(View.of(sample, Applied.unchanged(sample)));
        for (int i = 0; i < transforms.size(); i++) {
            views.add(View.of(sample, transforms.get(i).apply(sample, Draw.of(0, 0, i))));
        }
        return List.copyOf(views);
    }

    /** The mean of the probabilities of classes, or of other numbers about the whole image. */
    public float[] probabilities(Sample sample, Function<Sample, float[]> model) {
        List<View> views = of(sample);
        double[] sum = new double[0];
        for (View view : views) {
            float[] answer = model.apply(view.sample());
            sum = sum.length == 0 ? new double[answer.length] : sum;
            Check.require(answer.length == sum.length, NAME, "the model must always answer with as many numbers",
                    sum.length + ", and then " + answer.length);
            for (int k = 0; k < answer.length; k++) {
                sum[k] += answer[k];
            }
        }
        float[] mean = new float[sum.length];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = (float) (sum[k] / views.size());
        }
        return mean;
    }

    /**
     * The mean of maps that a model makes, such as a probability of each class for each pixel: each pixel's mean is over those views that have it.
     */
    public Image map(Sample sample, Function<Sample, Image> model) {
        int pixels = sample.image().height() * sample.image().width();
        double[] sum = new double[0];
        int[] seen = new int[pixels];
        int channels = 1;
        for (View view : of(sample)) {
            Image map = view.back(model.apply(view.sample())).toFloats();
            channels = sum.length == 0 ? map.channels() : channels;
            sum = sum.length == 0 ? new double[map.size()] : sum;
            Check.require(map.channels() == channels, NAME, "the model must always make maps of as many channels",
                    channels + ", and then " + map.channels());
            boolean[] inside = view.covers();
            for (int i = 0; i < pixels; i++) {
                seen[i] += inside[i] ? 1 : 0;
                for (int c = 0; c < channels && inside[i]; c++) {
                    sum[i * channels + c] += map.floats()[i * channels + c];
                }
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / seen[i / channels]);
        }
        return Image.of(sample.image().height(), sample.image().width(), channels, mean);
    }

    /**
     * The mean place of each keypoint, by its label, over those views that have it: visible if it is so in at least half of them. Labels of pairs are
     * those of the image given.
     */
    public List<Keypoint> keypoints(Sample sample, Function<Sample, List<Keypoint>> model) {
        Map<Integer, List<Keypoint>> byLabel = new LinkedHashMap<>();
        for (View view : of(sample)) {
            for (Keypoint found : model.apply(view.sample())) {
                view.back(found).ifPresent(point -> byLabel.computeIfAbsent(point.label(), label -> new ArrayList<>()).add(point));
            }
        }
        return byLabel.entrySet().stream().map(entry -> {
            List<Keypoint> found = entry.getValue();
            double x = found.stream().mapToDouble(Keypoint::x).average().orElseThrow();
            double y = found.stream().mapToDouble(Keypoint::y).average().orElseThrow();
            return new Keypoint(x, y, entry.getKey(), 2 * found.stream().filter(Keypoint::visible).count() >= found.size());
        }).toList();
    }

    @Override
    public String toString() {
        return NAME + new Sequence<>(transforms).toString().substring("Sequence".length());
    }
}
