package org.librate.nn.train;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.nn.Network;

/** A copy of everything in a network that training changes. */
record Weights(Tensor values, Map<String, Tensor> states) {

    static Weights of(Network network) {
        Map<String, Tensor> states = new TreeMap<>();
        network.states().forEach((name, tensor) -> states.put(name, tensor.keep()));
        return new Weights(network.parameters().values().keep(), states);
    }

    void putInto(Network network) {
        network.parameters().values().assign(values);
        network.states().forEach((name, tensor) -> {
            Tensor then = states.get(name);
            Check.require(then != null, "EarlyStopping", "the best epoch's weights must have " + name, states.keySet());
            tensor.assign(Objects.requireNonNull(then));
        });
    }

    void write(DataOutput out) throws IOException {
        TensorIO.write(out, values);
        out.writeInt(states.size());
        for (Map.Entry<String, Tensor> state : states.entrySet()) {
            out.writeUTF(state.getKey());
            TensorIO.write(out, state.getValue());
        }
    }

    static Weights read(DataInput in) throws IOException {
        long most = in instanceof DataInputStream stream ? stream.available() : Integer.MAX_VALUE;
        Tensor values = TensorIO.read(in, most);
        Map<String, Tensor> states = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            states.put(name, TensorIO.read(in, most));
        }
        return new Weights(values, states);
    }
}
