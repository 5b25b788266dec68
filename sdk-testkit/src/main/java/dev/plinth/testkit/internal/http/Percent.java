package dev.plinth.testkit.internal.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Percent-encoding of paths and queries. */
public final class Percent {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED = "-_.~";
    private static final String COMPONENT = "-_.!~*'()";
    private static final Pattern RESERVED_ESCAPE = Pattern.compile("(?i)%(3B|2F|3F|3A|40|26|3D|2B|24|2C|23)");

    private Percent() {}

    /** Decodes each escape once, a plus stays a plus; empty when an escape is malformed or is not UTF-8. */
    public static Optional<String> decode(String raw) {
        // decoded as Latin-1, in which every byte is a character, and then strictly as UTF-8
        String latin = new String(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try {
            String decoded = URLDecoder.decode(latin.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
            ByteBuffer bytes = ByteBuffer.wrap(decoded.getBytes(StandardCharsets.ISO_8859_1));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Decodes a part of a query: as {@link #decode}, a plus is a space, and what is malformed stays as it is. */
    public static String decodeQuery(String raw) {
        String spaced = raw.replace('+', ' ');
        return decode(spaced).orElse(spaced);
    }

    /** Names and values of a query or form, decoded, in their order. */
    public static Map<String, List<String>> form(String raw) {
        Map<String, List<String>> parsed = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parsed.computeIfAbsent(decodeQuery(name), n -> new ArrayList<>(1))
                        .add(decodeQuery(value));
            }
        }
        return parsed;
    }

    /** Decodes as JavaScript's {@code decodeURI} does: escapes of reserved characters stay escapes. */
    public static Optional<String> decodeUri(String raw) {
        return decode(RESERVED_ESCAPE.matcher(raw).replaceAll("%25$1"));
    }

    /** Encodes as JavaScript's {@code encodeURI} does. */
    public static String encodeUri(String text) {
        return encode(text, COMPONENT + ";,/?:@&=+$#");
    }

    /** Encodes everything but letters, digits and {@code -_.~}, as UTF-8. */
    public static String encode(String text) {
        return encode(text, UNRESERVED);
    }

    /** Encodes as JavaScript's {@code encodeURIComponent} does. */
    public static String encodeComponent(String text) {
        return encode(text, COMPONENT);
    }

    /** Encodes everything but letters, digits and the given characters, as UTF-8. */
    public static String encode(String text, String unreserved) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || unreserved.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(HEX.toHexDigits(b));
            }
        }
        return out.toString();
    }
}
