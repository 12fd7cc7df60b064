package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * A mean of the image and of a few chains of operations on it, in shares that are drawn (Hendrycks et al. 2020). The image stays recognisable: what
 * it teaches is to bear disturbances.
 *
 * <p>The chains are the image's alone, and it is never wholly moved. So where a sample has masks, heatmaps, boxes, polygons or keypoints, operations
 * that move pixels are left out.
 *
 * <pre>{@code
 * AugMix.create()                        // three chains of one to three operations, strength 3
 * AugMix.create().withStrength(5)
 * }</pre>
 *
 * @param strength from 1 to 10
 * @param chains   how many
 * @param depth    operations of a chain; 0: one to three
 * @param alpha    of the distributions of the shares: near 0 one chain, or the image, counts for nearly all
 */
public record AugMix(int strength, int chains, int depth, double alpha, Interpolation interpolation, Border border) implements Recolors {

    private static final int STEPS = 10;

    public AugMix {
        Check.require(strength >= 1 && strength <= STEPS, "AugMix", "strength must be in [1, 10]", strength);
        Check.positive("AugMix", "chains", chains);
        Check.notNegative("AugMix", "depth", depth);
        Check.positive("AugMix", "alpha", alpha);
    }

    public static AugMix create() {
        return new AugMix(3, 3, 0, 1, Interpolation.BILINEAR, Border.black());
    }

    public AugMix withStrength(int other) {
        return new AugMix(other, chains, depth, alpha, interpolation, border);
    }

    public AugMix withChains(int count) {
        return new AugMix(strength, count, depth, alpha, interpolation, border);
    }

    /** Always so many operations in a chain; 0: one to three. */
    public AugMix withDepth(int operations) {
        return new AugMix(strength, chains, operations, alpha, interpolation, border);
    }

    public AugMix withAlpha(double other) {
        return new AugMix(strength, chains, depth, other, interpolation, border);
    }

    public AugMix withInterpolation(Interpolation other) {
        return new AugMix(strength, chains, depth, alpha, other, border);
    }

    /** What is seen beyond the edge. */
    public AugMix withBorder(Border other) {
        return new AugMix(strength, chains, depth, alpha, interpolation, other);
    }

    @Override
    public Recolor draw(Sample sample, Draw draw) {
        boolean still = !sample.boxes().isEmpty() || !sample.polygons().isEmpty() || !sample.keypoints().isEmpty()
                || sample.layers().values().stream().anyMatch(layer -> layer.kind() != Layer.Kind.IMAGE);
        double own = draw.beta(alpha, alpha);
        double[] shares = new double[chains];
        double sum = 0;
        for (int i = 0; i < chains; i++) {
            shares[i] = draw.gamma(alpha);
            sum += shares[i];
        }
        List<List<Step>> all = new ArrayList<>();
        for (int i = 0; i < chains; i++) {
            shares[i] = sum > 0 ? (1 - own) * shares[i] / sum : (1 - own) / chains;
            all.add(chain(sample.image(), still, draw));
        }
        return new Recolor("AugMix" + all.stream().map(AugMix::names).toList(), image -> mix(image, own, shares, all, draw));
    }

    private static String names(List<Step> chain) {
        return String.join(" + ", chain.stream().map(step -> step.operation.title()).toList());
    }

    private List<Step> chain(Image image, boolean still, Draw draw) {
        List<Operation> choice = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            if (operation != Operation.IDENTITY && operation != Operation.INVERT && !(still && operation.moves())) {
                choice.add(operation);
            }
        }
        List<Step> chain = new ArrayList<>();
        for (int left = depth > 0 ? depth : draw.integer(1, 4); left > 0; left--) {
            Operation operation = choice.get(draw.integer(0, choice.size()));
            chain.add(new Step(operation, Strength.MIX.at(operation, draw.integer(0, strength), STEPS, image)));
        }
        return chain;
    }

    private Image mix(Image image, double own, double[] shares, List<List<Step>> all, Draw draw) {
        float[] sum = new float[image.size()];
        add(image, own, sum);
        for (int i = 0; i < shares.length; i++) {
            Sample current = Sample.of(image);
            Draw signs = draw.part("chain", i); // the same for every image of the sample
            for (Step step : all.get(i)) {
                current = step.operation.apply(current, step.magnitude, interpolation, border, signs).sample();
            }
            add(current.image(), shares[i], sum);
        }
        if (!image.isBytes()) {
            return Image.of(image.height(), image.width(), image.channels(), sum);
        }
        byte[] bytes = new byte[sum.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(sum[i])));
        }
        return Image.of(image.height(), image.width(), image.channels(), bytes);
    }

    private static void add(Image image, double share, float[] sum) {
        float part = (float) share;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += part * (image.isBytes() ? image.bytes()[i] & 0xFF : image.floats()[i]);
        }
    }

    private record Step(Operation operation, double magnitude) {
    }

    @Override
    public String toString() {
        return "AugMix[strength=" + strength + ", chains=" + chains + (depth == 0 ? "" : ", depth=" + depth) + (alpha == 1 ? "" : ", alpha=" + alpha)
                + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation) + (border.equals(Border.black()) ? "" : ", " + border) + "]";
    }
}
