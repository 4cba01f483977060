package io.github.reel4j.journal;

import io.github.reel4j.model.OrderId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose tasks the latest orders of a journal are, whichever process placed them: those of the last 4 MiB, 10,000 at most. Reads what was
 * added since it was asked last. One thread at a time.
 */
final class RecentTaskOwners {

    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_TASKS = 10_000;

    private final Map<String, OrderId> owners = new LinkedHashMap<>();
    private final RecordKeyParser keys = new RecordKeyParser();
    private final RecordKeyParser own = new RecordKeyParser();
    private JournalScanner scan = new JournalScanner();
    private String identity = "";

    /** Reads on to the end of the file. */
    void catchUp(FileChannel channel, String file) throws IOException {
        long size = channel.size();
        if (!file.equals(identity) || size < scan.position()) {
            identity = file;
            owners.clear();
            scan = new JournalScanner();
        }
        if (size - scan.position() > MAX_BYTES) {
            scan = new JournalScanner(size - MAX_BYTES, 0, () -> {});
        }
        scan.scanEnded(channel, size, (bytes, from, to, number) -> note(bytes, from, to));
    }

    private void note(byte[] bytes, int from, int to) {
        if (keys.read(bytes, from, to) && keys.hasOrder() && keys.hasTask()) {
            keys.taskName().ifPresent(task -> owners.putIfAbsent(task, keys.order()));
            if (owners.size() > MAX_TASKS) {
                owners.remove(owners.keySet().iterator().next());
            }
        }
    }

    /** The other order that the task of {@code line} is known to be of. */
    Optional<OrderId> otherOwner(String line) {
        byte[] bytes = JournalLine.bytes(line);
        return own.read(bytes, 0, bytes.length)
                ? own.taskName().map(owners::get).filter(owner -> !owner.equals(own.order()))
                : Optional.empty();
    }
}
