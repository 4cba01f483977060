package io.github.reel4j.provider.feign.http;

import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the PEM file of the setting {@code reel4j.ca-file}: 1 or more certificates to trust. Text outside of the
 * certificates is ignored.
 */
final class CertificateFile {

    static final String SETTING = "ca-file";

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");

    private CertificateFile() {}

    /**
     * Returns the certificates of the file; empty if the setting is not set.
     *
     * @param common the settings of all providers
     * @throws InvalidSettingException if the file cannot be read or has no valid certificate
     */
    static Optional<List<X509Certificate>> read(ProviderConfig common) {
        Optional<Settings.Found> found = common.find(SETTING);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(content(Path.of(found.get().value()))));
        } catch (IOException | InvalidPathException e) {
            throw invalid(common, found.get(), violation(e));
        } catch (CertificateException e) {
            throw invalid(common, found.get(), String.valueOf(e.getMessage()));
        }
    }

    private static String content(Path file) throws IOException, CertificateException {
        if (Files.isDirectory(file)) {
            throw new CertificateException("it is a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new CertificateException("the file has more than 16 MiB");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Returns the certificates of a PEM text.
     *
     * @throws CertificateException if there is none or one is invalid; the message is a clause
     */
    static List<X509Certificate> parse(String pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(pem); block.find(); ) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(block.group(1));
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            } catch (CertificateException | IllegalArgumentException e) {
                throw new CertificateException("its certificate " + (certificates.size() + 1) + " is malformed", e);
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("the file contains no certificate");
        }
        return List.copyOf(certificates);
    }

    private static String violation(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "the file does not exist";
        }
        return e instanceof AccessDeniedException ? "the file is not readable" : "the file could not be read";
    }

    private static InvalidSettingException invalid(ProviderConfig common, Settings.Found found, String violation) {
        // The content of a file instead of its path may be a private key.
        String shown = found.value().contains("-----") ? "***" : "'" + found.value() + "'";
        return new InvalidSettingException(common.provider() + "." + SETTING + " = " + shown + " (from "
                + found.source() + ") is invalid: " + violation
                + ". Allowed: the path of a PEM file with 1 or more '-----BEGIN CERTIFICATE-----' blocks."
                + " Nothing was sent, nothing was billed.");
    }
}
