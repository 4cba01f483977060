package io.github.reel4j.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A test in which reel orders from a running {@link AcmeVendor} and uses a new journal. */
abstract class AcmeTest {

    @TempDir
    Path folder;

    @TempDir
    Path state;

    final AcmeVendor vendor = new AcmeVendor(0);

    @AfterEach
    void stopVendor() {
        vendor.close();
    }

    /** Returns the journal of {@link #run}; it does not exist before the first order. */
    Path journal() {
        return state.resolve("orders.journal");
    }

    String video() {
        return folder.resolve("kitten.mp4").toString();
    }

    ReelRun run() {
        return ReelRun.acme(vendor).with("REEL4J_JOURNAL", journal().toString());
    }

    ReelRun reel(String... args) {
        return run().reel(args);
    }

    /** Orders without waiting, and returns the task. */
    String submit(String prompt) {
        return reel("text", prompt, "--no-wait").out().strip();
    }
}
