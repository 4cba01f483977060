package io.github.reel4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import io.github.reel4j.VideoClient;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final CoreRules RULES = new CoreRules("io.github.reel4j");
    private static final Pattern GENERATED = Pattern.compile(".*/(Immutable|Dagger)[^/]*|.*_[^/]*Factory[^/]*");

    /** The classes of core, without generated ones. */
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isNotGenerated)
            .importLocations(Locations.of(java.util.Set.of(
                    VideoClient.class.getProtectionDomain().getCodeSource().getLocation())));

    private static boolean isNotGenerated(Location location) {
        return !location.matches(GENERATED);
    }

    static Stream<String> rules() {
        return RULES.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void core_follows_the_rule(String name) {
        java.util.Objects.requireNonNull(RULES.all().get(name)).check(CORE);
    }

    @Test
    void all_of_core_is_checked() {
        assertThat(CORE.size()).isBetween(150, 600);
        assertThat(CORE.contain(VideoClient.class)).isTrue();
        assertThat(CORE).noneMatch(type -> type.getName().contains("architecture"));
    }
}
