package io.github.reel4j.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** fal's own JavaScript client, one Node.js process for each call. */
final class FalClient {

    static final String KEY = "key-id:key-secret";

    private static final Path SOURCES = Path.of("fal");
    /** The client is installed here, because files of others do not belong between the sources. */
    private static final Path FOLDER = Path.of("target", "fal-client");

    private static final Path OUTPUT = Path.of("target", "fal-client-output.txt");
    private static final long MAX_SECONDS = 120;

    private final URI baseUrl;

    /** Creates a client whose calls go to {@code baseUrl} instead of {@code https://queue.fal.run}. */
    FalClient(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Installs the versions of the lock file. */
    static void install() {
        try {
            Files.createDirectories(FOLDER);
            for (String file : List.of("client.mjs", "package.json", "package-lock.json")) {
                Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }

    JsonNode submit(String endpoint, String input) {
        return call("submit", endpoint, input);
    }

    JsonNode subscribe(String endpoint, String input) {
        return call("subscribe", endpoint, input);
    }

    JsonNode status(String endpoint, String requestId) {
        return call("status", endpoint, requestId);
    }

    JsonNode result(String endpoint, String requestId) {
        return call("result", endpoint, requestId);
    }

    JsonNode cancel(String endpoint, String requestId) {
        return call("cancel", endpoint, requestId);
    }

    private JsonNode call(String name, String endpoint, String argument) {
        String output = run(List.of("node", "client.mjs", baseUrl.toString(), name, endpoint, argument));
        return VendorTestHarness.json(output);
    }

    private static String run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(OUTPUT.toFile());
            builder.environment().put("FAL_KEY", KEY);
            Process process = builder.start();
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + MAX_SECONDS + " s");
            }
            String output = Files.readString(OUTPUT, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new AssertionError(command + " ended with " + process.exitValue() + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(command + " could not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
