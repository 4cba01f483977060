package io.github.reel4j.house;

import io.github.reel4j.cli.CommandLines;
import io.github.reel4j.house.Markdown.Block;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The provider acme as {@code reel new-provider} writes it, and as a person may have changed it since. */
final class GeneratedProvider {

    static final String PACKAGE = "com.example.reel4j.acme";

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path TEST = Path.of("src", "test", "java");

    private final Path folder;

    private GeneratedProvider(Path folder) {
        this.folder = folder;
    }

    /** @param folder a new or empty one */
    static GeneratedProvider in(Path folder) {
        CommandLines.run("new-provider", "acme", "--directory", folder.toString());
        return new GeneratedProvider(folder);
    }

    Path folder() {
        return folder;
    }

    String text(String file) {
        return Repository.text(folder.resolve(file));
    }

    /** All sources but the module's declaration, by their paths below the source folders. */
    Map<String, String> sources() {
        Map<String, String> sources = sources(MAIN);
        sources.remove("module-info.java");
        sources.putAll(sources(TEST));
        return sources;
    }

    /** Does what is left to do, as the documents show it. */
    void finish() throws IOException {
        Path sources = folder.resolve(MAIN).resolve(PACKAGE.replace('.', '/'));
        Path models = sources.resolve("AcmeModels.java");
        Files.writeString(models, Repository.text(models).replace("at(\"\")", "at(\"as the document has it\")"));
        for (Block block : Snippets.finishedAcme()) {
            Files.writeString(sources.resolve(Snippets.typeOf(block) + ".java"), block.text() + "\n");
        }
    }

    /** Compiles it as a module, and its tests on the class path, and runs these tests. */
    SuiteRun test(Artifacts artifacts, List<Path> classPath, String... testClasses) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("target/classes"));
        Path testClassesFolder = Files.createDirectories(folder.resolve("target/test-classes"));
        Compilation.into(classes).modulePath(artifacts.with()).compile(sources(MAIN));
        Compilation.into(testClassesFolder)
                .classPath(Stream.concat(Stream.of(classes), classPath.stream()).toList())
                .compile(sources(TEST));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {url(classes), url(testClassesFolder)}, GeneratedProvider.class.getClassLoader())) {
            return SuiteRun.of(
                    loader,
                    Stream.of(testClasses).map(name -> PACKAGE + "." + name).toList());
        }
    }

    private Map<String, String> sources(Path root) {
        Map<String, String> sources = new LinkedHashMap<>();
        Repository.files(folder.resolve(root), ".java")
                .forEach(file -> sources.put(
                        file.toString().replace('\\', '/'),
                        Repository.text(folder.resolve(root).resolve(file))));
        return sources;
    }

    private static URL url(Path classes) throws MalformedURLException {
        return classes.toUri().toURL();
    }
}
