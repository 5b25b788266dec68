package dev.plinth.storage.internal.api;

import dev.plinth.storage.KeyCodec;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The codecs that {@link KeyCodec} offers. */
public final class EscapingCodec implements KeyCodec {

    /** Leaves names unchanged. */
    public static final KeyCodec PLAIN = new KeyCodec() {
        @Override
        public String encode(String name) {
            return name;
        }

        @Override
        public String decode(String key) {
            return key;
        }
    };

    /** Escapes the characters that the server does not accept. */
    public static final KeyCodec ESCAPING = new EscapingCodec();

    /** The server accepts it in keys, and no part of a URL percent-encodes it. */
    private static final char ESCAPE = '!';

    private static final String UNESCAPED = "/_.*'() &$@=;:+,?-";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private EscapingCodec() {}

    @Override
    public String encode(String name) {
        StringBuilder key = new StringBuilder(name.length() + 16);
        for (byte b : utf8(name)) {
            char c = (char) (b & 0xff);
            if (unescaped(c)) {
                key.append(c);
            } else {
                key.append(ESCAPE).append(HEX.toHexDigits(b));
            }
        }
        return key.toString();
    }

    private static byte[] utf8(String name) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
            byte[] utf8 = new byte[bytes.remaining()];
            bytes.get(utf8);
            return utf8;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the name contains an unpaired surrogate, which UTF-8 cannot encode", e);
        }
    }

    @Override
    public String decode(String key) {
        ByteBuffer name = ByteBuffer.allocate(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c != ESCAPE) {
                name.put((byte) c);
            } else if (isEscape(key, i)) {
                name.put((byte) HexFormat.fromHexDigits(key, i + 1, i + 3));
                i += 2;
            } else {
                return key;
            }
        }
        String decoded = text(name.flip(), key);
        return encode(decoded).equals(key) ? decoded : key;
    }

    private static boolean isEscape(String key, int at) {
        return at + 2 < key.length()
                && HexFormat.isHexDigit(key.charAt(at + 1))
                && HexFormat.isHexDigit(key.charAt(at + 2));
    }

    private static String text(ByteBuffer bytes, String fallback) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return fallback;
        }
    }

    private static boolean unescaped(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNESCAPED.indexOf(c) >= 0;
    }
}
