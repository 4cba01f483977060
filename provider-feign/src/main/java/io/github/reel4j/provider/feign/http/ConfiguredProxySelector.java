package io.github.reel4j.provider.feign.http;

import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.ProviderConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy selector that chooses the proxy of the setting {@code reel4j.proxy} for every connection. {@code toString()}
 * contains neither its user nor its password. Immutable.
 */
public final class ConfiguredProxySelector extends ProxySelector {

    /** The name of the setting, after {@code reel4j.} */
    static final String SETTING = "proxy";

    private static final String ALLOWED = " Allowed: http://HOST:PORT, http://USER:PASSWORD@HOST:PORT,"
            + " socks5://HOST:PORT, socks5://USER:PASSWORD@HOST:PORT, none."
            + " Escape special characters of USER and PASSWORD with percent signs, for example %40 for @."
            + " The value is not shown here, because it may contain a password.";
    private static final Pattern FORM = Pattern.compile("(http|socks5)://(?:(.*)@)?"
            + "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?):(\\d{1,5})/?");

    private final Optional<ProxyServer> server;

    private ConfiguredProxySelector(Optional<ProxyServer> server) {
        this.server = server;
    }

    /**
     * Returns the network options of a provider, in which the setting is the proxy selector if it is set and the
     * program sets no selector.
     *
     * @throws InvalidSettingException if the setting is invalid; the message does not contain the value
     */
    static NetworkOptions applied(ProviderConfig config) {
        NetworkOptions network = config.network();
        Optional<ConfiguredProxySelector> setting = of(config);
        return network.proxySelector().isPresent() || setting.isEmpty()
                ? network
                : new NetworkOptions(
                        setting.map(selector -> selector), network.sslContext(), network.applicationName());
    }

    /** Returns the secrets of the setting, which no text may contain; empty if it has none or is invalid. */
    public static Collection<String> secrets(ProviderConfig config) {
        try {
            return of(config).flatMap(ConfiguredProxySelector::server).flatMap(ProxyServer::credentials).stream()
                    .flatMap(each -> List.of(each.password(), each.basic().substring("Basic ".length())).stream())
                    .toList();
        } catch (InvalidSettingException e) {
            return List.of();
        }
    }

    private static Optional<ConfiguredProxySelector> of(ProviderConfig config) {
        return config.common().text(SETTING).map(ConfiguredProxySelector::parse);
    }

    /**
     * Parses a value of the setting.
     *
     * @throws InvalidSettingException if it is invalid; the message does not contain the value
     */
    static ConfiguredProxySelector parse(String value) {
        String text = value.strip();
        if ("none".equalsIgnoreCase(text)) {
            return new ConfiguredProxySelector(Optional.empty());
        }
        int scheme = text.indexOf("://");
        Matcher matcher = FORM.matcher(
                scheme < 0 ? text : text.substring(0, scheme).toLowerCase(Locale.ROOT) + text.substring(scheme));
        if (!matcher.matches()) {
            throw invalid("is neither none nor a URL of a proxy with host and port.");
        }
        int port = Integer.parseInt(matcher.group(4));
        if (port < 1 || port > 65535) {
            throw invalid("has an invalid port: it must be 1 to 65535.");
        }
        String host = matcher.group(3);
        return new ConfiguredProxySelector(Optional.of(new ProxyServer(
                "http".equals(matcher.group(1)) ? ProxyServer.Protocol.HTTP : ProxyServer.Protocol.SOCKS5,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                Optional.ofNullable(matcher.group(2)).map(ConfiguredProxySelector::credentials))));
    }

    private static ProxyCredentials credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (colon < 0) {
            throw invalid("has a user without a password.");
        }
        String user = decoded(userInfo.substring(0, colon));
        if (user.indexOf(':') >= 0) {
            throw invalid("has a colon in the user, which the scheme Basic forbids.");
        }
        return new ProxyCredentials(user, decoded(userInfo.substring(colon + 1)));
    }

    /** Decodes percent escapes. {@link java.net.URLDecoder} would also decode a plus sign to a space. */
    private static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw invalid("has a percent sign that 2 hexadecimal digits do not follow.");
                }
                decoded.put((byte) (high * 16 + low));
                i += 2;
            } else {
                decoded.put(bytes[i]);
            }
        }
        decoded.flip();
        if (decoded.remaining() == 0 || decoded.remaining() > ProxyCredentials.MAX_BYTES) {
            throw invalid("has a user or a password that is empty or longer than 255 bytes.");
        }
        return printable(decoded);
    }

    private static String printable(ByteBuffer bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw invalid("has a user or a password that is not valid UTF-8.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw invalid("has a control character in the user or the password.");
        }
        return text;
    }

    private static InvalidSettingException invalid(String problem) {
        return new InvalidSettingException("the setting reel4j.proxy (in the environment: REEL4J_PROXY) " + problem
                + ALLOWED + " Nothing was sent, nothing was billed.");
    }

    /** Returns the proxy; empty if the setting is {@code none}. */
    Optional<ProxyServer> server() {
        return server;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(server.map(ConfiguredProxySelector::proxy).orElse(Proxy.NO_PROXY));
    }

    private static Proxy proxy(ProxyServer server) {
        return new Proxy(
                server.protocol() == ProxyServer.Protocol.HTTP ? Proxy.Type.HTTP : Proxy.Type.SOCKS,
                InetSocketAddress.createUnresolved(server.host(), server.port()));
    }

    /** Does nothing: there is no other proxy. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}

    @Override
    public String toString() {
        return server.map(each -> each.protocol() + " proxy " + each).orElse("no proxy");
    }
}
