package io.github.reel4j.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The service files of one service on the class path. {@link java.util.ServiceLoader} silently ignores a second class
 * of the same name; only the files reveal that a jar is present twice.
 */
final class ServiceFiles {

    private final Map<String, Set<String>> filesByClass;
    private final int count;

    private ServiceFiles(Map<String, Set<String>> filesByClass, int count) {
        this.filesByClass = filesByClass;
        this.count = count;
    }

    static ServiceFiles read(Class<?> service, List<ClassLoader> loaders) {
        Map<String, URL> files = new LinkedHashMap<>();
        for (ClassLoader loader : loaders) {
            for (URL file : files(service, loader)) {
                files.putIfAbsent(file.toExternalForm(), file);
            }
        }
        Map<String, Set<String>> filesByClass = new LinkedHashMap<>();
        if (files.size() > 1) { // a single file has no duplicates
            files.forEach((place, file) -> classes(file)
                    .forEach(name -> filesByClass
                            .computeIfAbsent(name, ignored -> new LinkedHashSet<>())
                            .add(place)));
        }
        return new ServiceFiles(filesByClass, files.size());
    }

    int count() {
        return count;
    }

    /** Returns one sentence for each class that several files name. */
    List<String> duplicates() {
        List<String> sentences = new ArrayList<>();
        filesByClass.forEach((name, files) -> {
            if (files.size() > 1) {
                sentences.add("the provider " + name + " is on the class path " + files.size() + " times: "
                        + String.join(
                                " and ",
                                files.stream().map(ServiceFiles::locationOf).toList())
                        + ". Keep one of them.");
            }
        });
        return sentences;
    }

    /** Returns the complete path, because two copies of a jar have the same file name. */
    private static String locationOf(String file) {
        int end = file.indexOf("META-INF/services");
        return file.substring(0, end).replaceFirst("^(jar:)?file:", "").replaceFirst("!?/$", "");
    }

    private static List<URL> files(Class<?> service, ClassLoader loader) {
        try {
            return Collections.list(loader.getResources("META-INF/services/" + service.getName()));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns the classes that {@code file} names; none if it is unreadable, which the service loader reports. */
    private static Set<String> classes(URL file) {
        Set<String> names = new LinkedHashSet<>();
        try {
            URLConnection connection = file.openConnection();
            connection.setUseCaches(false);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    names.add(line.split("#", 2)[0].strip());
                }
            }
        } catch (IOException e) {
            return Set.of();
        }
        names.remove("");
        return names;
    }
}
