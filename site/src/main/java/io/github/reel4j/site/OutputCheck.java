package io.github.reel4j.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the written files: every internal link leads to a file and to an anchor in it, and anchors are unique. */
final class OutputCheck {

    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile(" (href|src|srcset)=\"([^\"]*)\"");
    private static final Pattern EXTERNAL = Pattern.compile("(?i)(https?|mailto|data):.*");

    private final Path output;
    private final Problems problems;
    private final Map<Path, Set<String>> anchors = new HashMap<>();

    OutputCheck(Path output, Problems problems) {
        this.output = output;
        this.problems = problems;
    }

    /** Checks these files, relative to the site. */
    void check(Collection<Path> files) throws IOException {
        for (Path file : files) {
            String html = Files.readString(output.resolve(file));
            Set<String> seen = new HashSet<>();
            ID.matcher(html)
                    .results()
                    .map(id -> id.group(1))
                    .filter(id -> !seen.add(id))
                    .forEach(id -> problems.add(file, "the anchor " + id + " is there twice"));
            for (MatchResult link : LINK.matcher(html).results().toList()) {
                check(file, link.group(1), link.group(2).replace("&amp;", "&"));
            }
        }
    }

    private void check(Path file, String attribute, String url) throws IOException {
        if (EXTERNAL.matcher(url).matches()) {
            if (!attribute.equals("href")) {
                problems.add(file, "loads something from elsewhere: " + url);
            }
            return;
        }
        String[] parts = url.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!Files.isRegularFile(output.resolve(target))) {
            problems.add(file, "the link leads to no file of the site: " + url);
        } else if (parts.length == 2 && !anchorsOf(target).contains(parts[1])) {
            problems.add(file, "the link leads to no heading of " + target + ": " + url);
        }
    }

    private Set<String> anchorsOf(Path file) throws IOException {
        Set<String> known = anchors.get(file);
        if (known == null) {
            known = ID.matcher(Files.readString(output.resolve(file)))
                    .results()
                    .map(id -> id.group(1))
                    .collect(Collectors.toSet());
            anchors.put(file, known);
        }
        return known;
    }
}
