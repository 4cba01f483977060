package io.github.reel4j.examples.shop;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.ReadyHandler;
import io.github.reel4j.queue.model.ReadyVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.stereotype.Component;

/** Stores the finished videos as files. The worker may call it several times for one order. Thread-safe. */
@Component
public class VideoStore implements ReadyHandler {

    private final ShopOrderRepository orders;
    private final Path folder;

    VideoStore(ShopOrderRepository orders, ShopProperties properties) throws IOException {
        this.orders = orders;
        this.folder = Files.createDirectories(properties.folder().resolve("videos"));
    }

    /** Downloads the video to a file of its own first, so that a file with the final name is always complete. */
    @Override
    public void onReady(QueuedOrder order, ReadyVideo video) throws Exception {
        Path work = Files.createTempDirectory(folder, "download");
        try {
            Path complete = video.download(work.resolve("video.mp4"));
            Files.move(complete, file(order.key()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            try (var rest = Files.list(work)) {
                for (Path each : rest.toList()) {
                    Files.deleteIfExists(each);
                }
            }
            Files.delete(work);
        }
        orders.setDelivered(order.key());
    }

    /** Returns the file of an order's video, whether it exists or not. */
    public Path file(OrderKey key) {
        return folder.resolve(key.value() + ".mp4");
    }
}
