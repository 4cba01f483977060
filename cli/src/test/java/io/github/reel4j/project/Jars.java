package io.github.reel4j.project;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Creates jar files like build tools do. */
final class Jars {

    private static final String SERVICES = "META-INF/services/";

    private Jars() {}

    /** Packs all files of {@code folder}. */
    static Path pack(Path folder, Path jar) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Path file : Repository.files(folder, "")) {
            entries.put(file.toString().replace('\\', '/'), bytes(folder.resolve(file)));
        }
        return write(entries, jar);
    }

    /** Creates a jar that only has a service file. */
    static Path announcing(Class<?> service, String provider, Path jar) {
        return write(Map.of(SERVICES + service.getName(), provider.getBytes(StandardCharsets.UTF_8)), jar);
    }

    /** Merges jars and their service files, like a configured shade plugin. */
    static Path shade(List<Path> jars, Path fat) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Path jar : jars) {
            read(jar)
                    .forEach((name, content) -> entries.merge(name, content, (first, second) -> {
                        return name.startsWith(SERVICES) ? joined(first, second) : first;
                    }));
        }
        return write(entries, fat);
    }

    /** Merges jars and drops their service files. */
    static Path shadeWithoutServices(List<Path> jars, Path fat) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Path jar : jars) {
            read(jar).forEach(entries::putIfAbsent);
        }
        entries.keySet().removeIf(name -> name.startsWith(SERVICES));
        return write(entries, fat);
    }

    static Path write(Map<String, byte[]> entries, Path jar) {
        try {
            Files.createDirectories(jar.toAbsolutePath().getParent());
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    out.putNextEntry(new JarEntry(entry.getKey()));
                    out.write(entry.getValue());
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the entries, except module declarations, manifests and signatures. */
    private static Map<String, byte[]> read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (JarEntry entry : Collections.list(file.entries())) {
                String name = entry.getName();
                if (!entry.isDirectory()
                        && !name.endsWith("module-info.class")
                        && !name.matches("META-INF/(MANIFEST\\.MF|[^/]+\\.(SF|RSA|DSA))")) {
                    entries.put(name, file.getInputStream(entry).readAllBytes());
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.write('\n');
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
