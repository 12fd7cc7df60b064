package org.librate.nn.save;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Tensor;
import org.librate.core.save.Quoted;
import org.librate.core.save.Safetensors;
import org.librate.nn.Network;

/** Brings the tensors of a file together with a network's, and sets all of them or none. */
final class Matching {

    private static final int REASONS = 20;

    private final Safetensors file;
    private final Map<String, Tensor> targets;
    private final Map<String, Tensor> found = new LinkedHashMap<>();
    private final Map<String, Tensor> halves = new LinkedHashMap<>(); // the first of two whose sum is asked for
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> misfits = new ArrayList<>();

    Matching(Network network, Safetensors file) {
        this.file = file;
        this.targets = targets(network);
    }

    /** Everything in a network that training changes, by name: parameters, then states. */
    static Map<String, Tensor> targets(Network network) {
        Map<String, Tensor> targets = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            targets.put(parameter.name(), parameter.tensor());
        }
        network.states().forEach((name, tensor) ->
                Check.require(targets.put(name, tensor) == null, "Weights", "parameters and states must have names of their own", name));
        return targets;
    }

    void unexpected(String stored) {
        unexpected.add(stored);
    }

    /** A tensor of the file that is meant for a place in the network. It is read only if there is such a place. */
    void offer(Safetensors.Entry entry, String name, TorchLayout layout) throws IOException {
        offer(entry, name, layout, 1);
    }

    /** The same for one of {@code parts} tensors, one or two, whose sum goes there. */
    void offer(Safetensors.Entry entry, String name, TorchLayout layout, int parts) throws IOException {
        String stored = entry.name();
        Tensor target = targets.get(name);
        String label = stored.equals(name) ? Quoted.of(name) : Quoted.of(stored) + " for " + Quoted.of(name);
        if (target == null) {
            unexpected.add(stored.equals(name) ? stored : stored + " -> " + name);
            return;
        }
        DType type = entry.type().dtype();
        if (type == null || type.isFloating() != target.dtype().isFloating() || !type.isFloating() && type != target.dtype()) {
            misfits.add(label + " is " + entry.type() + ", the network's is " + target.dtype());
            return;
        }
        Tensor values;
        try {
            values = layout.convert(file.tensor(stored));
        } catch (IllegalArgumentException e) {
            misfits.add(label + ": " + e.getMessage());
            return;
        }
        if (parts == 2 && halves.get(name) == null) {
            halves.put(name, values);
            return;
        }
        Tensor half = halves.get(name);
        values = half == null || !half.shape().equals(values.shape()) ? values : half.add(values);
        String other = origins.put(name, stored);
        if (other != null) {
            misfits.add(label + ": " + Quoted.of(other) + " is meant for the same");
        } else if (!values.shape().equals(target.shape())) {
            boolean asStored = values.shape().equals(entry.shape());
            misfits.add(label + " is " + entry.shape() + (asStored ? "" : ", rearranged " + values.shape()) + ", the network's is " + target.shape());
        } else {
            found.put(name, values.dtype() == target.dtype() ? values : values.cast(target.dtype()));
        }
    }

    /** Sets what was found, if the policy is content with it. */
    Loaded finish(LoadPolicy policy) {
        List<String> missing = new ArrayList<>(targets.keySet());
        missing.removeAll(found.keySet());
        missing.removeAll(origins.keySet()); // those are misfits
        Loaded loaded = new Loaded(new ArrayList<>(found.keySet()), missing, unexpected, misfits);
        if (policy == LoadPolicy.EXACT && !loaded.isComplete()) {
            throw new IllegalArgumentException("Weights: " + file.path() + " does not fit the network." + differences(loaded)
                    + "\n  Build the network as it was when it was saved, or load what fits with LoadPolicy.WHAT_FITS.");
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("Weights: nothing in " + file.path() + " fits the network." + differences(loaded)
                    + "\n  Names that differ are brought together by a NameMap.");
        }
        targets.forEach((name, target) -> {
            Tensor values = found.get(name);
            if (values != null) {
                target.assign(values);
            }
        });
        return loaded;
    }

    private String differences(Loaded loaded) {
        StringBuilder text = new StringBuilder();
        line(text, "missing in the file", loaded.missing().size(), Quoted.list(loaded.missing()));
        line(text, "unexpected in the file", loaded.unexpected().size(), Quoted.list(loaded.unexpected()));
        int more = loaded.misfits().size() - REASONS;
        line(text, "of another shape or type", loaded.misfits().size(),
                String.join("; ", loaded.misfits().subList(0, Math.min(REASONS, loaded.misfits().size())))
                + (more > 0 ? " and " + more + " more" : ""));
        return text.toString();
    }

    private static void line(StringBuilder text, String what, int count, String names) {
        if (count > 0) {
            text.append("\n  ").append(what).append(" (").append(count).append("): ").append(names);
        }
    }
}
