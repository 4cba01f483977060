package program;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.OrderWorker;
import io.github.reel4j.queue.model.QueuedOrder;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Places one order and executes it. Its package is not in a module, so that it runs with and without modules. */
public final class QueueProgram {

    private QueueProgram() {}

    /** Expects the URLs of an empty database and of a simulator of Pixazo. */
    public static void main(String[] args) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[0]);
        OrderQueue.createSchema(database);
        OrderQueue queue = OrderQueue.on(database);
        OrderKey key = OrderKey.of("k");
        queue.enqueue(key, TextToVideoRequest.builder().prompt("a kitten").build());
        try (VideoClient client = VideoClient.builder()
                        .provider("pixazo")
                        .apiKey("pixazo", "test-key")
                        .property("pixazo.base-url", args[1])
                        .build();
                OrderWorker worker = OrderWorker.builder(database, client)
                        .pollPolicy(PollPolicy.fixed(Duration.ofMillis(200)))
                        .start()) {
            QueuedOrder order = queue.awaitResult(key, Duration.ofSeconds(60)).orElseThrow();
            System.out.println(order.state() + " in " + OrderQueue.class.getModule() + " by " + worker.name());
        }
    }
}
