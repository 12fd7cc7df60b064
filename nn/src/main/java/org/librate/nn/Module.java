package org.librate.nn;

import java.util.List;
import org.librate.core.Tensor;

/** A network with weights. Tensors carry the batch as their first axis. */
public interface Module {

    List<Tensor> forward(List<Tensor> inputs, Pass pass);
}
