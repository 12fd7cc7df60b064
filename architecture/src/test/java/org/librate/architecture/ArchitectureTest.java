package org.librate.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.architecture.fixture.CrossesTheHouse;

class ArchitectureTest {

    static List<Module> modules() {
        return Module.all();
    }

    static Stream<Module> modulesWithCode() {
        return modules().stream().filter(Module::hasMainCode);
    }

    private static Set<String> names() {
        return modules().stream().map(Module::name).collect(Collectors.toSet());
    }

    @Test void this_module_is_the_last() {
        List<Module> modules = modules();
        assertThat(modules.get(modules.size() - 1).name()).isEqualTo("architecture");
    }

    @ParameterizedTest @MethodSource("modules")
    void the_pom_depends_on_allowed_modules_only(Module module) {
        Set<String> wrong = Arrows.forbidden(module.name(), names());
        wrong.retainAll(module.dependencies());
        assertThat(wrong).as("modules that %s must not depend on", module).isEmpty();
    }

    @ParameterizedTest @MethodSource("modulesWithCode")
    void the_classes_depend_on_allowed_modules_only(Module module) {
        Rules.noArrowTo(Arrows.forbidden(module.name(), names())).check(module.classes());
    }

    @ParameterizedTest @MethodSource("modulesWithCode")
    void packages_carry_the_name_of_their_module(Module module) {
        Rules.liveUnder(module.rootPackage()).check(module.classes());
    }

    @ParameterizedTest @MethodSource("modulesWithCode")
    void every_package_is_null_marked(Module module) {
        assertThat(module.classes()).isNotEmpty();
        Rules.NULL_MARKED.check(module.classes());
    }

    @Test void only_core_knows_the_native_libraries() {
        modulesWithCode().filter(module -> !module.name().equals("core")).forEach(module -> Rules.NO_NATIVE_IMPORTS.check(module.classes()));
    }

    /** A check that cannot fail says nothing. */
    @Nested class Each_check_can_fail {

        private final JavaClasses fixture = new ClassFileImporter().importClasses(CrossesTheHouse.class);

        private void fails(ArchRule rule, String part) {
            assertThatThrownBy(() -> rule.check(fixture)).isInstanceOf(AssertionError.class).hasMessageContaining(part);
        }

        @Test void on_an_arrow_the_wrong_way() {
            fails(Rules.noArrowTo(Set.of("core")), "org.librate.core.Shape");
        }

        @Test void on_a_native_import() {
            fails(Rules.NO_NATIVE_IMPORTS, "org.bytedeco.javacpp.Pointer");
        }

        @Test void on_an_unmarked_package() {
            fails(Rules.NULL_MARKED, "needs a package-info.java");
        }

        @Test void on_a_package_of_another_name() {
            fails(Rules.liveUnder("org.librate.core"), "begin with its name");
        }

        @Test void on_a_sibling() {
            assertThat(Arrows.forbidden("metrics", Set.of("core", "metrics", "nn", "examples"))).containsExactly("examples", "nn");
            assertThat(Arrows.forbidden("tuning", Set.of("core", "metrics", "nn", "imbalance"))).containsExactly("imbalance");
            assertThat(Arrows.forbidden("examples", Set.of("core", "nn", "benchmarks"))).containsExactly("benchmarks");
        }

        @Test void on_a_module_without_a_place() {
            assertThatThrownBy(() -> Arrows.forbidden("kitchen", Set.of("core")))
                    .isInstanceOf(AssertionError.class).hasMessageContaining("\"kitchen\" has no place");
        }
    }
}
