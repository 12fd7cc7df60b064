package org.librate.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.librate.core.DType;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;

/** Asks about padded rows one by one, each as long as it is: right for any model, if not the fastest. */
final class RowByRow {

    private RowByRow() {
    }

    static Tensor ask(Padded[] inputs, Function<Tensor[], Tensor> model) {
        Tensor[] whole = new Tensor[inputs.length];
        boolean padded = false;
        for (int k = 0; k < inputs.length; k++) {
            whole[k] = inputs[k].values();
            padded |= inputs[k].lengths() != null;
        }
        if (!padded) {
            return model.apply(whole);
        }
        List<Tensor> answers = new ArrayList<>();
        for (int i = 0; i < whole[0].dim(0); i++) {
            Tensor[] row = new Tensor[inputs.length];
            for (int k = 0; k < inputs.length; k++) {
                Tensor lengths = inputs[k].lengths();
                Tensor one = whole[k].slice(0, i, i + 1L);
                row[k] = lengths == null ? one : one.slice(1, 0, Math.max(1, (long) lengths.get(i)));
            }
            answers.add(model.apply(row));
        }
        return joined(answers);
    }

    /** Batches of answers as one, as long as the longest; after a row's end 0, or −1 where a step has a class number. */
    static Tensor joined(List<Tensor> answers) {
        long longest = answers.stream().mapToLong(answer -> answer.rank() > 1 ? answer.dim(1) : 0).max().orElse(0);
        List<Tensor> even = answers.stream().map(answer -> {
            boolean classOfStep = answer.rank() == 2 && answer.dtype() == DType.INT64;
            return answer.rank() < 2 || answer.dim(1) == longest ? answer : answer.pad(1, 0, longest - answer.dim(1), classOfStep ? -1 : 0);
        }).toList();
        return Tensor.concat(0, even);
    }
}
