package io.github.reel4j.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks staged artifacts, and exits with 1 if a rule is broken: {@code .ci/check-staging FOLDER [--release] [--key
 * FILE]}. With a public key, GnuPG verifies each signature.
 */
final class CheckStaging {

    private CheckStaging() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> options = Arrays.asList(arguments);
        Path staging = Path.of(options.get(0));
        List<Path> files = StagingCheck.signedFiles(staging);
        List<String> violations = new ArrayList<>(StagingCheck.violations(staging, options.contains("--release")));
        int key = options.indexOf("--key");
        if (key > 0) {
            violations.addAll(badSignatures(files, Path.of(options.get(key + 1))));
        }
        violations.forEach(System.err::println);
        System.out.println(files.size() + " files, "
                + (key > 0 ? "signatures verified, " : "signatures not verified, ")
                + violations.size() + " violations");
        System.exit(violations.isEmpty() && !files.isEmpty() ? 0 : 1);
    }

    private static List<String> badSignatures(List<Path> files, Path key) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("gnupg");
        if (gpg(home, "--import", key.toString()) != 0) {
            return List.of(key + ": gpg cannot import it");
        }
        List<String> bad = new ArrayList<>();
        for (Path file : files) {
            if (gpg(home, "--verify", file + ".asc", file.toString()) != 0) {
                bad.add(file + ".asc: gpg says that it is not a signature of its file by this key");
            }
        }
        return bad;
    }

    private static int gpg(Path home, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--quiet", "--homedir", home.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
