package org.librate.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.Tensor;
import org.librate.core.save.SavedTypes;

/** Nobody adds a step or a model and forgets that pipelines are saved. */
class PipelineTypesTest {

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "estimator", "learn"})
    void whatever_may_stand_in_a_fitted_pipeline_is_known_or_refused_with_a_reason(String name) throws Exception {
        SavedTypes types = PipelineTypes.all();
        List<Class<?>> fitted = classes("org.librate.core." + name).filter(type -> !type.isInterface())
                .filter(type -> FittedTransformer.class.isAssignableFrom(type) || Model.class.isAssignableFrom(type)).toList();
        assertThat(fitted).isNotEmpty();
        assertThat(fitted).allSatisfy(type -> assertThat(types.knows(type) || types.reasonAgainst(type).isPresent()).as(type.getName()).isTrue());
    }

    private static Stream<Class<?>> classes(String packageName) throws IOException, URISyntaxException, ClassNotFoundException {
        URI root = Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        try (Stream<Path> files = Files.list(Path.of(root).resolve(packageName.replace('.', '/')))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                    .map(file -> packageName + "." + file.substring(0, file.length() - ".class".length())).toList();
            Stream.Builder<Class<?>> found = Stream.builder();
            for (String className : names) {
                found.add(Class.forName(className, false, Tensor.class.getClassLoader()));
            }
            return found.build();
        }
    }
}
