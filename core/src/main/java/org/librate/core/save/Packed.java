package org.librate.core.save;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.librate.core.Tensor;

/**
 * A value in the two parts that a file keeps: text, and the numbers that are too many for text.
 *
 * @param json the value's components; where numbers lie elsewhere, the name of their tensor
 * @param tensors those numbers
 */
public record Packed(String json, Map<String, Tensor> tensors) {

    public Packed {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    @Override
    public String toString() {
        return "Packed[" + json.length() + " characters, tensors " + tensors.keySet() + "]";
    }
}
