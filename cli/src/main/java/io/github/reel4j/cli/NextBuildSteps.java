package io.github.reel4j.cli;

import io.github.reel4j.model.ProviderId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands that build a generated module, in the order in which they must run. */
final class NextBuildSteps {

    /** Set by {@code ./reel}: the folder of the sources of reel4j. */
    static final String SOURCES = "reel.sources";

    private NextBuildSteps() {}

    static List<String> of(Path module, ProviderId id) {
        return of(module, id, Optional.ofNullable(System.getProperty(SOURCES)).map(Path::of));
    }

    /**
     * @param sources the folder of the sources of reel4j, if this program was started from there. Its artifacts must
     *     then be installed first, and its Maven is used, which needs no other plugins than the build of reel4j
     */
    static List<String> of(Path module, ProviderId id, Optional<Path> sources) {
        Optional<Path> here = sources.filter(root -> Files.exists(root.resolve("mvnw")));
        List<String> steps = new ArrayList<>();
        String maven = here.map(root -> program(root, "mvnw")).orElse("mvn");
        String reel = here.map(root -> program(root, "reel")).orElse("reel");
        String inModule = maven + " -f " + quoted(module.toString());
        here.ifPresent(root -> steps.add(
                isCurrent(root)
                        ? maven + " install -DskipTests"
                        : maven + " -f " + quoted(root.toString()) + " install -DskipTests"));
        steps.add(inModule + " verify");
        steps.add(inModule + " package -DskipTests");
        steps.add(reel + " --provider-jar "
                + quoted(module.resolve("target/provider-" + id + "-0.1.0-SNAPSHOT.jar")
                        .toString())
                + " text \"a heron at dawn\" --provider " + id + " --simulate");
        return steps;
    }

    private static String program(Path root, String name) {
        return isCurrent(root) ? "./" + name : quoted(root.resolve(name).toString());
    }

    private static boolean isCurrent(Path root) {
        return root.toAbsolutePath().normalize().equals(Path.of("").toAbsolutePath());
    }

    /** Returns a word of a shell command. */
    private static String quoted(String path) {
        return path.matches("[\\w./:@%+=-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
