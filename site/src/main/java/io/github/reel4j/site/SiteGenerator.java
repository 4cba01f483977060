package io.github.reel4j.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Generates the HTML documentation site of a repository, and reports problems such as broken links. */
final class SiteGenerator {

    private static final Path API = Path.of("docs", "api.md");

    private final Path repository;
    private final Path output;
    private final Problems problems = new Problems();

    SiteGenerator(Path repository, Path output) {
        this.repository = repository;
        this.output = output;
    }

    /** Writes the site, and returns what is wrong with it: broken links, documents without an entry, and so on. */
    List<String> run() throws IOException {
        JavadocPages javadoc = JavadocPages.in(repository);
        Navigation navigation = Navigation.read(repository.resolve("site/navigation.txt"));
        if (!javadoc.isEmpty()) {
            navigation = navigation.withAfter(API, new Navigation.Entry(JavadocPages.PAGE, Optional.empty(), true));
        }
        Map<Path, Page> pages = pages(navigation, javadoc);
        reportUnlisted(pages.keySet());

        createOutput();
        Diagrams diagrams = new Diagrams(repository);
        write(navigation, pages, javadoc, diagrams);
        copy(diagrams.used());
        javadoc.copyTo(output);
        try (InputStream css = Objects.requireNonNull(SiteGenerator.class.getResourceAsStream("site.css"))) {
            Files.copy(css, output.resolve("site.css"));
        }
        new OutputCheck(output, problems)
                .check(pages.values().stream().map(Page::output).sorted().toList());
        return problems.all();
    }

    private Map<Path, Page> pages(Navigation navigation, JavadocPages javadoc) throws IOException {
        PageParser parser = new PageParser(problems);
        Map<Path, Page> pages = new LinkedHashMap<>();
        for (Navigation.Entry entry : navigation.entries().toList()) {
            Path source = entry.source();
            if (source.equals(JavadocPages.PAGE)) {
                pages.put(source, parser.parse(source, javadoc.page()));
            } else if (Files.exists(repository.resolve(source))) {
                pages.put(source, parser.parse(source, Files.readString(repository.resolve(source))));
            } else {
                problems.add(source, "site/navigation.txt lists it, but it does not exist");
            }
        }
        return pages;
    }

    /** Documents at the root and in docs belong to the site. */
    private void reportUnlisted(Set<Path> listed) throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> root = Files.list(repository);
                Stream<Path> docs = Files.walk(repository.resolve("docs"))) {
            Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(repository::relativize)
                    .sorted()
                    .forEach(documents::add);
        }
        documents.stream()
                .filter(document -> !listed.contains(document))
                .forEach(document -> problems.add(document, "site/navigation.txt does not list it"));
    }

    private void write(Navigation navigation, Map<Path, Page> pages, JavadocPages javadoc, Diagrams diagrams)
            throws IOException {
        Project project = Project.of(repository.resolve("pom.xml"));
        LinkResolver links = new LinkResolver(repository, project.url(), pages, javadoc.indexes(), problems);
        PageRenderer renderer = new PageRenderer(diagrams, problems);
        PageTemplate template = new PageTemplate(navigation, pages, project);
        for (Page page : pages.values()) {
            links.resolve(page);
            Path file = output.resolve(page.output());
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, template.apply(page, renderer.render(page)));
        }
        copy(links.images());
    }

    private void copy(Set<Path> files) throws IOException {
        for (Path file : files) {
            Path copy = output.resolve(file);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(repository.resolve(file), copy);
        }
    }

    private void createOutput() throws IOException {
        Files.createDirectories(output);
        try (Stream<Path> files = Files.list(output)) {
            if (files.findAny().isPresent()) {
                throw new IOException(output + " is not empty");
            }
        }
    }
}
