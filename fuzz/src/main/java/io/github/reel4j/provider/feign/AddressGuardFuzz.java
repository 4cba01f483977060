package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.AddressGuard.Checked;
import io.github.reel4j.provider.feign.DownloadException.Reason;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Whatever link a vendor gives, and whatever address its name has: a line of hexadecimal digits, and the link. */
public final class AddressGuardFuzz {

    private static final byte[] PUBLIC = {8, 8, 8, 8};

    private AddressGuardFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = Math.max(0, text.indexOf('\n'));
        byte[] address = address(text.substring(0, end));
        String link = text.substring(end).strip();
        try {
            judge(new AddressGuard(false, host -> new InetAddress[] {InetAddress.getByAddress(host, address)})
                    .check(link));
        } catch (DownloadException e) {
            check(e.reason() == Reason.REFUSED_ADDRESS, "refused as " + e.reason());
            check(e.getCause() == null, "a cause, which may quote the link");
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

    private static void judge(Checked checked) throws TransportException {
        check("https".equalsIgnoreCase(checked.uri().getScheme()), "not https");
        check(checked.uri().getRawUserInfo() == null, "with a user");
        String host = String.valueOf(checked.uri().getHost());
        check(host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]"), "the host " + host);
        Target target = Target.of(checked.uri().toString());
        check(
                target.origin().tls()
                        && target.origin().port() > 0
                        && target.origin().port() < 65536,
                "to " + target);
        for (InetAddress each : checked.addresses()) {
            boolean local = each.isLoopbackAddress()
                    || each.isAnyLocalAddress()
                    || each.isLinkLocalAddress()
                    || each.isSiteLocalAddress()
                    || each.isMulticastAddress();
            check(!local, "to " + each);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("a link was let through " + otherwise);
        }
    }
}
