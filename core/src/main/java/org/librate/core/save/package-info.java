/**
 * Files that keep what was learned: safetensors for numbers, JSON for how things were written.
 *
 * <pre>{@code
 * SavedTypes types = SavedTypes.create().with("Scale", Scale.class);        // record Scale(double[] means, double[] deviations)
 * Packed packed = types.pack("scale", scale);
 * Safetensors.write(path, packed.tensors(), Map.of("scale", packed.json()));
 *
 * Scale same = types.unpack(Scale.class, "scale", Safetensors.read(path));
 * }</pre>
 */
@NullMarked
package org.librate.core.save;

import org.jspecify.annotations.NullMarked;
