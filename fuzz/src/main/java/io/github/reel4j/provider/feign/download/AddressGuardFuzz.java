package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.download.AddressGuard.ResolvedUrl;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.RequestUrl;
import io.github.reel4j.provider.feign.http.TransportException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Fuzzes the URL of a video and the IP address of its host. The input is a line with the address in hexadecimal, then
 * the URL.
 */
public final class AddressGuardFuzz {

    private static final byte[] PUBLIC = {8, 8, 8, 8};

    private AddressGuardFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = Math.max(0, text.indexOf('\n'));
        byte[] address = address(text.substring(0, end));
        String url = text.substring(end).strip();
        try {
            validate(new AddressGuard(false, host -> new InetAddress[] {InetAddress.getByAddress(host, address)})
                    .check(url));
        } catch (DownloadException e) {
            check(e.reason() == Reason.BLOCKED_ADDRESS, "rejected as " + e.reason());
            check(e.getCause() == null, "has a cause, which may quote the URL");
        }
    }

    private static byte[] address(String digits) {
        try {
            byte[] address = HexFormat.of().parseHex(digits.strip());
            return address.length == 4 || address.length == 16 ? address : PUBLIC;
        } catch (IllegalArgumentException e) {
            return PUBLIC;
        }
    }

    private static void validate(ResolvedUrl resolved) throws TransportException {
        check("https".equalsIgnoreCase(resolved.uri().getScheme()), "accepted a URL that is not https");
        check(resolved.uri().getRawUserInfo() == null, "accepted a URL with user information");
        String host = String.valueOf(resolved.uri().getHost());
        check(host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]"), "accepted the host " + host);
        RequestUrl target = RequestUrl.of(resolved.uri().toString());
        check(
                target.endpoint().tls()
                        && target.endpoint().port() > 0
                        && target.endpoint().port() < 65536,
                "accepted the target " + target);
        for (InetAddress each : resolved.addresses()) {
            boolean local = each.isLoopbackAddress()
                    || each.isAnyLocalAddress()
                    || each.isLinkLocalAddress()
                    || each.isSiteLocalAddress()
                    || each.isMulticastAddress();
            check(!local, "accepted the address " + each);
        }
    }

    private static void check(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError("the guard " + violation);
        }
    }
}
