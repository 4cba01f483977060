package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.ProxyException.ProxyFailureReason;
import java.io.ByteArrayOutputStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opens a tunnel through a SOCKS proxy of version 5 (RFC 1928), with user and password (RFC 1929) if the proxy demands
 * them. Names are sent to the proxy, which resolves them.
 */
final class Socks5 {

    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_AND_PASSWORD = 2;
    private static final int NONE_ACCEPTABLE = 0xff;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int MAX_BYTES = 255;
    private static final Pattern IPV4_LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private Socks5() {}

    /**
     * Opens the tunnel.
     *
     * @param target the host that the proxy is to connect to: a name, or an IP literal without brackets
     */
    static void open(ProxyHandshakeChannel channel, String target, int port) throws ProxyException {
        Optional<ProxyCredentials> own = channel.proxy().credentials();
        channel.write(
                own.isPresent() || Authenticator.getDefault() != null
                        ? new byte[] {VERSION, 2, NO_AUTHENTICATION, USER_AND_PASSWORD}
                        : new byte[] {VERSION, 1, NO_AUTHENTICATION});
        requireVersion(channel, VERSION);
        int method = channel.read();
        if (method == USER_AND_PASSWORD) {
            authenticate(
                    channel,
                    own.or(() -> ProxyCredentials.ofAuthenticator(channel.proxy(), "SOCKS5", "SOCKS"))
                            .orElseThrow(() -> demand(channel)));
        } else if (method == NONE_ACCEPTABLE) {
            throw demand(channel);
        } else if (method != NO_AUTHENTICATION) {
            throw channel.failure("chose a SOCKS authentication that was not offered");
        }
        channel.write(request(channel, target, port));
        readResponse(channel, ProxyServer.hostAndPort(target, port));
        channel.finish();
    }

    private static ProxyException demand(ProxyHandshakeChannel channel) {
        return channel.failure(
                ProxyFailureReason.AUTHENTICATION,
                "demands authentication; set reel4j.proxy=socks5://USER:PASSWORD@HOST:PORT. reel4j supports only user"
                        + " and password");
    }

    private static void authenticate(ProxyHandshakeChannel channel, ProxyCredentials credentials)
            throws ProxyException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(1);
        writeText(channel, message, credentials.userBytes());
        writeText(channel, message, credentials.passwordBytes());
        channel.write(message.toByteArray());
        requireVersion(channel, 1);
        if (channel.read() != 0) {
            throw channel.failure(
                    ProxyFailureReason.AUTHENTICATION,
                    "does not accept the user and password; check them in reel4j.proxy");
        }
    }

    private static void writeText(ProxyHandshakeChannel channel, ByteArrayOutputStream message, byte[] text)
            throws ProxyException {
        if (text.length == 0 || text.length > MAX_BYTES) {
            throw channel.failure(
                    "cannot be requested: the user, the password or the target is empty or longer than 255 bytes");
        }
        message.write(text.length);
        message.writeBytes(text);
    }

    private static void requireVersion(ProxyHandshakeChannel channel, int version) throws ProxyException {
        if (channel.read() != version) {
            throw channel.failure("does not speak SOCKS 5; check its port and scheme in reel4j.proxy");
        }
    }

    private static byte[] request(ProxyHandshakeChannel channel, String target, int port) throws ProxyException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {VERSION, CONNECT, 0});
        Optional<byte[]> literal = literal(target);
        if (literal.isPresent()) {
            message.write(literal.get().length == 4 ? IPV4 : IPV6);
            message.writeBytes(literal.get());
        } else {
            message.write(NAME);
            writeText(channel, message, target.getBytes(StandardCharsets.US_ASCII));
        }
        message.write(port >> 8);
        message.write(port);
        return message.toByteArray();
    }

    /** Returns the bytes of an IP literal, without a lookup; empty for a name. */
    private static Optional<byte[]> literal(String target) {
        try {
            return target.indexOf(':') >= 0 || IPV4_LITERAL.matcher(target).matches()
                    ? Optional.of(InetAddress.getByName(target).getAddress())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static void readResponse(ProxyHandshakeChannel channel, String authority) throws ProxyException {
        requireVersion(channel, VERSION);
        int code = channel.read();
        if (code != 0) {
            throw rejected(channel, code, authority);
        }
        channel.read(); // reserved
        int type = channel.read();
        int length = switch (type) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> channel.read();
            default -> throw channel.failure("sent an invalid SOCKS response");
        };
        channel.read(length + 2); // the address and the port of the proxy's own connection, which are not needed
    }

    private static ProxyException rejected(ProxyHandshakeChannel channel, int code, String authority) {
        String prefix = "opened no tunnel to " + authority + ": ";
        return switch (code) {
            case 2 -> channel.failure(prefix + "its rules forbid it (SOCKS code 2); allow this host at the proxy");
            case 3, 4, 5, 6 ->
                channel.failure(
                        ProxyFailureReason.TARGET_UNREACHABLE,
                        prefix + "it could not connect (SOCKS code " + code + "); check the proxy's own network");
            case 1 ->
                channel.failure(
                        ProxyFailureReason.TARGET_UNREACHABLE,
                        prefix + "it failed (SOCKS code 1); check the proxy's own network and DNS");
            default -> channel.failure(prefix + "it failed (SOCKS code " + code + "); check the proxy's log");
        };
    }
}
