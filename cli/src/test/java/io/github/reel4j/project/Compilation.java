package io.github.reel4j.project;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources in memory for Java 17. */
final class Compilation {

    private final Path classes;
    private final List<String> options = new ArrayList<>();

    private Compilation(Path classes) {
        this.classes = classes;
        options.addAll(List.of("--release", "17", "-proc:none", "-d", classes.toString()));
    }

    static Compilation into(Path classes) {
        return new Compilation(classes);
    }

    Compilation classPath(List<Path> jars) {
        options.addAll(List.of("-classpath", joined(jars)));
        return this;
    }

    Compilation modulePath(List<Path> jars) {
        options.addAll(List.of("--module-path", joined(jars)));
        return this;
    }

    /** Returns the compiler errors; {@code sources} are texts by file name. */
    List<String> errors(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<JavaFileObject> units = sources.entrySet().stream()
                    .<JavaFileObject>map(source -> new Source(source.getKey(), source.getValue()))
                    .toList();
            var unused = compiler.getTask(null, files, diagnostics, options, null, units)
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::toString)
                .toList();
    }

    /** Compiles the sources and returns the folder of the classes. Throws if there is an error. */
    Path compile(Map<String, String> sources) {
        List<String> errors = errors(sources);
        if (!errors.isEmpty()) {
            throw new AssertionError("does not compile: " + String.join("\n", errors));
        }
        return classes;
    }

    static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("source:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
