package dev.plinth.storage.internal.api;

import dev.plinth.storage.KeyCodec;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An object's bucket and key, with the name that the program uses for it.
 *
 * @param bucket the bucket's id
 * @param name the name that the program uses, before the key codec
 * @param key the object's key on the server, after the key codec
 */
public record ObjectKey(String bucket, String name, String key) {

    /**
     * Encodes a name and checks the resulting key.
     *
     * @throws IllegalArgumentException if the key is not valid
     */
    public static ObjectKey of(String bucket, String name, KeyCodec codec) {
        return new ObjectKey(bucket, name, NameRules.checkKey(codec.encode(name)));
    }

    /**
     * Encodes names and checks the resulting keys.
     *
     * @throws IllegalArgumentException if a key is not valid
     */
    public static List<ObjectKey> all(String bucket, Iterable<String> names, KeyCodec codec) {
        List<ObjectKey> keys = new ArrayList<>();
        names.forEach(name -> keys.add(of(bucket, Objects.requireNonNull(name, "key"), codec)));
        return keys;
    }

    /**
     * Encodes a name and checks the resulting key for writing.
     *
     * @throws IllegalArgumentException if the key is not valid, or if no folder list would return it
     */
    public static ObjectKey writable(String bucket, String name, KeyCodec codec) {
        ObjectKey object = of(bucket, name, codec);
        String ignored = NameRules.checkNewKey(object.key());
        return object;
    }

    /** Checks whether a path in a response ({@code bucket/key}) is the path of this object. */
    public boolean hasPath(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC)
                .equals(Normalizer.normalize(bucket + "/" + key, Normalizer.Form.NFC));
    }

    /** Returns the entries that identify this object in errors. */
    public String[] context() {
        return new String[] {"bucket", bucket, "path", name};
    }

    /** Returns the text that identifies this object in messages. */
    public String describe() {
        return "[bucket=" + bucket + ", path=" + name + "]";
    }
}
