package io.github.reel4j.project;

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

/** Limits the size of the jars that reel4j adds to a program. */
class JarBudgetTest {

    private static final long BUDGET = 6_500_000;

    @ParameterizedTest
    @ValueSource(strings = {"pixazo", "apixo", "dashscope"})
    void core_and_one_vendor_need_at_most_6_5_MB(String vendor, @TempDir Path workshop) {
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
