package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of content that comes in.
 *
 * @param bucket the bucket's id
 * @param key the object's name
 * @param ownerId the owner, when known
 * @param mimeType the content type
 * @param cacheControl what downloads say in {@code cache-control}
 * @param userMetadata the user's own metadata; null keeps what a replaced object has
 * @param robotsTag what downloads say in {@code x-robots-tag}
 * @param upsert whether it may replace an object
 */
public record Upload(
        String bucket,
        String key,
        @Nullable String ownerId,
        String mimeType,
        String cacheControl,
        @Nullable JsonNode userMetadata,
        @Nullable String robotsTag,
        boolean upsert) {}
