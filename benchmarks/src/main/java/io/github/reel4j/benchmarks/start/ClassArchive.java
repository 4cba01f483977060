package io.github.reel4j.benchmarks.start;

import io.github.reel4j.benchmarks.Jvm;
import java.nio.file.Path;
import java.util.List;

/** What one run of a program leaves for the next, so that its classes need not be read and checked again. */
enum ClassArchive {
    APP_CDS("AppCDS", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
    /** Linked as well. */
    AOT_CACHE("AOT cache", "-XX:AOTCacheOutput=", "-XX:AOTCache=");

    private final String title;
    private final String making;
    private final String using;

    ClassArchive(String title, String making, String using) {
        this.title = title;
        this.making = making;
        this.using = using;
    }

    /** The kinds that {@code jvm} knows. */
    static List<ClassArchive> of(Jvm jvm) {
        return jvm.version() < 25 ? List.of(APP_CDS) : List.of(APP_CDS, AOT_CACHE);
    }

    String title() {
        return title;
    }

    List<String> making(Path file) {
        return List.of(making + file, "-Xlog:disable");
    }

    List<String> using(Path file) {
        return List.of(using + file);
    }
}
