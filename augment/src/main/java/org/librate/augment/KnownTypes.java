package org.librate.augment;

import java.util.ServiceLoader;
import org.librate.core.save.SavedTypes;

/** All transforms that files may name. */
final class KnownTypes {

    private static final class Holder {
        static final SavedTypes ALL = load();
    }

    private KnownTypes() {
    }

    static SavedTypes all() {
        return Holder.ALL;
    }

    private static SavedTypes load() {
        SavedTypes all = SavedTypes.create().with("Augmentation", SavedAugmentation.class).with("Range", Range.class).with("Sequence", Sequence.class)
                .with("OneOf", OneOf.class)
                .with("SomeOf", SomeOf.class).with("Times", Times.class).with("Sometimes", Sometimes.class).with("ByClass", ByClass.class);
        for (TransformTypes more : ServiceLoader.load(TransformTypes.class, KnownTypes.class.getClassLoader())) {
            all = all.with(more.types());
        }
        return all;
    }
}
