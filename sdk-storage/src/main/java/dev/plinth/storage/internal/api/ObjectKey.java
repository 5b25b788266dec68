package dev.plinth.storage.internal.api;

import dev.plinth.storage.KeyCodec;
import java.text.Normalizer;

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
        return new ObjectKey(bucket, name, NameRules.key(codec.encode(name)));
    }

    /**
     * Translates and checks the name of an object that is to be written.
     *
     * @throws IllegalArgumentException if no object can have that name, or no list would find it
     */
    public static ObjectKey toWrite(String bucket, String name, KeyCodec codec) {
        ObjectKey at = of(bucket, name, codec);
        String ignored = NameRules.newKey(at.key());
        return at;
    }

    /** Tells whether a path, as a response has it, is that of this object. */
    public boolean isAt(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC)
                .equals(Normalizer.normalize(bucket + "/" + key, Normalizer.Form.NFC));
    }

    public String[] about() {
        return new String[] {"bucket", bucket, "path", name};
    }
}
