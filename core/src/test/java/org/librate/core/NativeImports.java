package org.librate.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Which classes of core may know ND4J, JavaCPP and its presets: what touches them must be replaceable. */
final class NativeImports {

    static final ArchRule RULE = noClasses()
            .that().resideOutsideOfPackages("org.librate.core.kernel..", "org.librate.core.interop..")
            .should().dependOnClassesThat().resideInAnyPackage("org.nd4j..", "org.bytedeco..")
            .because("ND4J and oneDNN stay behind the kernel contract: go through org.librate.core.kernel");

    private NativeImports() {
    }
}
