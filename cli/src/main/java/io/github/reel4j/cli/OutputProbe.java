package io.github.reel4j.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Finds out whether files can be written to a folder, by writing one and removing it. */
final class OutputProbe {

    /** About what a short video takes; a disk that is full without it is found full now. */
    private static final int BYTES = 1 << 20;

    private OutputProbe() {}

    /** @throws IOException if no file can be created, filled or removed there */
    static void in(Path folder) throws IOException {
        Path probe = folder.resolve(".reel-" + UUID.randomUUID().toString().substring(0, 8) + ".probe");
        try (FileChannel file = FileChannel.open(probe, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.allocate(BYTES);
            while (content.hasRemaining()) {
                file.write(content);
            }
            file.force(false); // some file systems look for room only now
        } catch (IOException e) {
            Files.deleteIfExists(probe);
            throw e;
        }
        Files.delete(probe);
    }
}
