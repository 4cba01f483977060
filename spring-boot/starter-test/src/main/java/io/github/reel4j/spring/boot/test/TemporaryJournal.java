package io.github.reel4j.spring.boot.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Replaces the application's journal by a temporary file, so that no real journal has simulated orders. Stateless. */
final class TemporaryJournal {

    static final String PROPERTY = "reel4j.journal.file";

    private TemporaryJournal() {}

    /** Does nothing if the application has no journal, or if the test sets the property itself. */
    static void replaceIn(ConfigurableEnvironment environment) {
        PropertySource<?> ofTest =
                environment.getPropertySources().get(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME);
        boolean setByTest = ofTest != null && ofTest.containsProperty(PROPERTY);
        if (environment.containsProperty(PROPERTY) && !setByTest) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("reelTemporaryJournal", Map.of(PROPERTY, file().toString())));
        }
    }

    private static Path file() {
        try {
            Path folder = Files.createTempDirectory("reel4j-test");
            Path file = folder.resolve("orders.journal");
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit(); // deleted before the folder
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
