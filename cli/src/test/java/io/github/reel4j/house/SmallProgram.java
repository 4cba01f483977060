package io.github.reel4j.house;

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

/** A user's program, compiled once against core alone and run with whatever jars there are. */
final class SmallProgram {

    static final String MAIN = "program.Program";
    static final String MODULE = "house.program";

    private final Path classes;

    SmallProgram(Artifacts artifacts, Path workshop) {
        classes = Compilation.into(workshop.resolve("program"))
                .classPath(List.of(artifacts.of("core")))
                .compile(Map.of("Program.java", resource("program/Program.java.txt")));
    }

    /** The compiled program. */
    Path classes() {
        return classes;
    }

    /** The same class files and a module declaration beside them. */
    Path asModule(Artifacts artifacts) {
        return Compilation.into(classes)
                .modulePath(artifacts.core())
                .compile(Map.of("module-info.java", "module " + MODULE + " { requires io.github.reel4j.core; }"));
    }

    /** Its class path with these jars. */
    List<Path> with(List<Path> jars) {
        return Stream.concat(Stream.of(classes), jars.stream()).toList();
    }

    /** The settings that send its orders to a simulator. */
    static Map<String, String> settings(String vendor, Simulator simulator) {
        String owner = vendor.toUpperCase(Locale.ROOT);
        return Map.of(
                owner + "_API_KEY",
                "key-of-" + vendor,
                owner + "_BASE_URL",
                simulator.baseUrl().toString());
    }

    /** A text of the test resources. */
    static String resource(String name) {
        try (InputStream file = SmallProgram.class.getResourceAsStream("/house/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("no test resource house/" + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
