package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that nobody but this test has signed, and a store of those who trust it. */
record OwnCertificate(Path keys, Path trust) {

    private static final String PASSWORD = "changeit";

    /** @param name as keytool wants it: {@code DNS:files.example} or {@code IP:127.0.0.1} */
    static OwnCertificate in(Path directory, String name) throws Exception {
        OwnCertificate own = new OwnCertificate(directory.resolve("keys.p12"), directory.resolve("trust.p12"));
        String certificate = directory.resolve("certificate").toString();
        keytool(own.keys(), "-genkeypair", "-dname", "CN=test", "-ext", "SAN=" + name, "-keyalg", "EC");
        keytool(own.keys(), "-exportcert", "-file", certificate);
        keytool(own.trust(), "-importcert", "-noprompt", "-file", certificate);
        return own;
    }

    SSLContext context() throws Exception {
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

    /** What makes a JVM trust it. */
    List<String> flags() {
        return List.of("-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", "test"));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
    }
}
