package io.github.reel4j.provider.feign;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Locations;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The packages of this module form layers without cycles, and only the top one is for providers. */
class ArchitectureTest {

    private static final String BASE_PACKAGE = "io.github.reel4j.provider.feign";

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("module-info"))
            .importLocations(Locations.of(Set.of(
                    VendorClient.class.getProtectionDomain().getCodeSource().getLocation())));

    /** One slice per package. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(BASE_PACKAGE)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private static final ArchRule NO_CYCLES =
            slices().assignedFrom(PACKAGES).should().beFreeOfCycles();

    private static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(BASE_PACKAGE + "..")
            .layer("exported")
            .definedBy(BASE_PACKAGE)
            .layer("feign")
            .definedBy(BASE_PACKAGE + ".feign")
            .layer("download")
            .definedBy(BASE_PACKAGE + ".download")
            .layer("http")
            .definedBy(BASE_PACKAGE + ".http")
            .layer("json")
            .definedBy(BASE_PACKAGE + ".json")
            .layer("text")
            .definedBy(BASE_PACKAGE + ".text")
            .whereLayer("exported")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("feign")
            .mayOnlyBeAccessedByLayers("exported")
            .whereLayer("download")
            .mayOnlyBeAccessedByLayers("exported")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("exported", "feign", "download")
            .whereLayer("json")
            .mayNotAccessAnyLayer()
            .whereLayer("text")
            .mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @Test
    void packages_have_no_cycles() {
        NO_CYCLES.check(MAIN_CLASSES);
    }

    @Test
    void lower_layers_do_not_use_higher_ones() {
        LAYERS.check(MAIN_CLASSES);
    }

    @Test
    void the_rules_fail_on_a_class_that_breaks_them() {
        JavaClasses withTests = new ClassFileImporter().importPackages(BASE_PACKAGE);

        assertThat(NO_CYCLES.evaluate(withTests).getFailureReport().toString()).contains("UsesHigherLayer");
        assertThat(LAYERS.evaluate(withTests).getFailureReport().toString()).contains("UsesHigherLayer");
    }

    @Test
    void the_exported_package_has_at_most_15_public_types() {
        assertThat(MAIN_CLASSES.stream()
                        .filter(type -> type.getPackageName().equals(BASE_PACKAGE))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .hasSizeBetween(5, 15);
    }
}
