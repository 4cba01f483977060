package io.github.reel4j.project;

import io.github.reel4j.project.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles Kotlin with its compiler in a separate JVM, as kotlin-maven-plugin does. Warnings are errors, and the
 * annotations of JSpecify are strict, which is Kotlin's default.
 */
final class KotlinCompilation {

    private static final Path JARS = Repository.ROOT.resolve("cli/target/kotlin");

    private final Path workshop;
    private final List<Path> classPath;

    /** @param classPath what the program is compiled with, besides Kotlin's own libraries */
    KotlinCompilation(Path workshop, List<Path> classPath) {
        this.workshop = workshop;
        this.classPath = Stream.concat(libraries().stream(), classPath.stream()).toList();
    }

    /** Returns the jars that programs in Kotlin need: the standard library and coroutines. */
    static List<Path> libraries() {
        return List.of(JARS.resolve("kotlin-stdlib.jar"), JARS.resolve("kotlinx-coroutines-core-jvm.jar"));
    }

    /** Compiles a file to {@code classes}, and returns what the compiler reports. */
    Outcome compile(String name, String text, Path classes) throws IOException {
        Path source = Files.writeString(workshop.resolve(name), text);
        return new ChildJvm(workshop)
                .classPath(Stream.concat(
                                libraries().stream(),
                                Stream.of(
                                        JARS.resolve("annotations.jar"),
                                        JARS.resolve("kotlin-compiler-embeddable.jar"),
                                        JARS.resolve("kotlin-script-runtime.jar")))
                        .toList())
                .run(
                        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                        "-Werror",
                        "-no-stdlib",
                        "-no-reflect",
                        "-jvm-target",
                        "17",
                        "-classpath",
                        Compilation.joined(classPath),
                        "-d",
                        classes.toString(),
                        source.toString());
    }
}
