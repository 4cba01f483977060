package io.github.reel4j.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.reel4j.testkit.simulator.VendorSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A fictional vendor that the prompt controls: {@code submit KIND} rejects the order, {@code poll KIND} fails every
 * poll, {@code fail KIND} fails the task, {@code status TEXT} reports this status, {@code never} runs forever,
 * {@code silent} stalls the download, {@code queue} reports queue positions, {@code 3 videos} becomes 3 videos. Every
 * other prompt becomes a video.
 */
final class AcmeVendor implements VendorSimulator {

    static final byte[] VIDEO = "not much of a video".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> orders = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> polls = new ConcurrentHashMap<>();
    private final CountDownLatch firstOrder = new CountDownLatch(1);
    private final CountDownLatch firstPoll = new CountDownLatch(1);
    private final CountDownLatch silence = new CountDownLatch(1);
    private volatile boolean forgotten;

    AcmeVendor(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns the prompts that were ordered. */
    List<String> orders() {
        return orders;
    }

    List<String> keys() {
        return keys;
    }

    CountDownLatch firstOrder() {
        return firstOrder;
    }

    CountDownLatch firstPoll() {
        return firstPoll;
    }

    @Override
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
            String path = exchange.getRequestURI().getPath();
            byte[] response = path.equals("/orders")
                    ? order(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8)
                    : path.startsWith("/media/") ? media(path) : status(path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, response.length);
            exchange.getResponseBody().write(response);
        }
    }

    private String order(String prompt) {
        orders.add(prompt);
        firstOrder.countDown();
        return prompt.startsWith("submit ") ? "rejected " + prompt.substring(7) : "order/" + orders.size();
    }

    private byte[] media(String path) {
        if (prompt(path).equals("silent")) {
            try {
                silence.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return VIDEO;
    }

    private String prompt(String path) {
        return orders.get(Integer.parseInt(path.replaceAll(".*/", "")) - 1);
    }

    /** Lets the downloads of {@code silent} continue. */
    void endSilence() {
        silence.countDown();
    }

    /** Sets whether polls report that the task is not found. */
    void forgetTasks(boolean forgotten) {
        this.forgotten = forgotten;
    }

    private String status(String path) {
        firstPoll.countDown();
        if (forgotten) {
            return "poll TASK_NOT_FOUND";
        }
        String prompt = prompt(path);
        int count = polls.merge(path, 1, Integer::sum);
        if (prompt.startsWith("poll ") || prompt.startsWith("fail ") || prompt.startsWith("status ")) {
            return prompt;
        }
        if (prompt.equals("queue") && count <= 3) {
            return "queued " + List.of(12, 3, 0).get(count - 1);
        }
        if (prompt.equals("3 videos") && count >= 3) {
            return "done 3";
        }
        return prompt.equals("never")
                ? "running"
                : List.of("queued", "running", "done").get(Math.min(count, 3) - 1);
    }
}
