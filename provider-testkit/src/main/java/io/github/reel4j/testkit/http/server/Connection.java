package io.github.reel4j.testkit.http.server;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** One connection of a client, with any number of requests one after another. */
final class Connection {

    private final Socket socket;
    private final CountDownLatch closing;

    Connection(Socket socket, CountDownLatch closing) {
        this.socket = socket;
        this.closing = closing;
    }

    void run(Handler handler) throws IOException {
        socket.setTcpNoDelay(true);
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        RequestReader reader = new RequestReader(new BufferedInputStream(socket.getInputStream()), out);
        boolean open = true;
        while (open) {
            Optional<ReceivedRequest> request = next(reader, out);
            open = request.isPresent() && respond(request.get(), handler, out);
        }
    }

    private Optional<ReceivedRequest> next(RequestReader reader, OutputStream out) throws IOException {
        try {
            return reader.next();
        } catch (MalformedRequestException e) {
            ReceivedRequest none = new ReceivedRequest("", "", "", Map.of(), Map.of(), "");
            new ServerResponseWriter(socket, out, closing, none)
                    .send(ServerResponse.of(e.status(), "text/plain", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private boolean respond(ReceivedRequest request, Handler handler, OutputStream out) throws IOException {
        ServerResponseWriter exchange = new ServerResponseWriter(socket, out, closing, request);
        try {
            handler.handle(request, exchange);
        } catch (RuntimeException e) {
            // a bug of the handler: the client gets a response, and the uncaught exception handler gets the stack trace
            exchange.send(ServerResponse.of(500, "text/plain", "The simulator failed: " + e));
            throw e;
        }
        return exchange.reusable();
    }
}
