package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order whose line is in the file although the file system reported a failure. */
@Tag("fault-85")
class CreatedEventAppenderTest {

    private static final OrderKey KEY = OrderKey.of("invoice-4711");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("orders.journal");
    }

    private static OrderEvent.Created created() {
        OrderEvent.Created created = (OrderEvent.Created) SampleEvents.created(1);
        return new OrderEvent.Created(
                created.at(), created.intent().withKeyClaim(OrderKeyClaim.of(KEY, SampleRequests.text("A kitten"))));
    }

    /** Adds an order to a channel that accepts {@code max} bytes of the line and fails to force them. */
    private void addTo(int max, OrderEvent.Created created) throws IOException {
        try (FileChannel file = FileChannel.open(
                        file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FailingChannel channel = new FailingChannel(file, max)) {
            assertThatIOException()
                    .isThrownBy(() -> CreatedEventAppender.append(channel, JournalFileCheck.HEADER, created))
                    .withMessage("the disk is full");
        }
    }

    @Test
    void an_order_written_but_not_forced_frees_its_key() throws IOException {
        OrderEvent.Created created = created();
        addTo(Integer.MAX_VALUE, created);

        FileJournal journal = FileJournal.at(file());
        assertThat(journal.findByKey(KEY).get()).isEqualTo(Optional.empty());
        assertThat(journal.read().get().orders())
                .singleElement()
                .satisfies(order -> assertThat(order.state()).isEqualTo(OrderState.REJECTED));
    }

    @Test
    void a_line_without_its_end_counts_as_rejected_too() throws IOException {
        OrderEvent.Created created = created();
        addTo(JournalFileCheck.HEADER.length() + JournalLine.format(created).length(), created);

        assertThat(FileJournal.at(file()).findByKey(KEY).get()).isEqualTo(Optional.empty());
    }

    @Test
    void a_torn_line_is_no_order() throws IOException {
        addTo(JournalFileCheck.HEADER.length() + 20, created());

        assertThat(FileJournal.at(file()).findByKey(KEY).get()).isEqualTo(Optional.empty());
        assertThat(FileJournal.at(file()).read().get().orders()).isEmpty();
    }

    /** Fails once: after {@code max} bytes, or when they are forced to the disk. */
    private static final class FailingChannel extends PositionalChannel {

        private final FileChannel file;
        private int left;
        private boolean failed;

        FailingChannel(FileChannel file, int max) {
            this.file = file;
            this.left = max;
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            if (failed) {
                return file.write(bytes, position);
            }
            if (left == 0) {
                fail();
            }
            int count = Math.min(left, bytes.remaining());
            int written = file.write(bytes.slice(bytes.position(), count), position);
            bytes.position(bytes.position() + written);
            left -= written;
            return written;
        }

        private void fail() throws IOException {
            failed = true;
            throw new IOException("the disk is full");
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (!failed) {
                fail();
            }
            file.force(metaData);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
