package io.github.reel4j.cli;

import io.github.reel4j.spi.VideoProviderFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * The jars of {@code --provider-jar}. They are loaded by a class loader of their own, whose parent is that of reel, so
 * that they replace no class of reel. The discovery finds them through the context class loader of the thread.
 */
final class ProviderJars implements AutoCloseable {

    static final String OPTION = "--provider-jar";

    private static final String ENDING = ".jar";
    private static final String SIMULATOR_ENDING = "-tests.jar";
    private static final String SERVICE_FILES = "META-INF/services/";
    private static final List<Class<?>> SERVICES = List.of(VideoProviderFactory.class, SimulatorRegistry.SERVICE);

    /** Announces only what is in its own jars; the parent announces the rest. */
    private static final class JarLoader extends URLClassLoader {

        JarLoader(URL[] urls) {
            super("provider-jars", urls, ProviderJars.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith(SERVICE_FILES) ? findResources(name) : super.getResources(name);
        }
    }

    private final URLClassLoader loader;
    private final ClassLoader before;

    private ProviderJars(URLClassLoader loader) {
        this.loader = loader;
        this.before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
    }

    /**
     * Makes the providers and simulators in these jars available to the current thread until this object is closed. A
     * jar {@code NAME-tests.jar} beside a {@code NAME.jar} is added.
     *
     * @throws CliException if a file cannot be read as a jar, or contains neither a provider nor a simulator
     */
    static ProviderJars load(List<Path> files) {
        List<Path> jars = new ArrayList<>();
        files.forEach(file -> {
            check(file);
            jars.add(file);
            simulatorOf(file).filter(Files::isRegularFile).forEach(jars::add);
        });
        URL[] urls = jars.stream().distinct().map(ProviderJars::url).toArray(URL[]::new);
        ProviderJars loaded = new ProviderJars(new JarLoader(urls));
        try {
            SERVICES.forEach(service -> create(service, loaded.loader));
            return loaded;
        } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
            loaded.close();
            throw failure(jars.get(0), cannotBeUsed(e));
        }
    }

    /** Creates everything that the jars announce, so that a defect is reported and does not only hide a provider. */
    private static void create(Class<?> service, ClassLoader loader) {
        ServiceLoader.load(service, loader).stream().forEach(ServiceLoader.Provider::get);
    }

    private static String cannotBeUsed(Throwable defect) {
        Throwable root = defect;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "cannot be used: " + root + ". It was built for another version of reel4j, or it needs classes that are"
                + " not in it.";
    }

    private static Stream<Path> simulatorOf(Path jar) {
        String name = jar.getFileName().toString();
        return name.endsWith(ENDING) && !name.endsWith(SIMULATOR_ENDING)
                ? Stream.of(jar.resolveSibling(name.substring(0, name.length() - ENDING.length()) + SIMULATOR_ENDING))
                : Stream.empty();
    }

    private static void check(Path file) {
        if (!Files.isRegularFile(file)) {
            throw failure(
                    file,
                    Files.isDirectory(file) ? "is a folder. Set the jar that the build writes." : "does not exist.");
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            List<String> services = SERVICES.stream()
                    .map(service -> SERVICE_FILES + service.getName())
                    .toList();
            if (services.stream().allMatch(service -> jar.getEntry(service) == null)) {
                throw failure(
                        file,
                        "contains no provider and no simulator: it has neither " + String.join(" nor ", services)
                                + ". Set the jar of a provider, as its build writes it.");
            }
        } catch (ZipException e) {
            throw failure(file, "is not a jar: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw failure(
                    file, "cannot be read (" + e.getClass().getSimpleName() + "). Check the path and its permissions.");
        }
    }

    private static CliException failure(Path file, String sentence) {
        return new CliException(
                ExitCodes.USAGE, OPTION + "  " + file + " " + sentence + " Nothing was ordered, nothing was billed.");
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
