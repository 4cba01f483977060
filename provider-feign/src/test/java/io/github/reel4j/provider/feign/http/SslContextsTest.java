package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.spi.NetworkOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS contexts that trust more certificates than the JVM, and have the client certificate of the JVM flags. */
@Timeout(60)
class SslContextsTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static final String TOKEN = "TestToken";

    /** A provider of key stores that are not files, as those of PKCS 11 tokens. Only reading works. */
    private static final class TokenProvider extends Provider {
        private static final long serialVersionUID = 1L;

        TokenProvider() {
            super(TOKEN, "1", "a token");
            putService(new Service(this, "KeyStore", TOKEN, Token.class.getName(), null, null) {
                @Override
                public Object newInstance(@Nullable Object parameter) {
                    return new Token();
                }
            });
        }
    }

    private static final class Token extends KeyStoreSpi {

        private final KeyStore keys;

        Token() {
            try {
                keys = KeyStore.getInstance("PKCS12");
            } catch (KeyStoreException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void engineLoad(@Nullable InputStream stream, char @Nullable [] pin) {
            assertThat(stream).isNull();
            try (InputStream in = Files.newInputStream(CERTIFICATES.clientKeys())) {
                keys.load(in, pin);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable Key engineGetKey(String alias, char[] password)
                throws NoSuchAlgorithmException, UnrecoverableKeyException {
            try {
                return keys.getKey(alias, password);
            } catch (KeyStoreException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Certificate[] engineGetCertificateChain(String alias) {
            try {
                return keys.getCertificateChain(alias);
            } catch (KeyStoreException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Enumeration<String> engineAliases() {
            try {
                return keys.aliases();
            } catch (KeyStoreException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean engineIsKeyEntry(String alias) {
            return true;
        }

        @Override
        public Certificate engineGetCertificate(String alias) {
            return engineGetCertificateChain(alias)[0];
        }

        @Override
        public Date engineGetCreationDate(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetCertificateEntry(String alias, Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineDeleteEntry(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean engineContainsAlias(String alias) {
            return true;
        }

        @Override
        public int engineSize() {
            return 1;
        }

        @Override
        public boolean engineIsCertificateEntry(String alias) {
            return false;
        }

        @Override
        public String engineGetCertificateAlias(Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineStore(OutputStream stream, char[] password) {
            throw new UnsupportedOperationException();
        }
    }

    /** Sends an order to a vendor that demands a client certificate, while these JVM flags are set. */
    private static void assertClientIsAccepted(Map<String, String> flags) throws Exception {
        Map<String, @Nullable String> before = new HashMap<>();
        TlsConnector tls;
        try {
            flags.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
            tls = TlsConnector.of(SslContexts.trusting(CertificateFile.parse(CERTIFICATES.pem("authority"))));
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
        }
        ConnectionOptions defaults = ConnectionOptions.DEFAULT;
        ConnectionOptions options = new ConnectionOptions(
                defaults.connectTimeout(),
                defaults.idleTimeout(),
                defaults.maxConnectionsPerHost(),
                NetworkOptions.DEFAULT,
                tls);
        try (RawHttpServer vendor = new RawHttpServer(
                        CERTIFICATES.server(TestCertificates.SERVER),
                        (SSLSocket socket) -> socket.setNeedClientAuth(true),
                        call -> call.json("{}"));
                SingleSendHttpClient client = new SingleSendHttpClient(options)) {
            Request order = Request.create(HttpMethod.POST, vendor.url(), Map.of(), new byte[10], null, null);
            assertThat(client.execute(order, CallOptions.nonIdempotent(Duration.ofSeconds(30)))
                            .status())
                    .isEqualTo(200);
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-182")
    void the_client_certificate_of_a_file_is_kept() throws Exception {
        assertClientIsAccepted(Map.of(
                "javax.net.ssl.keyStore",
                CERTIFICATES.clientKeys().toString(),
                "javax.net.ssl.keyStorePassword",
                TestCertificates.PASSWORD));
    }

    @Test
    @Tag("fault-182")
    void the_client_certificate_of_a_token_is_kept() throws Exception {
        Security.addProvider(new TokenProvider());
        try {
            for (String provider : List.of("", TOKEN)) {
                assertClientIsAccepted(Map.of(
                        "javax.net.ssl.keyStore",
                        "NONE",
                        "javax.net.ssl.keyStoreType",
                        TOKEN,
                        "javax.net.ssl.keyStoreProvider",
                        provider,
                        "javax.net.ssl.keyStorePassword",
                        TestCertificates.PASSWORD));
            }
        } finally {
            Security.removeProvider(TOKEN);
        }
    }
}
