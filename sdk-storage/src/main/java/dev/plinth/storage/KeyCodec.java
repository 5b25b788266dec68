package dev.plinth.storage;

import dev.plinth.storage.internal.api.EscapingCodec;

/**
 * Translates the names that a program has for objects into keys that the server takes, and back: its keys are ASCII only.
 *
 * <p>Implementations are immutable and thread-safe. {@code decode(encode(name))} is the name, and the code of a beginning
 * is the beginning of the code, so that lists by prefix work.
 */
public interface KeyCodec {

    /**
     * Returns the codec that changes nothing: names must be keys.
     *
     * @return the codec that a bucket has unless told otherwise
     */
    static KeyCodec plain() {
        return EscapingCodec.PLAIN;
    }

    /**
     * Returns a codec for names in any script: what the server takes stays as it is, but for {@code !}; of all else,
     * each byte of its UTF-8 form becomes {@code !} and two hexadecimal digits. {@code Füße.txt} is {@code
     * F!C3!BC!C3!9Fe.txt}.
     *
     * @return the codec
     */
    static KeyCodec escaping() {
        return EscapingCodec.ESCAPING;
    }

    /**
     * Makes a key of a name.
     *
     * @param name the name, or the beginning of one
     * @return the key
     */
    String encode(String name);

    /**
     * Makes a name of a key.
     *
     * @param key the key as the server has it, maybe made by other programs
     * @return the name; the key itself where it is no code
     */
    String decode(String key);
}
