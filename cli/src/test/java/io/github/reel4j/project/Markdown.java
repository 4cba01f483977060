package io.github.reel4j.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown document, parsed into fenced blocks, links and headings. */
final class Markdown {

    /**
     * A fenced block.
     *
     * @param language the info string of the fence
     * @param line the first line of the block, from 1
     * @param mark the text of an HTML comment on the line before; empty if there is none
     */
    record Block(Path file, int line, String language, String mark, String text) {
        @Override
        public String toString() {
            return file.getFileName() + ":" + line;
        }
    }

    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern COMMENT = Pattern.compile("<!-- *(.*?) *-->");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");

    private final Path file;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> prose = new ArrayList<>();

    private Markdown(Path file) {
        this.file = file;
        String last = "";
        Fence open = null;
        int number = 0;
        for (String line : Repository.text(file).lines().toList()) {
            number++;
            if (open != null) {
                if (line.strip().equals("```")) {
                    blocks.add(new Block(file, open.line, open.language, open.mark, String.join("\n", open.lines)));
                    open = null;
                } else {
                    open.lines.add(line);
                }
            } else if (line.strip().startsWith("```")) {
                Matcher comment = COMMENT.matcher(last.strip());
                open = new Fence(number, line.strip().substring(3), comment.matches() ? comment.group(1) : "");
            } else {
                prose.add(line);
            }
            last = line;
        }
        if (open != null) {
            throw new AssertionError(file + ":" + open.line + ": the fenced block is not closed");
        }
    }

    private record Fence(int line, String language, String mark, List<String> lines) {
        Fence(int line, String language, String mark) {
            this(line, language, mark, new ArrayList<>());
        }
    }

    /** Returns all documents at the root and in docs. */
    static List<Markdown> all() {
        Path root = Repository.ROOT;
        Stream<Path> docs = Repository.files(root.resolve("docs"), ".md").stream()
                .map(each -> root.resolve("docs").resolve(each));
        return Stream.concat(
                        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                                .map(root::resolve)
                                .filter(Files::exists),
                        docs)
                .map(Markdown::new)
                .toList();
    }

    static Markdown readme() {
        return of("README.md");
    }

    /** Returns the document with this path from the root. */
    static Markdown of(String path) {
        return new Markdown(Repository.ROOT.resolve(path));
    }

    Path file() {
        return file;
    }

    List<Block> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Returns the targets of the links outside of fenced blocks. */
    List<String> links() {
        return prose.stream()
                .flatMap(line -> LINK.matcher(line.replaceAll("`[^`]*`", "")).results())
                .map(link -> link.group(1))
                .toList();
    }

    /** Returns the anchors that GitHub gives the headings. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        for (String line : prose) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String name = heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                        .replace(' ', '-');
                int before = seen.merge(name, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? name : name + "-" + before);
            }
        }
        return anchors;
    }
}
