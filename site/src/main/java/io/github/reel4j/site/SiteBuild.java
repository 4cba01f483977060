package io.github.reel4j.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The program that {@code site/run} starts: writes the site and fails if a link is broken. */
public final class SiteBuild {

    private SiteBuild() {}

    /** Writes the site of the repository {@code args[0]} to the folder {@code args[1]}. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: SiteBuild REPOSITORY OUTPUT");
            System.exit(2);
        }
        List<String> problems = new SiteGenerator(Path.of(args[0]), Path.of(args[1])).run();
        problems.forEach(System.err::println);
        if (!problems.isEmpty()) {
            System.err.println("The site has " + problems.size() + " problems.");
            System.exit(1);
        }
    }
}
