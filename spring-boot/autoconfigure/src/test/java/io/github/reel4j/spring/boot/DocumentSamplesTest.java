package io.github.reel4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each Java sample of the document is a part of a test class, which is compiled and run. */
class DocumentSamplesTest {

    private static final Pattern SAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path MODULES = Path.of("..");

    @Test
    void every_java_sample_is_compiled() throws IOException {
        List<String> samples = SAMPLE.matcher(Files.readString(MODULES.resolve("../docs/spring-boot.md")))
                .results()
                .map(MatchResult::group)
                .map(sample -> sample.substring("```java\n".length(), sample.length() - "```".length()))
                .toList();
        String sources = sources();
        assertThat(samples)
                .hasSizeGreaterThan(2)
                .allSatisfy(sample -> assertThat(sources).contains(normalized(sample)));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(MODULES)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("test"))
                    .map(DocumentSamplesTest::read)
                    .map(DocumentSamplesTest::normalized)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Indentation and line breaks differ. */
    private static String normalized(String text) {
        return text.replaceAll("\\s+", "");
    }
}
