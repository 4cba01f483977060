package io.github.reel4j.project;

import com.sun.source.util.JavacTask;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Parses Java sources with the compiler of this JDK. */
final class JavaSources {

    private JavaSources() {}

    /** Returns a task that parses the sources without resolving types. */
    static JavacTask parser(Iterable<? extends JavaFileObject> sources) {
        return (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, sources);
    }

    /** Returns the source files below the folders as the compiler reads them. */
    static Iterable<? extends JavaFileObject> below(Stream<Path> folders) {
        List<Path> files = folders.flatMap(
                        folder -> Repository.files(folder, ".java").stream().map(folder::resolve))
                .toList();
        return ToolProvider.getSystemJavaCompiler()
                .getStandardFileManager(null, null, null)
                .getJavaFileObjectsFromPaths(files);
    }
}
