package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate, and a trust store that contains it. */
public record SelfSignedCertificate(Path keys, Path trust) {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "test";

    /**
     * Creates a fixture.
     *
     * @param name as keytool wants it: {@code DNS:files.example} or {@code IP:127.0.0.1}
     */
    public static SelfSignedCertificate in(Path directory, String name) throws Exception {
        SelfSignedCertificate own =
                new SelfSignedCertificate(directory.resolve("keys.p12"), directory.resolve("trust.p12"));
        own.generate("SAN=" + name);
        KeyStore trusting = KeyStore.getInstance("PKCS12");
        trusting.load(null, null);
        trusting.setCertificateEntry(ALIAS, own.store().getCertificate(ALIAS));
        try (OutputStream out = Files.newOutputStream(own.trust())) {
            trusting.store(out, PASSWORD.toCharArray());
        }
        return own;
    }

    public SSLContext context() throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** Returns the JVM flags that make a JVM trust it. */
    public List<String> flags() {
        return List.of("-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** Runs keytool, because the JDK has no public API for this. */
    private void generate(String extension) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-dname",
                        "CN=test",
                        "-ext",
                        extension,
                        "-keyalg",
                        "EC",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        ALIAS)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
    }
}
