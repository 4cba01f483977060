package io.github.reel4j.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Checks whether files can be written to a folder, by writing a file and deleting it. */
final class OutputProbe {

    /** About the size of a short video, so that a nearly full disk fails. */
    private static final int BYTES = 1 << 20;

    private OutputProbe() {}

    /** @throws IOException if a file cannot be created, written or deleted there */
    static void in(Path folder) throws IOException {
        Path probe = folder.resolve(".reel-" + UUID.randomUUID().toString().substring(0, 8) + ".probe");
        try (FileChannel file = FileChannel.open(probe, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.allocate(BYTES);
            while (content.hasRemaining()) {
                file.write(content);
            }
            file.force(false); // some file systems allocate space only now
        } catch (IOException e) {
            Files.deleteIfExists(probe);
            throw e;
        }
        Files.delete(probe);
    }
}
