package io.github.reel4j.examples.shop.demo;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * What the shop has outside its own process: the database, and simulators in place of the vendors. So the shop can be
 * killed and started again while the vendors go on.
 */
public final class DemoServices {

    private static final String KEY = "key-of-the-simulator";

    private DemoServices() {}

    /**
     * Starts the services, writes their addresses to {@code demo.properties} in the folder, and runs until the process
     * is ended.
     *
     * @param args the folder, and what not to start: {@code --no-database}, {@code --no-simulators}
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<String> options = List.of(args).subList(1, args.length);
        Properties addresses = new Properties();
        CountDownLatch ended = new CountDownLatch(1);
        if (!options.contains("--no-database")) {
            addresses.setProperty("spring.datasource.url", DemoDatabase.start(folder.resolve("postgres")));
        }
        if (!options.contains("--no-simulators")) {
            SimulatedVendors vendors = new SimulatedVendors();
            vendors.baseUrls().forEach((provider, url) -> {
                addresses.setProperty("reel4j.providers." + provider + ".base-url", url.toString());
                addresses.setProperty("reel4j.providers." + provider + ".api-key", KEY);
            });
            addresses.setProperty(
                    "shop.simulators", new SimulatorControlServer(vendors).url().toString());
        }
        write(addresses, folder.resolve("demo.properties"));
        ended.await();
    }

    /** Replaces the file in one step, so that nobody reads half of it. */
    private static void write(Properties addresses, Path file) throws IOException {
        Path complete = file.resolveSibling("demo.properties.new");
        try (Writer writer = Files.newBufferedWriter(complete)) {
            addresses.store(writer, null);
        }
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
