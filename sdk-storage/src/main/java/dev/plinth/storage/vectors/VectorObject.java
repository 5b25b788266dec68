package dev.plinth.storage.vectors;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.vectors.internal.VectorRules;

/** A vector to store: a key, the components, and metadata. Immutable and thread-safe. */
public final class VectorObject {

    private final String key;
    private final float[] data;
    private final VectorMetadata metadata;

    private VectorObject(String key, float[] data, VectorMetadata metadata) {
        this.key = key;
        this.data = data;
        this.metadata = metadata;
    }

    /**
     * Creates a vector without metadata.
     *
     * @param key the key, 1 to 1024 characters, unique in the index
     * @param data the components, 1 to 4096 finite numbers; they are copied
     * @return the vector
     * @throws IllegalArgumentException if the key or a component is not valid
     */
    public static VectorObject of(String key, float... data) {
        return of(key, data, VectorMetadata.empty());
    }

    /**
     * Creates a vector with metadata.
     *
     * @param key the key, 1 to 1024 characters, unique in the index
     * @param data the components, 1 to 4096 finite numbers; they are copied
     * @param metadata the metadata
     * @return the vector
     * @throws IllegalArgumentException if the key or a component is not valid
     */
    public static VectorObject of(String key, float[] data, VectorMetadata metadata) {
        VectorRules.checkKey(Arguments.required(key, "key"));
        float[] copy =
                VectorRules.checkComponents(Arguments.required(data, "data").clone());
        return new VectorObject(key, copy, Arguments.required(metadata, "metadata"));
    }

    /** {@return the key} */
    public String key() {
        return key;
    }

    /** {@return a copy of the components} */
    public float[] data() {
        return data.clone();
    }

    /** {@return the number of components} */
    public int dimension() {
        return data.length;
    }

    /** {@return the metadata} */
    public VectorMetadata metadata() {
        return metadata;
    }

    @Override
    public String toString() {
        return Description.of("VectorObject")
                .add("key", key)
                .add("dimension", data.length)
                .add("metadata", metadata.values())
                .toString();
    }
}
