package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.redaction.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The forms in which a secret must not occur: whole, in either case, reversed, with separators, in base64, hexadecimal
 * or percent-encoded, and its first or last part of at least 8 letters and digits. Immutable.
 */
public final class SecretForms {

    private static final int PART = 8;

    private record Form(String name, String text) {}

    private final List<String> secrets;
    private final List<Form> parts;

    private SecretForms(List<String> secrets) {
        this.secrets = secrets;
        this.parts = secrets.stream().flatMap(each -> parts(each).stream()).toList();
    }

    /** Returns the forms of these secrets. Blank secrets are ignored. */
    public static SecretForms of(Collection<String> secrets) {
        return new SecretForms(secrets.stream().filter(each -> !each.isBlank()).toList());
    }

    /** Returns which form of a secret {@code text} contains; empty if it contains none. */
    public Optional<String> findIn(String text) {
        for (String secret : secrets) {
            if (text.contains(secret)) {
                return Optional.of("the whole secret");
            }
            if (SecretMask.contains(text, secret)) {
                return Optional.of("the whole secret in another form, for example encoded or in another case");
            }
        }
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return parts.stream()
                .filter(part -> lowerCase.contains(part.text().toLowerCase(Locale.ROOT)))
                .map(part -> part.name() + " " + part.text().length() + " characters of the secret")
                .findFirst();
    }

    /** Returns texts that contain each secret or a part of it in different forms. */
    public List<String> texts() {
        List<String> all = new ArrayList<>();
        secrets.forEach(secret -> {
            byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
            all.add("bad key " + secret);
            all.add(secret);
            all.add("bad key " + secret.toUpperCase(Locale.ROOT) + ".");
            all.add("bad key " + new StringBuilder(secret).reverse());
            all.add("bad key " + Base64.getEncoder().encodeToString(bytes));
            all.add("bad key " + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            all.add("bad key " + HexFormat.of().formatHex(bytes));
            all.add("bad key " + HexFormat.of().withPrefix("%").formatHex(bytes));
            all.add("bad key " + String.join("-", secret.split("(?<=\\G.{4})")));
        });
        parts.forEach(part -> all.add("bad key ..." + part.text() + "..."));
        return all;
    }

    private static List<Form> parts(String secret) {
        if (secret.chars().filter(Character::isLetterOrDigit).count() < 2 * PART) {
            return List.of();
        }
        String first = prefix(secret);
        String last = new StringBuilder(
                        prefix(new StringBuilder(secret).reverse().toString()))
                .reverse()
                .toString();
        return List.of(new Form("the first", first), new Form("the last", last));
    }

    /** Returns the shortest prefix with 8 letters and digits, and with a digit, because words occur in any text. */
    private static String prefix(String text) {
        int length = 1;
        while (length < text.length() && !isPart(text.substring(0, length))) {
            length++;
        }
        return text.substring(0, length);
    }

    private static boolean isPart(String text) {
        return text.chars().filter(Character::isLetterOrDigit).count() >= PART
                && text.chars().anyMatch(Character::isDigit);
    }
}
