package io.github.reel4j.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests that the code of a provider module keeps the architecture rules in {@link ProviderRules}. Extend it in the
 * provider's own package; the extending class needs no content.
 */
public abstract class ProviderArchitectureContract {

    @Test
    @DisplayName("the provider follows the architecture rules")
    void followsArchitectureRules() {
        String ownPackage = getClass().getPackageName();
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/Dagger") && !location.contains("_"))
                .importPackages(ownPackage);
        if (classes.isEmpty()) {
            throw new AssertionError("no classes in " + ownPackage + ". Extend this test in the provider's package.");
        }
        for (ArchRule rule : ProviderRules.ALL) {
            rule.check(classes);
        }
        ProviderRules.noOtherProvider(ownPackage).check(classes);
    }
}
