package io.github.reel4j.journal;

import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.SpendLimit;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Keeps in memory what admission rules need from the lines of a journal: its order keys, and the orders that count
 * towards spend limits. Reads each line once, and later the lines that were added. Not thread-safe.
 */
final class AdmissionIndex {

    /** How many spend limits are kept at the same time. The clients of a journal usually share one. */
    private static final int MAX_LIMITS = 4;
    /** More than the checksum of the last line. */
    private static final int COMPARED_BYTES = 64;

    private final PartialRecordParser record = new PartialRecordParser();
    private OrderKeyIndex keys = new OrderKeyIndex();
    private JournalScanner scan = new JournalScanner();
    private String identity = "";
    private String lastRead = "";
    private OptionalLong unreadableLine = OptionalLong.empty();
    private final Map<SpendLimit, SpendLimitIndex> spending = new LinkedHashMap<>();

    /**
     * Prepares the index to check these rules at this time. If it does not have the orders that they need, the next
     * call of {@link #catchUp} reads all lines again.
     */
    void require(List<JournalAdmissionRule> rules, Instant now) {
        for (JournalAdmissionRule rule : rules) {
            if (rule instanceof JournalAdmissionRule.SpendWithin spend && !isReady(spend.limit(), now)) {
                spending.remove(spend.limit());
                if (spending.size() == MAX_LIMITS) {
                    spending.remove(spending.keySet().iterator().next());
                }
                spending.put(spend.limit(), new SpendLimitIndex(spend.limit(), now));
                identity = "";
            }
        }
    }

    private boolean isReady(SpendLimit limit, Instant now) {
        SpendLimitIndex index = spending.get(limit);
        return index != null && index.covers(now);
    }

    /**
     * Returns how many bytes {@link #catchUp} would read.
     *
     * @param file the identity of the file, see {@link JournalChannel#identity}
     */
    long remaining(FileChannel channel, String file) throws IOException {
        return channel.size() - (isSameFile(channel, file) ? scan.position() : 0);
    }

    /** Compares the end of what was read too, because a new file may have the identity of a deleted one. */
    private boolean isSameFile(FileChannel channel, String file) throws IOException {
        return file.equals(identity)
                && channel.size() >= scan.position()
                && lastBytes(channel, scan.position()).equals(lastRead);
    }

    private static String lastBytes(FileChannel channel, long end) throws IOException {
        return JournalChannel.text(channel, Math.max(0, end - COMPARED_BYTES), end);
    }

    /** Reads the lines that were added since the last call, or all lines of another file. */
    void catchUp(FileChannel channel, String file, Runnable progress) throws IOException {
        long size = channel.size();
        if (!isSameFile(channel, file)) {
            identity = file;
            keys = new OrderKeyIndex();
            scan = new JournalScanner();
            lastRead = "";
            unreadableLine = OptionalLong.empty();
            spending.replaceAll((limit, index) -> index.restarted());
        }
        boolean hasDamagedHeader = scan.position() == 0
                && JournalFileCheck.isNearlyHeader(JournalChannel.text(channel, 0, JournalFileCheck.HEADER.length()));
        try {
            scanLines(channel, size, hasDamagedHeader, progress);
        } finally {
            lastRead = lastBytes(channel, scan.position());
        }
    }

    private void scanLines(FileChannel channel, long size, boolean hasDamagedHeader, Runnable progress)
            throws IOException {
        scan.scanEndedLines(channel, size, new JournalScanner.LineVisitor() {
            @Override
            public void onLine(byte[] bytes, int from, int to, long number) {
                progress.run();
                if (record.read(bytes, from, to)) {
                    keys.add(record, scan.positionOf(from), to - from);
                    spending.values().forEach(index -> index.add(record, bytes, from, to, number));
                } else if (!JournalLine.isOfThisVersion(bytes, from) || record.hasKey()) {
                    markUnreadable(number);
                }
            }

            @Override
            public void onCorruptLine(CorruptLine.Corruption kind, long number) {
                boolean isHeader = number == 1 && hasDamagedHeader;
                if (kind != CorruptLine.Corruption.CUT_OFF && !isHeader) { // nothing was sent after a torn write
                    markUnreadable(number);
                }
            }
        });
    }

    private void markUnreadable(long number) {
        spending.values().forEach(index -> index.addUnreadable(number));
        if (unreadableLine.isEmpty()) {
            unreadableLine = OptionalLong.of(number);
        }
    }

    /** Returns the orders that have a key. */
    OrderKeyIndex keys() {
        return keys;
    }

    /** Returns the orders that count towards {@code limit}, after {@link #require} and {@link #catchUp}. */
    SpendLimitIndex spending(SpendLimit limit) {
        return Objects.requireNonNull(spending.get(limit));
    }

    /** Returns the number of the first line that may contain an order but cannot be read, from 1. */
    OptionalLong unreadableLine() {
        return unreadableLine;
    }
}
