package org.librate.nn.save;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * Which tensor of a PyTorch state dict goes where in a network, and how it is rearranged on the way: one rule for each layer, the first that speaks
 * of a name decides.
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

    /** Where a tensor goes: nowhere when it is to be ignored. The sum of several tensors goes to one place where that has several parts. */
    record Place(@Nullable String name, TorchLayout layout, int parts) {
    }

    private record Rule(Pattern from, @Nullable String to, TorchLayout layout, int parts) {
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

    /** An {@code LSTM} of so many layers, in one direction or both. Its two biases, which are only ever added, become one. */
    public NameMap lstm(String torch, String layer, int layers) {
        return recurrent(torch, layer, layers, TorchLayout.gates(0, 1, 2, 3), SAME, SAME);
    }

    /** A {@code GRU} of so many layers, in one direction or both. */
    public NameMap gru(String torch, String layer, int layers) {
        return recurrent(torch, layer, layers, TorchLayout.gates(1, 0, 2), gruBias(false), gruBias(true));
    }

    /** An {@code RNN} of so many layers, in one direction or both, as a SimpleRnn. */
    public NameMap rnn(String torch, String layer, int layers) {
        return recurrent(torch, layer, layers, TorchLayout.gates(0), SAME, SAME);
    }

    private NameMap recurrent(String torch, String layer, int layers, TorchLayout weights, TorchLayout inputBias, TorchLayout stateBias) {
        Check.positive("NameMap", "layers", layers);
        NameMap names = this;
        for (int i = 0; i < layers; i++) {
            for (boolean reversed : new boolean[] {false, true}) {
                String suffix = "_l" + i + (reversed ? "_reverse" : "");
                String place = (i == 0 ? "" : "layer_" + (i + 1) + ".") + (reversed ? "reversed." : "");
                names = names.tensor(join(torch, "weight_ih" + suffix), join(layer, place + "weight"), weights)
                        .tensor(join(torch, "weight_hh" + suffix), join(layer, place + "recurrent"), weights)
                        .half(join(torch, "bias_ih" + suffix), join(layer, place + "bias"), inputBias)
                        .half(join(torch, "bias_hh" + suffix), join(layer, place + "bias"), stateBias);
            }
        }
        return names;
    }

    /** PyTorch's r, z, n as z, r, n, m: the last two are n of the input's bias and n of the state's. */
    private static TorchLayout gruBias(boolean ofState) {
        return torch -> {
            if (torch.rank() != 1 || torch.dim(0) % 3 != 0) {
                throw new ShapeException("GRU", "needs a bias [3 · units]", "", torch.shape());
            }
            long units = torch.dim(0) / 3;
            Tensor r = torch.slice(0, 0, units);
            Tensor z = torch.slice(0, units, 2 * units);
            Tensor n = torch.slice(0, 2 * units, 3 * units);
            Tensor none = Tensor.zeros(torch.dtype(), n.shape());
            return ofState ? Tensor.concat(0, z, r, none, n) : Tensor.concat(0, z, r, n, none);
        };
    }

    /** One of two tensors whose sum goes to a place. */
    private NameMap half(String torch, String name, TorchLayout layout) {
        NameMap whole = tensor(torch, name, layout);
        Rule last = whole.rules.get(whole.rules.size() - 1);
        return with(new Rule(last.from, last.to, layout, 2));
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
        return with(new Rule(torch, replacement, layout, 1));
    }

    /** Tensors that the network has no use for; a {@code *} stands for anything. */
    public NameMap ignoring(String torch) {
        StringBuilder from = new StringBuilder();
        for (String piece : torch.split("\\*", -1)) {
            from.append(from.length() == 0 ? "" : ".*").append(Pattern.quote(piece));
        }
        return with(new Rule(Pattern.compile(from.toString(), Pattern.DOTALL), null, SAME, 1));
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
                return new Place(rule.to == null ? null : expanded(matcher, rule.to), rule.layout, rule.parts);
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
            text.append(text.length() == "NameMap[".length() ? "" : ", ").append(rule.from).append(" -> ")
                    .append(rule.to == null ? "nowhere" : rule.to);
        }
        return text.append(']').toString();
    }
}
