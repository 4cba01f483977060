package io.github.reel4j.project;

import io.github.reel4j.testkit.simulator.Simulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A user's program, compiled against core only and run with different class paths. */
final class SmallProgram {

    static final String MAIN = "program.Program";
    static final String MODULE = "project.program";

    private final Path classes;

    SmallProgram(Artifacts artifacts, Path workshop) {
        classes = Compilation.into(workshop.resolve("program"))
                .classPath(List.of(artifacts.of("core")))
                .compile(Map.of("Program.java", resource("program/Program.java.txt")));
    }

    /** Returns the folder of the compiled program. */
    Path classes() {
        return classes;
    }

    /** Adds a module declaration, and returns the folder. */
    Path asModule(Artifacts artifacts) {
        return Compilation.into(classes)
                .modulePath(artifacts.core())
                .compile(Map.of("module-info.java", "module " + MODULE + " { requires io.github.reel4j.core; }"));
    }

    /** Returns the class path of the program with these jars. */
    List<Path> with(List<Path> jars) {
        return Stream.concat(Stream.of(classes), jars.stream()).toList();
    }

    /** Returns the settings that make programs order from a simulator. */
    static Map<String, String> settings(String vendor, Simulator simulator) {
        String prefix = vendor.toUpperCase(Locale.ROOT);
        return Map.of(
                prefix + "_API_KEY",
                "key-of-" + vendor,
                prefix + "_BASE_URL",
                simulator.baseUrl().toString());
    }

    /** Returns the text of a test resource. */
    static String resource(String name) {
        try (InputStream file = SmallProgram.class.getResourceAsStream("/project/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("no test resource project/" + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
