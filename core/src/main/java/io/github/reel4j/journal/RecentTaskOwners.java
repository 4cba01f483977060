package io.github.reel4j.journal;

import io.github.reel4j.model.OrderId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the order that owns a task, among the latest orders of a journal, including those of other processes. Covers
 * the last 4 MiB and at most 10,000 tasks. Not thread-safe.
 */
final class RecentTaskOwners {

    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_TASKS = 10_000;

    private final Map<String, OrderId> owners = new LinkedHashMap<>();
    private final PartialRecordParser keys = new PartialRecordParser();
    private final PartialRecordParser keysOfNewLine = new PartialRecordParser();
    private JournalScanner scan = new JournalScanner();
    private String identity = "";

    /** Reads the lines that were added since the last call. */
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
        scan.scanEndedLines(channel, size, (bytes, from, to, number) -> add(bytes, from, to));
    }

    private void add(byte[] bytes, int from, int to) {
        if (keys.read(bytes, from, to) && keys.hasOrder() && keys.hasTask()) {
            keys.taskName().ifPresent(task -> owners.putIfAbsent(task, keys.order()));
            if (owners.size() > MAX_TASKS) {
                owners.remove(owners.keySet().iterator().next());
            }
        }
    }

    /** Returns the other order that owns the task of {@code line}, if any is known. */
    Optional<OrderId> otherOwner(String line) {
        byte[] bytes = JournalLine.bytes(line);
        return keysOfNewLine.read(bytes, 0, bytes.length)
                ? keysOfNewLine.taskName().map(owners::get).filter(owner -> !owner.equals(keysOfNewLine.order()))
                : Optional.empty();
    }
}
