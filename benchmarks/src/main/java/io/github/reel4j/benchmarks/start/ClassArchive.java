package io.github.reel4j.benchmarks.start;

import io.github.reel4j.benchmarks.Jvm;
import java.nio.file.Path;
import java.util.List;

/** The kinds of class archives with which a JVM starts faster. */
enum ClassArchive {
    APP_CDS("AppCDS", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
    /** An archive of classes that are linked as well; since Java 24. */
    AOT_CACHE("AOT cache", "-XX:AOTCacheOutput=", "-XX:AOTCache=");

    private final String title;
    private final String createOption;
    private final String useOption;

    ClassArchive(String title, String createOption, String useOption) {
        this.title = title;
        this.createOption = createOption;
        this.useOption = useOption;
    }

    /** Returns the kinds that {@code jvm} supports. */
    static List<ClassArchive> of(Jvm jvm) {
        return jvm.version() < 25 ? List.of(APP_CDS) : List.of(APP_CDS, AOT_CACHE);
    }

    String title() {
        return title;
    }

    /** Returns the JVM options that write the archive to {@code file}. */
    List<String> createOptions(Path file) {
        return List.of(createOption + file, "-Xlog:disable");
    }

    /** Returns the JVM options that use the archive in {@code file}. */
    List<String> useOptions(Path file) {
        return List.of(useOption + file);
    }
}
