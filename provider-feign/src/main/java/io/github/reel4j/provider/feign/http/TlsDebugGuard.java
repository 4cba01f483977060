package io.github.reel4j.provider.feign.http;

import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.ProviderConfig;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to start if the JVM flag {@code javax.net.debug} prints decrypted TLS traffic, because that contains the API
 * key and prompts.
 */
public final class TlsDebugGuard {

    private static final String FLAG = "javax.net.debug";
    private static final String ALLOWED = "allow-tls-debug";

    private TlsDebugGuard() {}

    /**
     * Checks the JVM flag {@code javax.net.debug} for a vendor with an https base URL.
     *
     * @throws InvalidSettingException if plaintext would be printed and the setting {@code allow-tls-debug} is not
     *     {@code true}
     */
    public static void check(ProviderConfig config, String defaultUrl) {
        @Nullable String flag = System.getProperty(FLAG);
        boolean allowed = config.text(ALLOWED).filter("true"::equals).isPresent();
        if (!allowed
                && printsPlaintext(flag)
                && "https".equalsIgnoreCase(config.baseUrl(defaultUrl).getScheme())) {
            throw new InvalidSettingException("the JVM flag -D" + FLAG + "=" + flag
                    + " prints everything that TLS encrypts, including the API"
                    + " key and prompts. Nothing was sent, nothing was billed."
                    + "\n  Allowed are values without \"all\" and \"plaintext\", for example"
                    + " ssl:handshake. To print everything, set " + config.provider() + "." + ALLOWED + "=true.");
        }
    }

    /**
     * Returns whether the JDK prints plaintext, for which it searches these words anywhere in the value. With an empty
     * value everything goes to the logger {@code javax.net.ssl}.
     */
    static boolean printsPlaintext(@Nullable String flag) {
        String value = flag == null ? "none" : flag.toLowerCase(Locale.ENGLISH);
        return value.isEmpty() || value.contains("all") || value.contains("plaintext");
    }
}
