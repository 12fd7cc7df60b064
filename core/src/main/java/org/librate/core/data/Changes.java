package org.librate.core.data;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Rows whose content is more than their origins tell, or that may lie over such ones. */
interface Changes {

    /** What was done to rows on the way here, from the source on; empty where nothing was. */
    String changes();

    static String of(Dataset data) {
        return data instanceof Changes some ? some.changes() : data instanceof DatasetView view ? of(view.source()) : "";
    }

    static String of(List<Dataset> parts) {
        String all = parts.stream().map(part -> part.size() + of(part)).collect(Collectors.joining(" + "));
        return parts.stream().allMatch(part -> of(part).isEmpty()) ? "" : "(" + all + ")";
    }

    /**
     * A transform by what is the same in every process: how it prints, else the class it is written in. A lambda's name differs from process to
     * process.
     */
    static String name(RowTransform transform) {
        String text = transform.toString();
        String own = transform.getClass().getName();
        if (!text.contains("$$Lambda") && !text.contains(own + "@")) {
            return text;
        }
        int lambda = own.indexOf("$$Lambda");
        return lambda < 0 ? own : own.substring(0, lambda) + " lambda";
    }

    static String weights(float[] weights) {
        ByteBuffer bytes = ByteBuffer.allocate(weights.length * Float.BYTES);
        bytes.asFloatBuffer().put(weights);
        return HexFormat.of().formatHex(Fingerprint.sha256().digest(bytes.array()));
    }
}
