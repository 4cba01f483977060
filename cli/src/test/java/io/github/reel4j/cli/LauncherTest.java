package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The checks of the launcher script {@code ./reel} before it starts Java. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "reel").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void an_old_java_is_reported_with_its_version() throws Exception {
        Path home = javaThatSays("openjdk version \"11.0.2\" 2019-01-15");

        assertThat(run(LAUNCHER, home))
                .isEqualTo("2 reel needs Java 17 or newer. " + home
                        + "/bin/java is version 11; set JAVA_HOME to a newer one.\n");
    }

    @Test
    void a_java_home_without_java_is_reported() throws Exception {
        assertThat(run(LAUNCHER, folder))
                .isEqualTo("2 reel needs Java 17 or newer. JAVA_HOME is " + folder
                        + ", but there is no bin/java in it.\n");
    }

    @Test
    void finds_its_folder_through_symbolic_links() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first"), LAUNCHER);
        Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());

        assertThat(run(second, javaThatSays("openjdk version \"1.8.0_392\"")))
                .startsWith("2 reel needs Java 17 or newer.")
                .contains("is version 8;");
    }

    private Path javaThatSays(String version) throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '" + version + "' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder.resolve("jdk");
    }

    private String run(Path launcher, Path javaHome) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", launcher.toString(), "--version")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + said;
    }
}
