package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A private certificate authority, and certificates that it issued. They are made once per test run, with keytool. */
public final class TestCertificates {

    /** Issued by the authority for 127.0.0.1 and localhost. */
    public static final String SERVER = "server";
    /** Issued for other.example. */
    public static final String WRONG_HOST = "wrong-host";
    /** Issued for 127.0.0.1, and expired. */
    public static final String EXPIRED = "expired";
    /** For 127.0.0.1, self-signed. */
    public static final String SELF_SIGNED = "self-signed";
    /** Issued for a client. */
    public static final String CLIENT = "client";

    private static final String AUTHORITY = "authority";
    public static final String PASSWORD = "changeit";

    private final KeyStore store;
    private final Path directory;

    private TestCertificates() throws Exception {
        directory = Files.createTempDirectory("reel4j-certificates");
        Path file = directory.resolve("keys.p12");
        keytool(file, AUTHORITY, "-ext", "bc:c");
        keytool(file, SERVER, "-signer", AUTHORITY, "-ext", "SAN=IP:127.0.0.1,DNS:localhost");
        keytool(file, WRONG_HOST, "-signer", AUTHORITY, "-ext", "SAN=DNS:other.example");
        keytool(file, EXPIRED, "-signer", AUTHORITY, "-ext", "SAN=IP:127.0.0.1", "-startdate", "-9d", "-validity", "3");
        keytool(file, SELF_SIGNED, "-ext", "SAN=IP:127.0.0.1");
        keytool(file, CLIENT, "-signer", AUTHORITY);
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
    }

    private static final class Holder {
        private static final TestCertificates SHARED = create();

        private static TestCertificates create() {
            try {
                return new TestCertificates();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static TestCertificates shared() {
        return Holder.SHARED;
    }

    /** Returns the context of a server with one certificate, which trusts clients of the authority. */
    public SSLContext server(String alias) throws Exception {
        return context(alias, trusting(AUTHORITY));
    }

    /** Returns the context of a client that trusts the authority. */
    public SSLContext client() throws Exception {
        return context(null, trusting(AUTHORITY));
    }

    /** Returns the context of a client with a client certificate. */
    public SSLContext clientWithCertificate() throws Exception {
        return context(CLIENT, trusting(AUTHORITY));
    }

    /** Returns the context of a client that trusts only the certificate of {@code alias}. */
    public SSLContext pinned(String alias) throws Exception {
        return context(null, trusting(alias));
    }

    /** Returns the context of a client with these trust managers. */
    public SSLContext client(TrustManager... managers) throws Exception {
        return context(null, managers);
    }

    public X509Certificate certificate(String alias) throws Exception {
        return (X509Certificate) store.getCertificate(alias);
    }

    /** Returns a PEM file with the certificate of the authority. */
    public Path authorityPem() throws Exception {
        return Files.writeString(directory.resolve("authority.pem"), pem(AUTHORITY));
    }

    public String pem(String alias) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(certificate(alias).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Writes a key store that has only the client certificate. */
    public Path clientKeys() throws Exception {
        Path file = directory.resolve("client.p12");
        try (var out = Files.newOutputStream(file)) {
            only(CLIENT).store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private SSLContext context(@Nullable String alias, TrustManager... trust) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (alias != null) {
            keys.init(only(alias), PASSWORD.toCharArray());
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(alias == null ? null : keys.getKeyManagers(), trust, null);
        return context;
    }

    private KeyStore only(String alias) throws Exception {
        KeyStore only = empty();
        char[] password = PASSWORD.toCharArray();
        only.setKeyEntry(alias, store.getKey(alias, password), password, store.getCertificateChain(alias));
        return only;
    }

    private TrustManager[] trusting(String alias) throws Exception {
        KeyStore anchors = empty();
        anchors.setCertificateEntry("anchor", certificate(alias));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void keytool(Path file, String alias, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(Arrays.asList(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }
}
