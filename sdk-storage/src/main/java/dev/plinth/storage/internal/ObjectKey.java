package dev.plinth.storage.internal;

import dev.plinth.storage.KeyCodec;

/**
 * Where an object is.
 *
 * @param bucket the bucket's id
 * @param name the object's name as the program has it
 * @param key the name as the server has it
 */
public record ObjectKey(String bucket, String name, String key) {

    /**
     * Translates and checks a name.
     *
     * @throws IllegalArgumentException if no object can have that name
     */
    public static ObjectKey of(String bucket, String name, KeyCodec codec) {
        return new ObjectKey(bucket, name, Names.key(codec.encode(name)));
    }

    String[] about() {
        return new String[] {"bucket", bucket, "path", name};
    }
}
