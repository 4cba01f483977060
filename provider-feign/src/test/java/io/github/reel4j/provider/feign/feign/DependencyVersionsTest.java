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
    void a_version_is_older_by_its_first_two_numbers(String version, boolean older) {
        assertThat(DependencyVersions.isOlder(version, 2, 15)).isEqualTo(older);
    }

    @Test
    void those_of_this_build_will_do() {
        assertThatCode(DependencyVersions::check).doesNotThrowAnyException();
    }
}
