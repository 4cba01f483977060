package io.github.reel4j.journal;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Another process that holds the lock of a journal until it is closed. Uses only the JDK. */
final class LockHolder implements AutoCloseable {

    private final Process process;

    private LockHolder(Process process) {
        this.process = process;
    }

    /** Starts the process and waits until it holds the lock. */
    static LockHolder of(Path file) throws IOException {
        String name = LockHolder.class.getName();
        Path classes = Path.of(URI.create(Objects.requireNonNull(LockHolder.class.getResource("LockHolder.class"))
                .toString()));
        for (int depth = 0; depth < name.split("\\.").length; depth++) {
            classes = Objects.requireNonNull(classes.getParent());
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes.toString(),
                        name,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != '+') {
            process.destroyForcibly();
            throw new IOException("the other program does not hold the lock");
        }
        return new LockHolder(process);
    }

    public static void main(String[] args) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                System.out.write("+".getBytes(StandardCharsets.US_ASCII));
                System.out.flush();
            }
            while (System.in.read() >= 0) {
                // until the parent closes the stream
            }
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
