package org.librate.nn.save;

import org.librate.core.data.BadFileException;
import org.librate.core.save.SavedTypes;
import org.librate.nn.Net;
import org.librate.nn.NetTypes;
import org.librate.nn.init.InitializerTypes;
import org.librate.nn.layer.LayerTypes;
import org.librate.nn.model.ModelTypes;

/**
 * Networks as they are written, without weights, as JSON and back.
 *
 * <pre>{@code
 * String json = NetJson.write(Sequential.of(Dense.of(64), Relu.create(), Dense.of(10)));
 * Net same = NetJson.read(json);
 *
 * SavedTypes mine = NetJson.types().with("Swish", Swish.class);      // a record of yours that is a layer
 * Net net = NetJson.read(json, mine);
 * }</pre>
 *
 * <p>Only registered types are ever made, by their constructors, which check what they get; nothing in such a text is executed.
 */
public final class NetJson {

    private static final class Holder {
        static final SavedTypes ALL = NetTypes.all().with(LayerTypes.all()).with(InitializerTypes.all()).with(ModelTypes.all());
    }

    private NetJson() {
    }

    /** All that this library brings; register your own layers and initializers on top. */
    public static SavedTypes types() {
        return Holder.ALL;
    }

    /** A network as text. Functions given as lambdas cannot be written: the message names them. */
    public static String write(Net net) {
        return write(net, types());
    }

    /** A network as text, with types of yours. */
    public static String write(Net net, SavedTypes types) {
        return types.toJson(net);
    }

    /** The network that a text describes. */
    public static Net read(String json) throws BadFileException {
        return read(json, types());
    }

    /** The network that a text describes, with types of yours. */
    public static Net read(String json, SavedTypes types) throws BadFileException {
        return types.fromJson(Net.class, json);
    }
}
