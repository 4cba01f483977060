package io.github.reel4j.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds tests with a fault tag in the sources of all modules, because their classes are not on this class path. */
final class FaultTestIndex {

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"fault-(\\d+)\"\\)");
    private static final Pattern METHOD = Pattern.compile("^    (?:default )?void (\\w+)\\(");
    private static final Pattern TYPE = Pattern.compile("^(?:public )?(?:final )?(?:class|interface) (\\w+)");

    private FaultTestIndex() {}

    /** A test with the tag of a row. */
    record Proof(String testClass, String method) {}

    static SortedMap<Integer, List<Proof>> byRow() {
        SortedMap<Integer, List<Proof>> proofs = new TreeMap<>();
        for (String module : Repository.modules()) {
            Path folder = Repository.ROOT.resolve(module).resolve("src");
            if (!Files.isDirectory(folder)) {
                continue;
            }
            Repository.files(folder, ".java").forEach(file -> read(Repository.text(folder.resolve(file)), proofs));
        }
        return proofs;
    }

    /** Adds the tests of a source. Throws if a tag has no test. */
    static void read(String source, SortedMap<Integer, List<Proof>> proofs) {
        List<Integer> named = new ArrayList<>();
        String type = "";
        for (String line : source.lines().toList()) {
            Matcher tag = TAG.matcher(line);
            while (tag.find()) {
                named.add(Integer.valueOf(tag.group(1)));
            }
            Matcher start = TYPE.matcher(line);
            type = start.find() ? start.group(1) : type;
            Matcher method = METHOD.matcher(line);
            if (method.find()) {
                Proof proof = new Proof(type, method.group(1));
                named.forEach(row ->
                        proofs.computeIfAbsent(row, none -> new ArrayList<>()).add(proof));
                named.clear();
            }
        }
        if (!named.isEmpty()) {
            throw new IllegalStateException("tags without a test in " + type + ": " + named);
        }
    }
}
