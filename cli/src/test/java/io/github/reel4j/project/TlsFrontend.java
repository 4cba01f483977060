package io.github.reel4j.project;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An https server for {@code api.vendor.example} and {@code files.vendor.example} in front of a simulator. Links to the
 * simulator's files become links to {@code files.vendor.example}.
 */
final class TlsFrontend implements AutoCloseable {

    private static final String PASSWORD = "changeit";
    private static final String HOSTS = "DNS:api.vendor.example,DNS:files.vendor.example";
    private static final Set<String> NOT_FORWARDED = Set.of("host", "connection", "content-length");

    private final Path keys;
    private final URI simulator;
    private final HttpsServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TlsFrontend(Path folder, URI simulator) throws IOException, GeneralSecurityException {
        this.simulator = simulator;
        keys = folder.resolve("frontend.p12");
        generateKeys();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Returns the base URL of the vendor. */
    String baseUrl() {
        return "https://api.vendor.example:" + port() + simulator.getPath();
    }

    /** Returns the JVM flags that make a JVM trust it. */
    String[] flags() {
        return new String[] {"-Djavax.net.ssl.trustStore=" + keys, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD};
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            simulator.resolve(exchange.getRequestURI().toString()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = rewritten(response.body());
            response.headers()
                    .firstValue("content-type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] rewritten(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1)
                .replace(
                        "http://127.0.0.1:" + simulator.getPort() + "/media",
                        "https://files.vendor.example:" + port() + "/media")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** Runs keytool, which also stores the certificate where a trusting JVM finds it. */
    private void generateKeys() throws IOException {
        Path issuer = keys.resolveSibling("issued.p12");
        Path certificate = keys.resolveSibling("frontend.crt");
        keytool(
                "-genkeypair",
                "-alias",
                "test",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + HOSTS,
                "-keyalg",
                "EC",
                "-keystore",
                issuer.toString());
        keytool("-exportcert", "-alias", "test", "-keystore", issuer.toString(), "-file", certificate.toString());
        Files.copy(issuer, keys);
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "trusted",
                "-keystore",
                keys.toString(),
                "-file",
                certificate.toString());
    }

    private static void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
