package org.librate.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kernels of one step, bound and in order: running it is one call after another, without allocation.
 *
 * <p>When it is made, a copy that only moves a finished temporary to its place (a gradient into the flat buffer, say) is left out, and
 * the kernel that made the temporary writes to that place itself. The arithmetic is untouched, so are its bits.
 */
public final class Program implements AutoCloseable {

    private final List<Recorder.Instruction> instructions;
    private final Call[] calls;

    private Program(List<Recorder.Instruction> instructions) {
        this.instructions = instructions;
        this.calls = instructions.stream().map(Recorder.Instruction::call).toArray(Call[]::new);
    }

    /**
     * The program that a recorder wrote down.
     *
     * @param kernels what the recorded ops were bound to
     * @param results arrays that are read after the program has run, and so must hold their values
     */
    public static Program of(Recorder recorder, Kernels kernels, List<NativeArray> results) {
        List<Recorder.Instruction> list = new ArrayList<>(recorder.instructions());
        for (int i = 0; i < list.size(); i++) {
            int producer = producerToRedirect(list, i, results);
            if (producer >= 0) {
                redirect(list, producer, list.get(i), kernels);
                list.remove(i--).call().close();
            }
        }
        return new Program(list);
    }

    /** The kernel that could write to the copy's destination itself, or -1. */
    private static int producerToRedirect(List<Recorder.Instruction> list, int copyAt, List<NativeArray> results) {
        Recorder.Instruction copy = list.get(copyAt);
        NativeArray from = copy.in().length == 1 ? copy.in()[0] : null;
        if (from == null || from.arena() == null || !isWholeCopy(copy) || results.stream().anyMatch(result -> overlap(result, from))) {
            return -1;
        }
        int producer = -1;
        for (int i = 0; i < list.size(); i++) {
            Recorder.Instruction other = list.get(i);
            if (i == copyAt || !touches(other.in(), from) && !touches(other.out(), from)) {
                continue;
            }
            boolean makesIt = i < copyAt && producer < 0 && !other.op().updates() && !touches(other.in(), from)
                    && Arrays.stream(other.out()).anyMatch(out -> sameBytes(out, from));
            if (!makesIt) {
                return -1; // somebody else needs the temporary where it is
            }
            producer = i;
        }
        if (producer < 0) {
            return -1;
        }
        NativeArray to = copy.out()[0];
        for (int i = producer; i < copyAt; i++) {
            if (touches(list.get(i).in(), to) || touches(list.get(i).out(), to)) {
                return -1; // the destination still holds something that is used
            }
        }
        return producer;
    }

    private static boolean isWholeCopy(Recorder.Instruction copy) {
        if (!(copy.op() instanceof KernelOp.CopyBox box)) {
            return false;
        }
        NativeArray to = copy.out()[0];
        return box.from() == 0 && box.to() == 0 && box.sizes().size() == 1 && box.sizes().get(0) == to.size() && copy.in()[0].size() == to.size()
                && box.fromStrides().get(0) == 1 && box.toStrides().get(0) == 1;
    }

    private static void redirect(List<Recorder.Instruction> list, int at, Recorder.Instruction copy, Kernels kernels) {
        Recorder.Instruction producer = list.get(at);
        NativeArray[] out = producer.out().clone();
        for (int i = 0; i < out.length; i++) {
            if (sameBytes(out[i], copy.in()[0])) {
                out[i] = copy.out()[0].reshape(out[i].shape());
            }
        }
        producer.call().close();
        list.set(at, new Recorder.Instruction(producer.op(), producer.in(), out, producer.op().bind(kernels, producer.in(), out)));
    }

    private static boolean touches(NativeArray[] arrays, NativeArray memory) {
        for (NativeArray array : arrays) {
            if (overlap(array, memory)) {
                return true;
            }
        }
        return false;
    }

    /** By address: two blocks may lie over one memory that came from elsewhere. */
    private static boolean overlap(NativeArray a, NativeArray b) {
        return a.address() < b.address() + bytes(b) && b.address() < a.address() + bytes(a);
    }

    private static boolean sameBytes(NativeArray a, NativeArray b) {
        return a.address() == b.address() && bytes(a) == bytes(b) && a.dtype() == b.dtype();
    }

    private static long bytes(NativeArray array) {
        return array.size() * array.dtype().bytes();
    }

    /** Runs every kernel once, in order. One thread at a time. */
    public void run() {
        for (Call call : calls) {
            call.run();
        }
    }

    /** What it runs, in order. */
    public List<Recorder.Instruction> instructions() {
        return List.copyOf(instructions);
    }

    @Override
    public void close() {
        for (Call call : calls) {
            call.close();
        }
    }
}
