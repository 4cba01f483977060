package io.github.reel4j.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.spi.VideoProviderFactory;
import io.vavr.control.Either;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** Builds jars with provider factories, and class loaders for them. */
final class ProviderJarBuilder {

    static final String SERVICE = "META-INF/services/io.github.reel4j.spi.VideoProviderFactory";

    private final Path folder;

    ProviderJarBuilder(Path folder) {
        this.folder = folder;
    }

    /** Returns the source of a factory whose constructor has the given body. */
    static String factory(String name, String id, String body) {
        return "package made; public class " + name + " implements io.github.reel4j.spi.VideoProviderFactory {"
                + " public " + name + "() { " + body + " }"
                + " public io.github.reel4j.model.ProviderId id() { return " + id + "; }"
                + " public io.github.reel4j.spi.VideoProvider create(io.github.reel4j.spi.ProviderConfig config) {"
                + " throw new IllegalStateException(\"not here\"); } }";
    }

    static String idOf(String id) {
        return "io.github.reel4j.model.ProviderId.of(\"" + id + "\")";
    }

    /** Compiles {@code sources}, named by class, and packs them with a service file. */
    Path jar(String file, String services, String... sources) throws IOException {
        return pack(file, services, compile(file, sources));
    }

    Path compile(String name, String... sources) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-classpath", classPath()));
        for (String source : sources) {
            String type = source.replaceFirst(".*?class (\\w+).*", "$1");
            Path text =
                    Files.createDirectories(folder.resolve(name + "-sources")).resolve(type + ".java");
            arguments.add(Files.writeString(text, source).toString());
        }
        ByteArrayOutputStream violations = new ByteArrayOutputStream();
        int outcome = ToolProvider.getSystemJavaCompiler()
                .run(null, violations, violations, arguments.toArray(String[]::new));
        assertThat(outcome)
                .as(violations.toString(java.nio.charset.StandardCharsets.UTF_8))
                .isZero();
        return classes;
    }

    Path pack(String file, String services, Path classes) throws IOException {
        Path jar = folder.resolve(file);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            out.putNextEntry(new JarEntry(SERVICE));
            out.write(services.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                out.write(Files.readAllBytes(each));
            }
        }
        return jar;
    }

    /** Returns a class loader for the classes of the test and {@code jars}. The caller closes it. */
    static URLClassLoader loader(Path... jars) throws IOException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toUri().toURL();
        }
        return new URLClassLoader(urls, ProviderJarBuilder.class.getClassLoader());
    }

    private static String classPath() {
        return Stream.of(VideoProviderFactory.class, Either.class, NullMarked.class)
                .map(type -> Path.of(java.net.URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .reduce((one, other) -> one + java.io.File.pathSeparator + other)
                .orElseThrow();
    }
}
