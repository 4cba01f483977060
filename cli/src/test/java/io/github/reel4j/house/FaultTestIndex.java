package io.github.reel4j.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of all modules that name the faults they prove, found in the sources: most modules' tests are not on this class path. */
final class FaultTestIndex {

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"fault-(\\d+)\"\\)");
    private static final Pattern METHOD = Pattern.compile("^    (?:default )?void (\\w+)\\(");
    private static final Pattern TYPE = Pattern.compile("^(?:public )?(?:final )?(?:class|interface) (\\w+)");

    private FaultTestIndex() {}

    /** A test that names a row. */
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

    /** What a source adds; a tag that no test follows is a mistake. */
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
