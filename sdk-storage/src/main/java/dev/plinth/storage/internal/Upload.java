package dev.plinth.storage.internal;

import dev.plinth.core.Content;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is uploaded, and how it is to be stored. */
public record Upload(
        Content content, String contentType, @Nullable Duration cacheFor, boolean upsert) {}
