package dev.plinth.core.internal.text;

import java.nio.charset.StandardCharsets;

/** Percent-encodes parts of URLs. */
public final class PercentEncoding {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final String UNRESERVED_MARKS = "-._~";

    private PercentEncoding() {}

    /**
     * Encodes a path segment, or a name or value of a query: everything except letters, digits and {@code -._~}. A
     * space becomes {@code %20} in a query too, because the servers do not decode a plus sign.
     */
    public static void encode(StringBuilder out, String text) {
        encode(out, text, "");
    }

    /** Encodes as {@link #encode(StringBuilder, String)} does, except for some more ASCII characters. */
    static void encode(StringBuilder out, String text, String alsoPlain) {
        int plain = plainPrefix(text);
        out.append(text, 0, plain);
        if (plain == text.length()) {
            return;
        }
        for (byte b : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (unreserved(c) || alsoPlain.indexOf(c) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
            }
        }
    }

    private static int plainPrefix(String text) {
        int i = 0;
        while (i < text.length() && unreserved(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean unreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_MARKS.indexOf(c) >= 0;
    }
}
