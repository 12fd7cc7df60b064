package org.librate.core.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.zip.CRC32C;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.kernel.NativeArray;

/**
 * Rows in tensors, which all have the rows as their first axis. The tensors are shared: do not write to them any more.
 *
 * <pre>{@code
 * Dataset.of(x, y)
 * TensorDataset.of(image).withInput("age", age).withTarget("price", price)
 * }</pre>
 */
public final class TensorDataset implements Dataset {

    private final List<Field> fields;
    private final List<Tensor> tensors;
    private final NativeArray[] arrays;
    private final List<String> classNames;
    private final int size;
    private final int source;

    private TensorDataset(List<Field> fields, List<Tensor> tensors, List<String> classNames, int source) {
        this.fields = List.copyOf(fields);
        this.tensors = List.copyOf(tensors);
        this.arrays = tensors.stream().map(Tensor::array).toArray(NativeArray[]::new);
        this.classNames = List.copyOf(classNames);
        this.size = Math.toIntExact(tensors.get(0).dim(0));
        this.source = source;
    }

    /** Inputs {@code [n, ...]}, named "x". */
    public static TensorDataset of(Tensor x) {
        return of("x", x);
    }

    /** Inputs {@code [n, ...]} of another name, as is needed where something else is called "x". */
    public static TensorDataset of(String name, Tensor x) {
        return new TensorDataset(List.of(field(name, Field.Role.INPUT, x)), List.of(lasting(x)), List.of(), checksum(0, x));
    }

    /** Another input. */
    public TensorDataset withInput(String name, Tensor x) {
        return with(name, Field.Role.INPUT, x);
    }

    /** Another target. */
    public TensorDataset withTarget(String name, Tensor y) {
        return with(name, Field.Role.TARGET, y);
    }

    /** How many steps of each row of an input or target {@code [n, time, ..]} are real; the rest is padding, at the end. */
    public TensorDataset withLengths(String name, int... lengths) {
        TensorDataset more = with(Field.lengths(name), Tensor.of(lengths));
        new Layout(more.fields); // complains if there is no such sequence
        long steps = fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow().shape().dim(0);
        for (int length : lengths) {
            Check.require(length >= 0 && length <= steps, "TensorDataset", "a length must be in [0, " + steps + "]", length);
        }
        return more;
    }

    /** Names for the classes, in the order of their numbers. */
    public TensorDataset withClassNames(List<String> names) {
        Check.require(new HashSet<>(names).size() == names.size(), "TensorDataset", "classes must have different names", names);
        return new TensorDataset(fields, tensors, names, source);
    }

    private TensorDataset with(String name, Field.Role role, Tensor x) {
        return with(field(name, role, x), x);
    }

    private TensorDataset with(Field field, Tensor x) {
        String name = field.name();
        Check.require(fields.stream().noneMatch(before -> before.name().equals(name)), "TensorDataset", "every name may be used once",
                "\"" + name + "\" again");
        if (x.dim(0) != size) {
            throw new ShapeException("TensorDataset", "all tensors must have the same number of rows, " + size,
                    "got " + x.dim(0) + " for \"" + name + "\"", x.shape());
        }
        List<Field> moreFields = new ArrayList<>(fields);
        moreFields.add(field);
        List<Tensor> moreTensors = new ArrayList<>(tensors);
        moreTensors.add(lasting(x));
        return new TensorDataset(moreFields, moreTensors, classNames, checksum(source, x));
    }

    private static Field field(String name, Field.Role role, Tensor x) {
        if (x.rank() == 0) {
            throw new ShapeException("TensorDataset", "tensors must have the rows as their first axis", "got a single number for \"" + name + "\"",
                    x.shape());
        }
        Shape row = x.shape().slice(1, x.rank());
        return new Field(name, role, x.dtype(), row);
    }

    /** A tensor made inside a step would vanish. */
    private static Tensor lasting(Tensor x) {
        return x.array().arena() == null ? x.detach() : x.keep();
    }

    private static int checksum(int before, Tensor x) {
        CRC32C crc = new CRC32C();
        crc.update(before);
        NativeArray array = x.array();
        int bytes = x.dtype().bytes();
        int start = array.start() * bytes;
        crc.update(array.block().bytes().duplicate().limit(start + (int) x.size() * bytes).position(start));
        return Origin.checksum(crc);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public void read(int index, Row into) {
        for (int i = 0; i < arrays.length; i++) {
            into.put(i, arrays[i], index);
        }
    }

    @Override
    public long origin(int index) {
        return Origin.of(source, index);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public boolean hasLabelsAtHand() {
        return true;
    }

    @Override
    public int[] labels() {
        return tensors.get(Labels.field(this)).toInts();
    }

    /** As in {@code Dataset[1797 rows, input "x" FLOAT32 [64], target "y" INT32 []]}. */
    @Override
    public String toString() {
        return Describe.dataset("Dataset", this);
    }
}
