package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Verifies that a certificate is for a host, by its subject alternative names (RFC 9525). */
final class HostNameVerifier {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private HostNameVerifier() {}

    /** Thrown if a certificate is for other hosts only. */
    static final class HostNameException extends CertificateException {
        private static final long serialVersionUID = 1L;

        HostNameException() {
            super("the certificate is for another host");
        }
    }

    /**
     * Verifies the host name.
     *
     * @param host a name, or an IP address without brackets
     * @throws HostNameException if no name of the certificate matches
     */
    static void verify(X509Certificate certificate, String host) throws HostNameException {
        boolean isAddress = host.contains(":") || IPV4.matcher(host).matches();
        int type = isAddress ? IP_ADDRESS : DNS_NAME;
        for (List<?> name : names(certificate)) {
            if (Integer.valueOf(type).equals(name.get(0))
                    && name.get(1) instanceof String text
                    && (isAddress ? isSameAddress(text, host) : matches(text, host))) {
                return;
            }
        }
        throw new HostNameException();
    }

    private static Collection<List<?>> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** Compares IP literals, which need no lookup. */
    private static boolean isSameAddress(String text, String host) {
        try {
            return InetAddress.getByName(text).equals(InetAddress.getByName(host));
        } catch (IOException e) {
            return false;
        }
    }

    /** A wildcard stands for the whole first label of a name with at least 3 labels, and for nothing else. */
    static boolean matches(String pattern, String host) {
        String expected = normalized(pattern);
        String actual = normalized(host);
        if (!expected.startsWith("*.")) {
            return !expected.isEmpty() && expected.equals(actual);
        }
        String parent = expected.substring(1);
        int label = actual.length() - parent.length();
        return parent.indexOf('.', 1) > 0
                && !parent.contains("*")
                && label > 0
                && actual.endsWith(parent)
                && actual.lastIndexOf('.', label - 1) < 0;
    }

    private static String normalized(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
