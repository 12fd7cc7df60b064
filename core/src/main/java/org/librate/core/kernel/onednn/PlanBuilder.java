package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.librate.core.DType;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;

/** Lays out a {@link Plan}, step by step. Families of ops write their recipes against this and see no native lifetimes. */
final class PlanBuilder {

    /** oneDNN has nothing for this op on these shapes. Carries no stack trace: it is an answer, not a fault. */
    static final class Unsupported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsupported(String what) {
            super(what, null, false, false);
        }
    }

    private static final long ALIGNMENT = 64;

    private final int width;
    private final List<Plan.Step> steps = new ArrayList<>();
    private final List<dnnl_primitive> primitives = new ArrayList<>();
    private final List<dnnl_memory_desc> layouts = new ArrayList<>();
    private final List<dnnl_primitive_desc> descriptions = new ArrayList<>();
    private final List<dnnl_primitive_attr> attributes = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>(); // where in the workspace the numbers of a call go, in floats
    private long workspaceBytes;
    private long scratchBytes; // shared by all steps, as they run one after the other

    PlanBuilder(int width) {
        this.width = width;
    }

    // ---- layouts ----

    /** Float32, row-major. */
    dnnl_memory_desc dense(long... dims) {
        return typed(dnnl_f32, dims);
    }

    dnnl_memory_desc typed(int type, long... dims) {
        long[] strides = new long[dims.length];
        long step = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= dims[i];
        }
        return strided(type, dims, strides);
    }

    dnnl_memory_desc strided(long[] dims, long[] strides) {
        return strided(dnnl_f32, dims, strides);
    }

    dnnl_memory_desc strided(int type, long[] dims, long[] strides) {
        dnnl_memory_desc layout = new dnnl_memory_desc();
        int status = dnnl_memory_desc_create_with_strides(layout, dims.length, dims, type, strides);
        return keep(layout, status);
    }

    /** A layout that the primitive is free to choose. */
    dnnl_memory_desc any(long... dims) {
        dnnl_memory_desc layout = new dnnl_memory_desc();
        int status = dnnl_memory_desc_create_with_tag(layout, dims.length, dims, dnnl_f32, dnnl_format_tag_any);
        return keep(layout, status);
    }

    /** The layout that a primitive chose; {@code what} is a {@code dnnl_query_…_md}. */
    dnnl_memory_desc chosen(dnnl_primitive_desc description, int what) {
        return chosen(description, what, 0);
    }

    /** The same where there are several of a kind. */
    dnnl_memory_desc chosen(dnnl_primitive_desc description, int what, int index) {
        dnnl_memory_desc layout = new dnnl_memory_desc();
        int status = dnnl_memory_desc_clone(layout, dnnl_primitive_desc_query_md(description, what, index));
        return keep(layout, status);
    }

    private dnnl_memory_desc keep(dnnl_memory_desc layout, int status) {
        require(status, "a memory layout");
        layouts.add(layout);
        return layout;
    }

    static boolean same(dnnl_memory_desc a, dnnl_memory_desc b) {
        return dnnl_memory_desc_equal(a, b) != 0;
    }

    // ---- places ----

    Plan.Place array(int index) {
        return array(index, 0);
    }

    /** From a byte offset in an array of the call. */
    Plan.Place array(int index, long offset) {
        return new Plan.Place(Plan.Place.Kind.ARRAY, index, offset, null);
    }

    /** Memory that lives while the call runs. */
    Plan.Place temporary(long bytes) {
        Plan.Place place = new Plan.Place(Plan.Place.Kind.WORKSPACE, -1, workspaceBytes, null);
        workspaceBytes += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return place;
    }

    Plan.Place temporary(dnnl_memory_desc layout) {
        return temporary(dnnl_memory_desc_get_size(layout));
    }

    /** A number that each call brings along, the next of its list: plans do not depend on it. */
    Plan.Place number() {
        Plan.Place place = temporary(DType.FLOAT32.bytes());
        numbers.add(floatsAt(place));
        return place;
    }

    /** The same number, many times. */
    Plan.Place constant(float value, long count) {
        Block block = Block.allocate(count * DType.FLOAT32.bytes());
        for (int i = 0; i < count; i++) {
            block.floats().put(i, value);
        }
        return new Plan.Place(Plan.Place.Kind.CONSTANT, -1, 0, block);
    }

    // ---- attributes ----

    /** Attributes with the given post-ops; scratchpads always belong to the caller. */
    final class Attributes {
        private final dnnl_primitive_attr attr = new dnnl_primitive_attr();
        private final dnnl_post_ops post = new dnnl_post_ops();
        private boolean any;

        private Attributes() {
            require(dnnl_primitive_attr_create(attr), "attributes");
            attributes.add(attr);
            require(dnnl_primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user), "the scratchpad mode");
            require(dnnl_post_ops_create(post), "post-ops");
        }

        /** y = f(y). */
        Attributes then(int algorithm, float alpha, float beta) {
            any = true;
            require(dnnl_post_ops_append_eltwise(post, algorithm, alpha, beta), "an elementwise post-op");
            return this;
        }

        /**
         * y = f(y) at the end of a matrix product or convolution. ReLU is written as {@code 0·(eʸ − 1)} for y ≤ 0, as oneDNN's own
         * turns NaN into 0, which would hide that training has diverged; the last step makes −0 a 0.
         */
        Attributes thenActivate(UnaryFn activation) {
            if (activation == UnaryFn.RELU) {
                return then(dnnl_eltwise_elu, 0, 0).then(dnnl_eltwise_linear, 1, 0);
            }
            EltwiseAlgorithm f = EltwiseAlgorithm.forward(activation, 0, 0);
            if (f == null) {
                throw new Unsupported(activation.toString());
            }
            return then(f.id(), f.alpha(), f.beta());
        }

        /** y += scale · (what y held before). */
        Attributes thenAddOld(float scale) {
            any = true;
            require(dnnl_post_ops_append_sum(post, scale, 0, dnnl_data_type_undef), "a sum post-op");
            return this;
        }

        /** y = f(y, other); the argument for other is {@link #postArgument}. */
        Attributes thenWith(int algorithm, dnnl_memory_desc other) {
            any = true;
            require(dnnl_post_ops_append_binary(post, algorithm, other), "a binary post-op");
            return this;
        }

        /** One factor for a whole source, given when it runs. */
        Attributes scaled(int argument) {
            require(dnnl_primitive_attr_set_scales_mask(attr, argument, 0), "a scale");
            return this;
        }

        dnnl_primitive_attr get() {
            if (any) {
                require(dnnl_primitive_attr_set_post_ops(attr, post), "post-ops");
            }
            dnnl_post_ops_destroy(post);
            return attr;
        }
    }

    /** The argument id of what the post-op at this position reads. */
    static int postArgument(int position) {
        return DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (position + 1) | DNNL_ARG_SRC_1;
    }

    Attributes attributes() {
        return new Attributes();
    }

    dnnl_primitive_attr plain() {
        return attributes().get();
    }

    // ---- steps ----

    /** Describes a primitive; what it creates goes when the plan is built. */
    dnnl_primitive_desc describe(String name, ToIntFunction<dnnl_primitive_desc> create) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        require(create.applyAsInt(description), name);
        descriptions.add(description);
        return description;
    }

    /** Adds a primitive as the next step. */
    Stage primitive(String name, dnnl_primitive_desc description) {
        dnnl_primitive primitive = new dnnl_primitive();
        require(dnnl_primitive_create(primitive, description), name);
        primitives.add(primitive);
        Stage stage = new Stage();
        steps.add(new Plan.Step(name, primitive, stage.arguments, null));
        dnnl_memory_desc scratch = dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
        long size = scratch == null || scratch.isNull() ? 0 : dnnl_memory_desc_get_size(scratch);
        if (size > 0) {
            stage.scratch = chosen(description, dnnl_query_scratchpad_md);
            scratchBytes = Math.max(scratchBytes, size);
        }
        stages.add(stage);
        return stage;
    }

    Stage primitive(String name, ToIntFunction<dnnl_primitive_desc> create) {
        return primitive(name, describe(name, create));
    }

    /** Copies between two layouts as the next step. */
    void reorder(dnnl_memory_desc from, Plan.Place source, dnnl_memory_desc to, Plan.Place target) {
        dnnl_primitive_attr attr = plain();
        primitive("reorder", d -> dnnl_reorder_primitive_desc_create(d, from, OneDnn.ENGINE, to, OneDnn.ENGINE, attr))
                .with(DNNL_ARG_FROM, from, source).with(DNNL_ARG_TO, to, target);
    }

    void host(String name, Plan.HostWork work) {
        steps.add(new Plan.Step(name, null, List.of(), work));
    }

    /** A step whose arguments are being named. */
    static final class Stage {
        private final List<Plan.Argument> arguments = new ArrayList<>();
        private dnnl_memory_desc scratch = new dnnl_memory_desc();

        Stage with(int id, dnnl_memory_desc layout, Plan.Place place) {
            arguments.add(new Plan.Argument(id, layout, place));
            return this;
        }
    }

    private final List<Stage> stages = new ArrayList<>();

    // ---- the end ----

    Plan build() {
        if (scratchBytes > 0) {
            Plan.Place shared = temporary(scratchBytes);
            for (Stage stage : stages) {
                if (!stage.scratch.isNull()) {
                    stage.with(DNNL_ARG_SCRATCHPAD, stage.scratch, shared);
                }
            }
        }
        if (workspaceBytes > Block.MOST_BYTES) {
            throw new Unsupported("more workspace than one block of memory holds");
        }
        dropDescriptions();
        return new Plan(width, workspaceBytes, numbers.stream().mapToInt(at -> at).toArray(), List.copyOf(steps), List.copyOf(primitives),
                List.copyOf(layouts));
    }

    /** Frees what was made for a plan that will not be. */
    void abandon() {
        dropDescriptions();
        primitives.forEach(p -> dnnl_primitive_destroy(p));
        layouts.forEach(l -> dnnl_memory_desc_destroy(l));
    }

    private void dropDescriptions() {
        descriptions.forEach(d -> dnnl_primitive_desc_destroy(d));
        attributes.forEach(a -> dnnl_primitive_attr_destroy(a));
    }

    private static void require(int status, String what) {
        if (status == dnnl_unimplemented || status == dnnl_invalid_arguments) {
            throw new Unsupported(what);
        }
        OneDnn.check(status, "create " + what);
    }

    /** The offset in floats of a temporary in the workspace, for work in Java. */
    static int floatsAt(Plan.Place temporary) {
        return (int) (temporary.offset() / DType.FLOAT32.bytes());
    }

    static boolean isFloat(NativeArray array) {
        return array.dtype() == DType.FLOAT32;
    }
}
