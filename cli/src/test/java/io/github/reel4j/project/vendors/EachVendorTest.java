package io.github.reel4j.project.vendors;

import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A test that runs for each vendor, with a new harness for each method. */
@ParameterizedClass
@MethodSource("io.github.reel4j.project.vendors.Vendor#all")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EachVendorTest {

    @Parameter
    @Nullable
    Vendor vendor;

    private VendorTestHarness run;

    @BeforeEach
    void start() {
        run = vendor().run();
    }

    @AfterEach
    void end() {
        run.close();
    }

    final Vendor vendor() {
        return Objects.requireNonNull(vendor);
    }

    final VendorTestHarness run() {
        return run;
    }
}
