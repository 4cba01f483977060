package io.github.reel4j.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * Replaces the targets of links: documents become pages of the site, other files become addresses in the repository on
 * the web. Images are copied into the site.
 */
final class LinkResolver {

    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    private final Path repository;
    private final String repositoryUrl;
    private final Map<Path, Page> pages;
    private final Set<Path> generated;
    private final Problems problems;
    private final Set<Path> images = new TreeSet<>();

    /**
     * @param pages the pages by their documents
     * @param generated files of the site that are no pages, for example those of Javadoc
     */
    LinkResolver(Path repository, String repositoryUrl, Map<Path, Page> pages, Set<Path> generated, Problems problems) {
        this.repository = repository;
        this.repositoryUrl = repositoryUrl;
        this.pages = pages;
        this.generated = generated;
        this.problems = problems;
    }

    void resolve(Page page) {
        page.document().accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(target(page, link, link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(picture(page, image));
                visitChildren(image);
            }
        });
    }

    /** Returns the images that pages show, relative to the repository. */
    Set<Path> images() {
        return Set.copyOf(images);
    }

    private String target(Page page, Node link, String destination) {
        if (WITH_SCHEME.matcher(destination).matches() || destination.startsWith("#")) {
            return destination;
        }
        String[] parts = destination.split("#", 2);
        String fragment = parts.length == 2 ? "#" + parts[1] : "";
        Path file = page.source().resolveSibling(parts[0]).normalize();
        Page linked = pages.get(file);
        if (linked != null) {
            return page.urlOf(linked.output()) + fragment;
        }
        if (generated.contains(file)) {
            return page.urlOf(file) + fragment;
        }
        return existing(page, link, file)
                ? repositoryUrl
                        + (Files.isDirectory(repository.resolve(file)) ? "/tree/main/" : "/blob/main/")
                        + file.toString().replace('\\', '/')
                        + fragment
                : destination;
    }

    private String picture(Page page, Image image) {
        Path file = page.source().resolveSibling(image.getDestination()).normalize();
        if (WITH_SCHEME.matcher(image.getDestination()).matches()) {
            problems.add(page.source(), image, "the site loads nothing from elsewhere: " + image.getDestination());
        } else if (existing(page, image, file)) {
            images.add(file);
        }
        return image.getDestination();
    }

    private boolean existing(Page page, Node node, Path file) {
        boolean exists = !file.startsWith("..") && Files.exists(repository.resolve(file));
        if (!exists) {
            problems.add(page.source(), node, "the link leads to a file that does not exist: " + file);
        }
        return exists;
    }
}
