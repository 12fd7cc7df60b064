package org.librate.core.kernel;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl.User_func_Pointer;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On how many cores a kernel runs: a limit for each thread that leads kernels, and the width of the call at hand.
 *
 * <p>A tiny op loses more by waking threads than it gains, so each call asks {@link #forWork} with an estimate of its work, a
 * function of nothing but op, shapes and limit: eager and replayed runs and resumed processes split work alike and so give the same bits.
 */
public final class Width {

    private static final Logger LOG = LoggerFactory.getLogger(Width.class);

    /** The work, in simple vectorised element operations, that is worth one thread: some microseconds. */
    private static final double WORTH_A_THREAD = 20_000;

    private static final int CORES = cores();

    private static final ThreadLocal<State> STATE = ThreadLocal.withInitial(State::new);

    private static final class State {
        int limit = CORES;
        int applied; // 0: nothing was set on this thread yet
        final Argument argument = new Argument();
    }

    private Width() {
    }

    /** The most threads that kernels led by the calling thread use. */
    public static int limit() {
        return STATE.get().limit;
    }

    /**
     * Sets the limit for the calling thread, so that threads that train side by side divide the cores. A step records anew when it is run under
     * another limit.
     */
    public static void limit(int threads) {
        STATE.get().limit = Check.positive("Width", "threads", threads);
    }

    /** The width of a call, from its work counted in simple element operations (a multiplication of matrices does m·k·n / 16 of them). */
    public static int forWork(double operations) {
        int limit = STATE.get().limit;
        return limit == 1 ? 1 : (int) Math.max(1, Math.min(limit, operations / WORTH_A_THREAD));
    }

    /** Makes native parallel work that this thread leads run on so many threads. Costs nothing when it is so already. */
    public static void apply(int threads) {
        State state = STATE.get();
        if (state.applied != threads) {
            Setter.INSTANCE.set(threads, state.argument);
            state.applied = threads;
        }
    }

    /** To be called after a library has set the number of threads itself, as ND4J does when it loads. */
    public static void forget() {
        STATE.get().applied = 0;
    }

    private static int cores() {
        String asked = System.getenv("OMP_NUM_THREADS");
        if (asked != null && asked.trim().matches("[1-9][0-9]{0,3}(,.*)?")) {
            return Integer.parseInt(asked.split(",")[0].trim());
        }
        return Runtime.getRuntime().availableProcessors();
    }

    /** The road to the OpenMP runtime's {@code omp_set_num_threads}, for the calling thread. */
    private interface Setter {

        Setter INSTANCE = find();

        /** The argument is the thread's own, to be filled: so that nothing is allocated. */
        void set(int threads, Argument argument);

        private static Setter find() {
            try {
                Setter direct = direct();
                return direct != null ? direct : throughNd4j();
            } catch (LinkageError | RuntimeException e) {
                LOG.warn(
                        "Librate: the number of native threads cannot be set here ({}); kernels use the OpenMP default. OMP_NUM_THREADS still works.",
                        e.toString());
                return (threads, argument) -> { };
            }
        }

        /**
         * Calls the runtime's function by its address. No binding on the class path has {@code void (int)}; the OpenCL one, which
         * oneDNN's loads anyway, has {@code void (void *)}, and on every platform we ship for (System V x86-64, AArch64, Windows
         * x64) both take their argument in the same register. ND4J's own binding does the same, but takes a quarter of a
         * second and 46 MB to load.
         */
        private static @Nullable Setter direct() {
            Pointer function = Loader.addressof("omp_set_num_threads");
            if (function == null || function.isNull()) {
                return null;
            }
            // JavaCPP's function objects hold the address of the function and of a Java callback, here absent.
            PointerPointer<Pointer> holder = new PointerPointer<Pointer>(2).put(0, function).put(1, (Pointer) null);
            User_func_Pointer call = new User_func_Pointer(holder);
            return (threads, argument) -> {
                call.call(argument.of(threads));
                Reference.reachabilityFence(holder);
            };
        }

        private static Setter throughNd4j() {
            Nd4jCpu bindings = new Nd4jCpu();
            return (threads, argument) -> bindings.setOmpNumThreads(threads);
        }
    }

    /** A number where a pointer is expected. */
    private static final class Argument extends Pointer {
        Argument of(int value) {
            address = value;
            return this;
        }
    }
}
