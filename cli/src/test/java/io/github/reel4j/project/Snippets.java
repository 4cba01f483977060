package io.github.reel4j.project;

import io.github.reel4j.project.Markdown.Block;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes compilable sources of the Java samples in documents. */
final class Snippets {

    /** The class that surrounds a sample of statements only. */
    static final String MAIN = "Snippet";

    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);
    private static final String IMPORTS = """
            import io.github.reel4j.*;
            import io.github.reel4j.model.*;
            import io.github.reel4j.journal.*;
            import io.github.reel4j.polling.*;
            import io.github.reel4j.port.*;
            import io.github.reel4j.spi.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.stream.*;
            """;
    private static final String TESTKIT_IMPORTS = """
            import io.github.reel4j.testkit.architecture.*;
            import io.github.reel4j.testkit.contract.*;
            import io.github.reel4j.testkit.contract.subject.*;
            import io.github.reel4j.testkit.junit.*;
            import io.github.reel4j.testkit.simulator.*;
            import io.github.reel4j.testkit.simulator.apixo.*;
            import io.github.reel4j.testkit.simulator.pixazo.*;
            """;

    private Snippets() {}

    /** Returns the sources of a sample for users of core, with the imports that the guide names. */
    static Map<String, String> ofUser(Block block) {
        return source(block, Markdown.of("docs/guide.md").blocks("java").get(0).text());
    }

    /** Returns the sources of a sample for the author of the provider acme, together with the generated sources. */
    static Map<String, String> ofProviderAuthor(Block block, GeneratedProvider acme) {
        if (!block.text().startsWith("package " + GeneratedProvider.PACKAGE + ";")) {
            return source(block, IMPORTS + TESTKIT_IMPORTS);
        }
        Map<String, String> sources = acme.sources();
        sources.put(GeneratedProvider.PACKAGE.replace('.', '/') + "/" + typeOf(block) + ".java", block.text());
        return sources;
    }

    /** Returns the finished classes of acme that the documents show. */
    static List<Block> finishedAcme() {
        return Markdown.all().stream()
                .flatMap(document -> document.blocks("java").stream())
                .filter(block -> block.mark().equals("finished"))
                .toList();
    }

    /** Returns the name of the class that {@link #ofUser} makes of a sample. */
    static String mainClassOf(Block block) {
        Matcher type = TYPE.matcher(block.text());
        return type.find() ? type.group(1) : MAIN;
    }

    /** Returns the name of the first type in the block. */
    static String typeOf(Block block) {
        Matcher type = TYPE.matcher(block.text());
        if (!type.find()) {
            throw new IllegalArgumentException(block + " declares no type");
        }
        return type.group(1);
    }

    private static Map<String, String> source(Block block, String imports) {
        String text = block.text();
        if (TYPE.matcher(text).find()) {
            return Map.of(typeOf(block) + ".java", text.startsWith("package ") ? text : imports + text);
        }
        String own = text.lines().filter(Snippets::isImport).collect(Collectors.joining("\n", "", "\n"));
        String statements = text.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        return Map.of(
                MAIN + ".java",
                imports + own + "final class " + MAIN
                        + " {\npublic static void main(String[] args) throws Exception {\n" + statements + "\n}\n}\n");
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }
}
