package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Creates TLS contexts. */
final class SslContexts {

    private SslContexts() {}

    /**
     * Returns a context that trusts {@code additional} and what the JVM trusts by default, and that has the client
     * certificate of the JVM flags {@code javax.net.ssl.keyStore...}.
     *
     * @throws IllegalStateException if the JVM's own settings are unusable
     */
    static SSLContext trusting(List<X509Certificate> additional) {
        try {
            KeyStore anchors = emptyStore();
            int count = 0;
            for (TrustManager manager : trustManagers(null)) {
                if (manager instanceof X509TrustManager x509) {
                    for (X509Certificate issuer : x509.getAcceptedIssuers()) {
                        anchors.setCertificateEntry("jvm-" + count++, issuer);
                    }
                }
            }
            for (X509Certificate certificate : additional) {
                anchors.setCertificateEntry("additional-" + count++, certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagersOfJvm(), trustManagers(anchors), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the TLS settings of the JVM are unusable", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** @param anchors the trusted certificates; null for those of the JVM */
    private static TrustManager[] trustManagers(@Nullable KeyStore anchors) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        return factory.getTrustManagers();
    }

    /** Reads the key store of the JVM flags, as the JVM's default context does. Returns null if there is none. */
    private static KeyManager @Nullable [] keyManagersOfJvm() throws GeneralSecurityException, IOException {
        @Nullable String file = System.getProperty("javax.net.ssl.keyStore");
        if (file == null || file.isEmpty()) {
            return null;
        }
        char[] password =
                System.getProperty("javax.net.ssl.keyStorePassword", "").toCharArray();
        String type = System.getProperty("javax.net.ssl.keyStoreType", KeyStore.getDefaultType());
        String provider = System.getProperty("javax.net.ssl.keyStoreProvider", "");
        KeyStore store = provider.isEmpty() ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
        load(store, file, password.length == 0 ? null : password);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        // The keys of a token have no passwords: the password is the PIN of the token.
        factory.init(store, "PKCS11".equalsIgnoreCase(type) ? null : password);
        return factory.getKeyManagers();
    }

    /** @param file {@code NONE} for a key store that is not a file, such as a PKCS 11 token */
    private static void load(KeyStore store, String file, char @Nullable [] password)
            throws GeneralSecurityException, IOException {
        if ("NONE".equals(file)) {
            store.load(null, password);
            return;
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            store.load(in, password);
        }
    }
}
