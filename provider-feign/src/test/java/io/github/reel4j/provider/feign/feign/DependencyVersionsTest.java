package io.github.reel4j.provider.feign.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyVersionsTest {

    @ParameterizedTest
    @CsvSource({
        "2.15, false",
        "2.15.0, false",
        "2.14.2, true",
        "2.9, true",
        "1.99, true",
        "3.0, false",
        "2.15-rc1, false",
        "2.22.4, false",
        "unknown, false",
        "2, false",
        "99999999999.1, false"
    })
    void a_version_is_compared_by_its_first_2_numbers(String version, boolean older) {
        assertThat(DependencyVersions.isOlder(version, 2, 15)).isEqualTo(older);
    }

    @Test
    void the_versions_of_this_build_are_accepted() {
        assertThatCode(DependencyVersions::check).doesNotThrowAnyException();
    }
}
