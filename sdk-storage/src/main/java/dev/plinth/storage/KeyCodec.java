package dev.plinth.storage;

import dev.plinth.storage.internal.api.EscapingCodec;

/**
 * Translates between a program's names for objects and the keys on the server, which may contain only some ASCII
 * characters.
 *
 * <p>Implementations must be immutable and thread-safe. {@code decode(encode(name))} must equal {@code name}, and the
 * encoding of a prefix of a name must be a prefix of the name's encoding, so that lists by prefix work.
 */
public interface KeyCodec {

    /** {@return the codec that changes nothing: names must be valid keys} A bucket's default. */
    static KeyCodec plain() {
        return EscapingCodec.PLAIN;
    }

    /**
     * Returns a codec for names in any script. Characters that the server accepts stay unchanged, except for {@code !}.
     * Every other character is replaced by its UTF-8 bytes, each written as {@code !} and two hexadecimal digits:
     * {@code Füße.txt} becomes {@code F!C3!BC!C3!9Fe.txt}.
     *
     * @return the codec
     */
    static KeyCodec escaping() {
        return EscapingCodec.ESCAPING;
    }

    /**
     * Encodes a name as a key.
     *
     * @param name the name, or a prefix of a name
     * @return the key
     */
    String encode(String name);

    /**
     * Decodes a key.
     *
     * @param key the key on the server, which another program may have created
     * @return the name; the key itself if it is not an encoded name
     */
    String decode(String key);
}
