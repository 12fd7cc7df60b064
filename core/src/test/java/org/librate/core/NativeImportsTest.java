package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.librate.core.fixture.ReachesForJavaCpp;

class NativeImportsTest {

    @Test void only_kernels_and_interop_know_the_native_libraries() {
        JavaClasses core = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.librate.core");
        assertThat(core).isNotEmpty();
        NativeImports.RULE.check(core);
    }

    @Test void a_class_elsewhere_that_reaches_for_javacpp_is_found() {
        JavaClasses fixture = new ClassFileImporter().importClasses(ReachesForJavaCpp.class);
        assertThatThrownBy(() -> NativeImports.RULE.check(fixture))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ReachesForJavaCpp")
                .hasMessageContaining("behind the kernel contract");
    }
}
