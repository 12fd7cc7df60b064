package org.librate.core.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down which ops ran on which memory, while a step runs: the program that can be replayed. */
public final class Recorder implements AutoCloseable {

    /** One op that ran, and the call that runs it again. */
    public record Instruction(KernelOp op, NativeArray[] in, NativeArray[] out, Call call) {

        /** Whether both are the same work on the same memory. */
        boolean sameAs(Instruction other) {
            return op.equals(other.op) && same(in, other.in) && same(out, other.out);
        }

        private static boolean same(NativeArray[] a, NativeArray[] b) {
            if (a.length != b.length) {
                return false;
            }
            for (int i = 0; i < a.length; i++) {
                if (!a[i].sameAs(b[i])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(op.toString()).append(" on");
            for (NativeArray array : in) {
                text.append(' ').append(array.shape());
            }
            return text.toString();
        }
    }

    private final List<Instruction> instructions = new ArrayList<>();
    private @Nullable String obstacle;

    void add(KernelOp op, NativeArray[] in, NativeArray[] out, Call call) {
        instructions.add(new Instruction(op, in, out, call));
    }

    /** Says that what runs here cannot be replayed; the first reason is kept. */
    public void cannotReplay(String reason) {
        if (obstacle == null) {
            obstacle = reason;
        }
    }

    /** Why this cannot be replayed; null when it can. */
    public @Nullable String obstacle() {
        return obstacle;
    }

    public List<Instruction> instructions() {
        return instructions;
    }

    /** The first difference from another recording of the same step, in words; null when they are the same program. */
    public @Nullable String differenceFrom(Recorder other) {
        int n = Math.min(instructions.size(), other.instructions.size());
        for (int i = 0; i < n; i++) {
            if (!instructions.get(i).sameAs(other.instructions.get(i))) {
                return "kernel " + (i + 1) + " was " + other.instructions.get(i) + " in one run and " + instructions.get(i) + " in the next";
            }
        }
        return instructions.size() == other.instructions.size() ? null
                : "one run had " + other.instructions.size() + " kernels, the next " + instructions.size();
    }

    /** Frees the native part of everything recorded. */
    @Override
    public void close() {
        instructions.forEach(instruction -> instruction.call().close());
    }
}
