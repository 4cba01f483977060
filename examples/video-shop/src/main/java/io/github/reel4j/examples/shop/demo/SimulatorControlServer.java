package io.github.reel4j.examples.shop.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.reel4j.examples.shop.demo.SimulatedVendors.NextFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Lets the shop control the simulators over HTTP on loopback: {@code GET /tasks}, {@code POST /faults}. */
final class SimulatorControlServer implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 10_000;

    private final ObjectMapper json = new ObjectMapper();
    private final SimulatedVendors vendors;
    private final HttpServer server;

    SimulatorControlServer(SimulatedVendors vendors) throws IOException {
        this.vendors = vendors;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/tasks", exchange -> respond(exchange, 200, json.writeValueAsBytes(vendors.tasks())));
        server.createContext("/faults", this::addFault);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void addFault(HttpExchange exchange) throws IOException {
        try {
            JsonNode body = json.readTree(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES));
            vendors.addFault(
                    body.path("provider").asText(),
                    NextFault.valueOf(body.path("fault").asText()));
            respond(exchange, 204, new byte[0]);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            respond(exchange, 400, new byte[0]);
        }
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
