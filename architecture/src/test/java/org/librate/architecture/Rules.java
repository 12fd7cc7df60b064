package org.librate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules that the classes of every module keep. */
final class Rules {

    static final ArchRule NO_NATIVE_IMPORTS = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("org.nd4j..", "org.bytedeco..")
            .because("ND4J and oneDNN are core's business: ask it for what is missing")
            .allowEmptyShould(true);

    /** Except what JMH writes. */
    static final ArchRule NULL_MARKED = classes()
            .that().resideOutsideOfPackage("..jmh_generated..")
            .should(liveInANullMarkedPackage())
            .allowEmptyShould(true);

    private Rules() {
    }

    static ArchRule noArrowTo(Set<String> modules) {
        String[] packages = modules.stream().map(module -> "org.librate." + module + "..").toArray(String[]::new);
        return noClasses()
                .should().dependOnClassesThat().resideInAnyPackage(packages)
                .because("arrows between modules point one way: move the contract down")
                .allowEmptyShould(true);
    }

    static ArchRule liveUnder(String rootPackage) {
        return classes()
                .should().resideInAPackage(rootPackage + "..")
                .because("a module's packages begin with its name")
                .allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info says @NullMarked") {
            @Override public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + ": package " + type.getPackageName()
                        + (marked ? " is @NullMarked" : " needs a package-info.java with @NullMarked")));
            }
        };
    }
}
