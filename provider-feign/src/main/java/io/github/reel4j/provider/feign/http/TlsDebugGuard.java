package io.github.reel4j.provider.feign.http;

import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.ProviderConfig;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses to work where the JDK prints all that it encrypts: key and prompt would be in the program's output. */
public final class TlsDebugGuard {

    private static final String FLAG = "javax.net.debug";
    private static final String ALLOWED = "allow-tls-debug";

    private TlsDebugGuard() {}

    /**
     * Refuses to start if the JVM is set to print what TLS connections send.
     *
     * @throws InvalidSettingException if what is sent would be printed, and nobody has allowed that
     */
    public static void check(ProviderConfig config, String defaultUrl) {
        @Nullable String flag = System.getProperty(FLAG);
        boolean allowed = config.text(ALLOWED).filter("true"::equals).isPresent();
        if (!allowed
                && printsPlaintext(flag)
                && "https".equalsIgnoreCase(config.baseUrl(defaultUrl).getScheme())) {
            throw new InvalidSettingException(
                    "the JVM flag -D" + FLAG + "=" + flag + " prints all that TLS encrypts, the API"
                            + " key and prompts included. Nothing was sent, nothing was billed."
                            + "\n  Allowed are values without \"all\" and \"plaintext\", for example ssl:handshake. To have it"
                            + " all printed, set " + config.provider() + "." + ALLOWED + "=true.");
        }
    }

    /**
     * Whether the JDK prints plaintext: it looks for these words anywhere in the value. Without a value all goes to the logger
     * {@code javax.net.ssl}, whose back end decides.
     */
    static boolean printsPlaintext(@Nullable String flag) {
        String value = flag == null ? "none" : flag.toLowerCase(Locale.ENGLISH);
        return value.isEmpty() || value.contains("all") || value.contains("plaintext");
    }
}
