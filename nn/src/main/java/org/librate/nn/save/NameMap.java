package org.librate.nn.save;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * Which tensor of a PyTorch state dict goes where in a network, and how it is rearranged on the way: one rule for each layer, the first that speaks of a
 * name decides.
 *
 * <pre>{@code
 * NameMap names = NameMap.create()
 *         .conv2d("features.0", "conv2d")
 *         .batchNorm("features.1", "batchNorm")
 *         .linearAfterFlatten("classifier", "dense", 64, 7, 7)
 *         .ignoring("aux.*");
 * }</pre>
 *
 * <p>A {@code *} in a name stands for one part of a path or a piece of it, without dots, and the {@code *} of the other side takes it over in order:
 * {@code .conv2d("blocks.*.conv", "block_*.conv2d")}. An {@code ignoring} rule's {@code *} stands for anything.
 */
public final class NameMap {

    /** Where a tensor goes. Nowhere when it is to be ignored. */
    record Place(@Nullable String name, TorchLayout layout) {
    }

    private record Rule(Pattern from, @Nullable String to, TorchLayout layout) {
    }

    private static final TorchLayout SAME = TorchLayout.same();

    private final List<Rule> rules;

    private NameMap(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** No rule yet. */
    public static NameMap create() {
        return new NameMap(List.of());
    }

    /** A {@code Linear} as a Dense. */
    public NameMap linear(String torch, String layer) {
        return weightAndBias(torch, layer, TorchLayout.linear());
    }

    /** A {@code Linear} as a Dense, after images of this size were flattened: see {@link TorchLayout#linearAfterFlatten}. */
    public NameMap linearAfterFlatten(String torch, String layer, int channels, int height, int width) {
        return weightAndBias(torch, layer, TorchLayout.linearAfterFlatten(channels, height, width));
    }

    /** A {@code Conv1d}. */
    public NameMap conv1d(String torch, String layer) {
        return weightAndBias(torch, layer, TorchLayout.conv1d());
    }

    /** A {@code Conv2d}, grouped and depthwise ones too. */
    public NameMap conv2d(String torch, String layer) {
        return weightAndBias(torch, layer, TorchLayout.conv2d());
    }

    /** A {@code ConvTranspose2d}. */
    public NameMap convTranspose2d(String torch, String layer) {
        return weightAndBias(torch, layer, TorchLayout.convTranspose2d());
    }

    /** A {@code BatchNorm1d} or {@code BatchNorm2d} with its running statistics; the count of batches has no place here. */
    public NameMap batchNorm(String torch, String layer) {
        return tensor(join(torch, "running_mean"), join(layer, "mean"), SAME)
                .tensor(join(torch, "running_var"), join(layer, "variance"), SAME)
                .ignoring(join(torch, "num_batches_tracked"))
                .layerNorm(torch, layer);
    }

    /** A {@code LayerNorm} over the last axis, a {@code GroupNorm} or an {@code RMSNorm}: weight as gamma, bias as beta. */
    public NameMap layerNorm(String torch, String layer) {
        return tensor(join(torch, "weight"), join(layer, "gamma"), SAME).tensor(join(torch, "bias"), join(layer, "beta"), SAME);
    }

    /** An {@code Embedding}. */
    public NameMap embedding(String torch, String layer) {
        return tensor(join(torch, "weight"), join(layer, "weight"), SAME);
    }

    /** A {@code PReLU}. */
    public NameMap prelu(String torch, String layer) {
        return tensor(join(torch, "weight"), join(layer, "slope"), SAME);
    }

    /** One tensor. */
    public NameMap tensor(String torch, String name, TorchLayout layout) {
        long stars = stars(torch);
        Check.require(stars(name) <= stars, "NameMap", "the second name may have as many * as the first", "\"" + torch + "\" and \"" + name + "\"");
        StringBuilder to = new StringBuilder();
        int group = 1;
        for (String piece : name.split("\\*", -1)) {
            to.append(group == 1 ? "" : "${g" + (group - 1) + "}").append(Matcher.quoteReplacement(piece));
            group++;
        }
        StringBuilder from = new StringBuilder();
        int star = 0;
        for (String piece : torch.split("\\*", -1)) {
            from.append(star == 0 ? "" : "(?<g" + star + ">[^.]+)").append(Pattern.quote(piece));
            star++;
        }
        return tensor(Pattern.compile(from.toString()), to.toString(), layout);
    }

    /** Every tensor whose whole name matches; {@code $1} in the replacement is the first group. */
    public NameMap tensor(Pattern torch, String replacement, TorchLayout layout) {
        return with(new Rule(torch, replacement, layout));
    }

    /** Tensors that the network has no use for; a {@code *} stands for anything. */
    public NameMap ignoring(String torch) {
        StringBuilder from = new StringBuilder();
        for (String piece : torch.split("\\*", -1)) {
            from.append(from.length() == 0 ? "" : ".*").append(Pattern.quote(piece));
        }
        return with(new Rule(Pattern.compile(from.toString(), Pattern.DOTALL), null, SAME));
    }

    private NameMap weightAndBias(String torch, String layer, TorchLayout layout) {
        return tensor(join(torch, "weight"), join(layer, "weight"), layout).tensor(join(torch, "bias"), join(layer, "bias"), SAME);
    }

    private NameMap with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new NameMap(more);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static long stars(String name) {
        return name.chars().filter(c -> c == '*').count();
    }

    /** The place of a tensor; null if no rule speaks of it. */
    @Nullable Place place(String torch) {
        for (Rule rule : rules) {
            Matcher matcher = rule.from.matcher(torch);
            if (matcher.matches()) {
                return new Place(rule.to == null ? null : expanded(matcher, rule.to), rule.layout);
            }
        }
        return null;
    }

    private static String expanded(Matcher matcher, String replacement) {
        StringBuilder text = new StringBuilder();
        matcher.appendReplacement(text, replacement);
        return text.toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("NameMap[");
        for (Rule rule : rules) {
            text.append(text.length() == "NameMap[".length() ? "" : ", ").append(rule.from).append(" -> ").append(rule.to == null ? "nowhere" : rule.to);
        }
        return text.append(']').toString();
    }
}
