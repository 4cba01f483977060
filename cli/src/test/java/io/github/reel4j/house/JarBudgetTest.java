package io.github.reel4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program carries with it for the sake of reel4j. */
class JarBudgetTest {

    private static final long BUDGET = 6_500_000;

    @ParameterizedTest
    @ValueSource(strings = {"pixazo", "apixo"})
    void core_and_one_vendor_with_all_they_need_fit_into_6_5_MB(String vendor, @TempDir Path workshop) {
        Map<String, Long> sizes = new Artifacts(workshop)
                .with(vendor).stream()
                        .collect(Collectors.toMap(jar -> String.valueOf(jar.getFileName()), JarBudgetTest::size));

        assertThat(sizes.keySet())
                .as("the libraries are counted")
                .anyMatch(name -> name.startsWith("jackson-databind"));
        assertThat(sizes.values().stream().mapToLong(Long::longValue).sum())
                .as("bytes of %s", sizes)
                .isLessThanOrEqualTo(BUDGET);
    }

    private static long size(Path jar) {
        try {
            return Files.size(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
