package io.github.reel4j.house;

import io.github.reel4j.house.Markdown.Block;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes compilable sources of the Java that documents show. */
final class Snippets {

    /** The class of a block that is statements and no class. */
    static final String MAIN = "Snippet";

    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);
    private static final String IMPORTS = """
            import io.github.reel4j.*;
            import io.github.reel4j.model.*;
            import io.github.reel4j.journal.*;
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
            import io.github.reel4j.testkit.junit.*;
            import io.github.reel4j.testkit.simulator.*;
            """;

    private Snippets() {}

    /** The block for someone who has core alone. */
    static Map<String, String> ofUser(Block block) {
        return source(block, IMPORTS);
    }

    /** The block for someone who writes the provider acme, beside the sources that were generated, or in their place. */
    static Map<String, String> ofProviderAuthor(Block block, GeneratedProvider acme) {
        if (!block.text().startsWith("package " + GeneratedProvider.PACKAGE + ";")) {
            return source(block, IMPORTS + TESTKIT_IMPORTS);
        }
        Map<String, String> sources = acme.sources();
        sources.put(GeneratedProvider.PACKAGE.replace('.', '/') + "/" + typeOf(block) + ".java", block.text());
        return sources;
    }

    /** The classes of acme that the documents show as they are when they are done. */
    static List<Block> finishedAcme() {
        return Markdown.all().stream()
                .flatMap(document -> document.blocks("java").stream())
                .filter(block -> block.mark().equals("finished"))
                .toList();
    }

    /** The name of the first type in the block. */
    static String typeOf(Block block) {
        Matcher type = TYPE.matcher(block.text());
        if (!type.find()) {
            throw new IllegalArgumentException(block + " declares no type");
        }
        return type.group(1);
    }

    private static Map<String, String> source(Block block, String imports) {
        String text = block.text();
        Matcher type = TYPE.matcher(text);
        if (!type.find()) {
            return Map.of(
                    MAIN + ".java",
                    imports + "final class " + MAIN + " {\npublic static void main(String[] args) throws Exception {\n"
                            + text + "\n}\n}\n");
        }
        return Map.of(type.group(1) + ".java", text.startsWith("package ") ? text : imports + text);
    }
}
